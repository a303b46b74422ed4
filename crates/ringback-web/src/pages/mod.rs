//! What the pages share: the frame, failures, and the front page.

mod home;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use ringback_store::StoreError;

pub(crate) use home::{home, tone_class};

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

#[derive(Template)]
#[template(path = "locked.html")]
struct Locked;

/// What somebody without the token sees.
pub(crate) fn locked() -> Response {
    match Locked.render() {
        Ok(page) => Html(page).into_response(),
        Err(fault) => Failure::from(fault).into_response(),
    }
}

/// Renders a page.
pub(crate) fn show(page: &impl Template) -> Result<Response, Failure> {
    Ok(Html(page.render()?).into_response())
}
