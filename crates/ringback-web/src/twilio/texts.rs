//! Texts that came in, and receipts of those that left.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use ringback_desk::carrier_event::{TextReceived, TextStatusChanged};

use super::line::Ours;
use super::{Rejection, answer};

/// The answer never carries a text: one sent that way has no id to follow it by.
pub(super) async fn received(ours: &Ours<'_>, text: TextReceived) -> Result<Response, Rejection> {
    let line = ours.by_number(&text.to)?;
    ours.engine().take_text(line, text).await?;
    Ok(answer::empty())
}

pub(super) async fn status(
    ours: &Ours<'_>,
    changed: TextStatusChanged,
) -> Result<Response, Rejection> {
    let line = ours.by_number(&changed.from)?;
    ours.engine().take_text_status(line, changed).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
