//! Texts that came in, and receipts of those that left.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use ringback_desk::carrier_event::{TextReceived, TextStatusChanged};

use super::{Rejection, answer, line};
use crate::WebState;

/// The answer never carries a text: one sent that way has no id to follow it by.
pub(super) async fn received(state: &WebState, text: TextReceived) -> Result<Response, Rejection> {
    let line = line::by_number(state, &text.to)?;
    state.engine().take_text(line, text).await?;
    Ok(answer::empty())
}

pub(super) async fn status(
    state: &WebState,
    changed: TextStatusChanged,
) -> Result<Response, Rejection> {
    let line = line::by_number(state, &changed.from)?;
    state.engine().take_text_status(line, changed).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
