//! `POST /texts/{text}/settle`: a person says what became of a text that nobody could tell of.

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ringback_desk::id::Id;
use ringback_engine::SettleError;
use serde::Deserialize;

use crate::WebState;
use crate::access::Visitor;
use crate::pages::not_found;

/// What the person says.
#[derive(Debug, Deserialize)]
pub(crate) struct Said {
    outcome: Outcome,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    /// The caller has it.
    Arrived,
    /// They don't: send it again.
    Again,
}

/// Which business.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    business: Option<i64>,
}

/// The form's handler.
pub(crate) async fn settle(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(text): Path<String>,
    Query(asked): Query<Asked>,
    Form(said): Form<Said>,
) -> Response {
    let (Some(business), Ok(text)) = (state.business(&visitor, asked.business), text.parse::<Id>())
    else {
        return not_found();
    };
    match state
        .engine()
        .settle(business, text, said.outcome == Outcome::Arrived)
        .await
    {
        Ok(()) => {
            Redirect::to(&format!("../../{}", state.query_of(&visitor, business))).into_response()
        }
        Err(SettleError::NotFound) => not_found(),
        Err(fault @ (SettleError::NotUnknown | SettleError::OptedOut | SettleError::Restored)) => {
            (StatusCode::CONFLICT, format!("{fault}\n")).into_response()
        }
        Err(SettleError::Store(fault)) => crate::pages::Failure::from(fault).into_response(),
    }
}
