//! What the people of a suspended business see instead of any page.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::answer;

#[derive(Template)]
#[template(path = "door/suspended.html")]
struct SuspendedPage {
    root: String,
}

/// Their login is right, and their business's data is where it was; nobody gets at it meanwhile.
pub(crate) fn suspended(root: String) -> Response {
    answer::page(StatusCode::FORBIDDEN, &SuspendedPage { root })
        .unwrap_or_else(IntoResponse::into_response)
}
