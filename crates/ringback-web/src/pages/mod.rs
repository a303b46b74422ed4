//! What the pages share: the frame, whose page it is, failures, and the front page.

mod dressed;
mod home;
mod missing;
mod scope;
mod shell;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use ringback_desk::timeline::Tone;
use ringback_store::StoreError;

pub(crate) use dressed::dressed;
pub(crate) use home::{age, home};
pub(crate) use missing::runs_the_server;
pub(crate) use scope::Scope;
pub(crate) use shell::{Place, Shell};

/// A page that could not be made.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl From<StoreError> for Failure {
    fn from(fault: StoreError) -> Self {
        Self(fault.to_string())
    }
}

impl From<askama::Error> for Failure {
    fn from(fault: askama::Error) -> Self {
        Self(fault.to_string())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        tracing::error!(fault = self.0, "a page could not be made");
        let words = "Ringback could not read its database just now. Please try again.\n";
        (StatusCode::SERVICE_UNAVAILABLE, words).into_response()
    }
}

/// A page that nobody finds.
pub(crate) fn not_found() -> Response {
    (StatusCode::NOT_FOUND, "There is nothing here.\n").into_response()
}

/// An address that leads nowhere. Behind the login, for a stranger learns nothing from it.
pub(crate) async fn nowhere() -> Response {
    not_found()
}

/// The way from a page back to the front page. Relative, so that it holds behind a proxy that puts
/// something in front of the path.
pub(crate) fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count().saturating_sub(1))
}

/// Renders a page.
pub(crate) fn show(page: &impl Template) -> Result<Response, Failure> {
    Ok(Html(page.render()?).into_response())
}

/// Renders a page with a status of its own.
pub(crate) fn show_with(status: StatusCode, page: &impl Template) -> Result<Response, Failure> {
    let mut response = show(page)?;
    *response.status_mut() = status;
    Ok(response)
}

/// The CSS class of a tone.
pub(crate) fn tone_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "good",
        Tone::Wait => "wait",
        Tone::Hold => "hold",
        Tone::Bad => "bad",
    }
}
