//! The keys that forward another line's unanswered calls here, carrier by carrier.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use ringback_desk::setup::forwarding::{Keys, of_country, ring_seconds};

use super::frame::{Frame, Step, see_other};
use super::progress::Progress;
use crate::WebState;
use crate::pages::{Failure, Scope, show_with};

/// Mobiles' mailboxes pick up after this long at the soonest.
const MAILBOX_SECONDS: u32 = 20;

#[derive(Template)]
#[template(path = "setup/forwarding.html")]
struct Page {
    frame: Frame,
    number: String,
    ring_seconds: u32,
    carriers: Vec<Keys>,
}

pub(super) async fn page(State(state): State<WebState>, scope: Scope) -> Result<Response, Failure> {
    let progress = Progress::read(&state, scope.business).await?;
    let Some(line) = progress.lines.first() else {
        return Ok(see_other(&format!("number{}", scope.query)));
    };
    let seconds = ring_seconds(MAILBOX_SECONDS);
    let page = Page {
        number: line.number.display_for(scope.home()),
        ring_seconds: seconds,
        carriers: of_country(scope.home())
            .into_iter()
            .map(|carrier| carrier.keys(&line.number, seconds))
            .collect(),
        frame: Frame::new(&scope, &progress, Step::Phones),
    };
    show_with(StatusCode::OK, &page)
}
