//! `POST /people/{number}/answer`: a person answers from the page.
//!
//! The browser gives each answer a key of its own, so that a double click, a reload or a second try
//! on a bad network sends it once.

use axum::extract::{Path, State};
use axum::http::header::ACCEPT;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Form, Json};
use ringback_engine::{AnswerError, WrittenAnswer};
use serde::Deserialize;

use super::person::{Draft, render};
use crate::WebState;
use crate::pages::{Failure, Scope, not_found};

/// What the form holds.
#[derive(Debug, Deserialize)]
pub(crate) struct AnswerForm {
    #[serde(default)]
    body: String,
    /// The answer's own.
    #[serde(default)]
    key: String,
    /// The last words that the writer saw; empty where there were none.
    seen: Option<String>,
}

/// The form's handler. The page's script asks for JSON and stays where it is; without the script
/// the browser is sent back to the conversation.
pub(crate) async fn answer(
    State(state): State<WebState>,
    scope: Scope,
    Path(number): Path<String>,
    headers: HeaderMap,
    Form(form): Form<AnswerForm>,
) -> Result<Response, Failure> {
    let wants_json = headers
        .get(ACCEPT)
        .is_some_and(|accept| accept.as_bytes() == b"application/json");
    let written = WrittenAnswer {
        business: scope.business,
        to: number.clone(),
        body: form.body.clone(),
        key: form.key.clone(),
        seen: form.seen.map(|seen| seen.parse().ok()),
    };
    match state.engine().write_answer(written).await {
        Ok(_) if wants_json => Ok(Json(serde_json::json!({ "sent": true })).into_response()),
        Ok(_) => {
            let to = format!("{}people/{number}{}", scope.root, scope.query);
            Ok(Redirect::to(&to).into_response())
        }
        Err(AnswerError::Store(fault)) => Err(fault.into()),
        Err(AnswerError::NotFound) => Ok(not_found()),
        Err(fault) if wants_json => {
            let refused = Json(serde_json::json!({ "error": sentence(&fault) }));
            Ok((status(&fault), refused).into_response())
        }
        Err(fault) => {
            let draft = Draft {
                body: form.body,
                key: form.key,
                fault: Some(sentence(&fault)),
            };
            let page = render(&state, scope, number, None, draft).await?;
            Ok((status(&fault), page).into_response())
        }
    }
}

fn status(fault: &AnswerError) -> StatusCode {
    match fault {
        AnswerError::Unseen
        | AnswerError::KeyUsed
        | AnswerError::OptedOut
        | AnswerError::Restored => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// The reason as it stands on the page.
fn sentence(fault: &AnswerError) -> String {
    let words = fault.to_string();
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}
