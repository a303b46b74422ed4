//! The door before every private page, feed and file.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{SET_COOKIE, WWW_AUTHENTICATE};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::{Visitor, operator, origin};
use crate::WebState;

/// Lets through whoever is known, and tells the handler who it is.
pub(crate) async fn guard(
    State(state): State<WebState>,
    mut request: Request,
    next: Next,
) -> Response {
    let by_link = operator::in_link(&state, request.uri().query());
    if by_link.is_none() && !operator::is_operator(&state, request.headers()) {
        return turned_away(&request);
    }
    if !origin::may_change(request.method(), request.headers()) {
        return foreign_form();
    }
    request.extensions_mut().insert(Visitor::OPERATOR);
    let mut response = next.run(request).await;
    if let Some(cookie) = by_link.and_then(|token| operator::cookie_with(&state, &token)) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    response
}

fn turned_away(request: &Request) -> Response {
    let body = crate::pages::locked(request.uri().path());
    (
        StatusCode::UNAUTHORIZED,
        [(WWW_AUTHENTICATE, "Bearer")],
        body,
    )
        .into_response()
}

/// The answer to a form that stood on somebody else's page.
pub(crate) fn foreign_form() -> Response {
    (
        StatusCode::FORBIDDEN,
        "This form belongs to another page.\n",
    )
        .into_response()
}
