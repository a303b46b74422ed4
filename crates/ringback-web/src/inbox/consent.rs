//! `POST /people/{number}/consent`: somebody on the team decides whether texts to a person go on.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use ringback_desk::consent::Decision;
use serde::Deserialize;

use crate::WebState;
use crate::pages::{Failure, Scope, not_found};

/// Which button, and on which page it stood.
#[derive(Debug, Deserialize)]
pub(crate) struct Pressed {
    decision: Decision,
    /// `home`: back to the front page; else to the conversation.
    #[serde(default)]
    from: String,
}

/// The form's handler. Pressing twice is pressing once.
pub(crate) async fn decide(
    State(state): State<WebState>,
    scope: Scope,
    Path(number): Path<String>,
    Form(pressed): Form<Pressed>,
) -> Result<Response, Failure> {
    let back = if pressed.from == "home" {
        String::new()
    } else {
        format!("people/{number}")
    };
    let is_known = state
        .engine()
        .decide_consent(
            scope.business,
            number,
            pressed.decision,
            scope.visitor.person,
        )
        .await?;
    if !is_known {
        return Ok(not_found());
    }
    let to = format!("{}{back}{}", scope.root, scope.query);
    Ok(Redirect::to(&to).into_response())
}
