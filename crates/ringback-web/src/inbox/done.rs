//! `POST /waiting/done`: a person has dealt with what waited.

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ringback_desk::waiting::Waiting;
use serde::Deserialize;

use crate::WebState;
use crate::pages::{Failure, Scope, not_found};

/// Which matter, and on which page the button stood.
#[derive(Debug, Deserialize)]
pub(crate) struct Pressed {
    key: String,
    /// `thread`: back to the conversation; else to the front page.
    #[serde(default)]
    from: String,
}

/// The form's handler. Pressing twice is pressing once.
pub(crate) async fn done(
    State(state): State<WebState>,
    scope: Scope,
    Form(pressed): Form<Pressed>,
) -> Result<Response, Failure> {
    let Ok(matter) = pressed.key.parse::<Waiting>() else {
        return Ok(not_found());
    };
    // What may mean stop is decided, not put aside: its pause would stay on unseen.
    if matches!(matter, Waiting::Consent(_)) {
        let words = "Say whether they are to be texted; that closes it.\n";
        return Ok((StatusCode::CONFLICT, words).into_response());
    }
    let back = match matter.party() {
        Some(number) if pressed.from == "thread" => format!("people/{number}"),
        _ => String::new(),
    };
    state.engine().done(scope.business, matter).await?;
    let to = format!("{}{back}{}", scope.root, scope.query);
    Ok(Redirect::to(&to).into_response())
}
