//! What every page of a business starts from: whose it is, where it stands, who looks at it.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use ringback_desk::id::BusinessId;
use ringback_desk::lines::Line;
use ringback_desk::phone::Region;
use serde::Deserialize;

use super::{not_found, root_of};
use crate::WebState;
use crate::access::Visitor;

/// One business's page, as it was asked for. A business that the visitor does not reach is not
/// there: the handler never runs.
#[derive(Debug, Clone)]
pub(crate) struct Scope {
    /// Whose page.
    pub(crate) business: BusinessId,
    /// The business's name.
    pub(crate) company: String,
    /// Its first line that works; none before it is set up.
    pub(crate) line: Option<Arc<Line>>,
    /// Who looks.
    pub(crate) visitor: Visitor,
    /// The way back to the front page.
    pub(crate) root: String,
    /// What links carry so that they stay with the business.
    pub(crate) query: String,
}

#[derive(Debug, Deserialize)]
struct Asked {
    business: Option<i64>,
}

impl Scope {
    /// The region whose people read the numbers.
    pub(crate) fn home(&self) -> Region {
        self.line.as_ref().map_or(Region::US, |line| line.region)
    }

    /// The first line's number, as people read it.
    pub(crate) fn number(&self) -> Option<String> {
        let line = self.line.as_ref()?;
        Some(line.number.display_for(line.region))
    }
}

impl FromRequestParts<WebState> for Scope {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Response> {
        let visitor = Visitor::from_request_parts(parts, state)
            .await
            .map_err(IntoResponse::into_response)?;
        let Ok(Query(asked)) = Query::<Asked>::try_from_uri(&parts.uri) else {
            return Err(not_found());
        };
        let business = state.business(&visitor, asked.business);
        let business = business.ok_or_else(not_found)?;
        let directory = state.engine().directory();
        let known = directory.business(business).ok_or_else(not_found)?;
        let line = directory.lines().of_business(Some(business)).cloned();
        // The line's own name is what callers read; the business's may only tell lines apart.
        let company = line.as_ref().map_or(&known.company, |line| &line.company);
        Ok(Self {
            business,
            company: company.clone(),
            line,
            visitor,
            root: root_of(parts.uri.path()),
            query: state.query_of(&visitor, business),
        })
    }
}
