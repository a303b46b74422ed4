//! `GET /calls`: every call, the newest first, each with what came of it and why.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use ringback_desk::id::Id;
use ringback_store::calls;
use serde::Deserialize;

use super::{CallRow, call_rows, callers};
use crate::WebState;
use crate::inbox::Names;
use crate::pages::{Failure, Place, Scope, Shell, not_found, show};

/// Calls on a page.
const PAGE: u32 = 30;

/// Where the list begins.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    before: Option<String>,
}

#[derive(Template)]
#[template(path = "calls.html")]
struct List {
    shell: Shell,
    calls: Vec<CallRow>,
    is_first: bool,
    /// The query of the next page.
    older: Option<String>,
}

/// The list.
pub(crate) async fn list(
    State(state): State<WebState>,
    scope: Scope,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let before = asked.before.as_deref().map(str::parse::<Id>).transpose();
    let Ok(before) = before else {
        return Ok(not_found());
    };
    let store = state.engine().store().clone();
    let page = store
        .read(move |tx| {
            let stories = calls::before(tx, scope.business, before, PAGE)?;
            let shell = Shell::read(tx, &state, &scope, Place::Calls)?;
            let names = Names::read(tx, &scope, callers(&stories))?;
            let is_full = stories.len() == PAGE as usize;
            let older = stories.last().filter(|_| is_full);
            Ok(List {
                older: older.map(|last| shell.with(&format!("before={}", last.call.id))),
                calls: call_rows(tx, &stories, &names)?,
                is_first: before.is_none(),
                shell,
            })
        })
        .await?;
    show(&page)
}
