//! Refusals as pages.
//!
//! Handlers refuse in one plain sentence, which is all that a program needs. Where a browser asked
//! for a page, the sentence is put into the frame, so that a person has a way on.

use askama::Template;
use axum::body::to_bytes;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

use super::{Place, Scope, Shell};
use crate::WebState;

/// A refusal is a sentence.
const SENTENCE_BYTES_MAX: usize = 4_096;

#[derive(Template)]
#[template(path = "refused.html")]
struct Refused {
    shell: Shell,
    title: &'static str,
    sentence: String,
}

/// Puts plain refusals into the frame, for browsers.
pub(crate) async fn dressed(
    State(state): State<WebState>,
    request: Request,
    next: Next,
) -> Response {
    let wants_page = wants_page(request.headers());
    let (mut parts, body) = request.into_parts();
    let scope = if wants_page {
        Scope::from_request_parts(&mut parts, &state).await.ok()
    } else {
        None
    };
    let response = next.run(Request::from_parts(parts, body)).await;
    match scope {
        Some(scope) if is_plain_refusal(&response) => dress(response, &scope).await,
        _ => response,
    }
}

/// A browser names HTML; a program, and the page's own script, ask for anything or for JSON.
fn wants_page(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

fn is_plain_refusal(response: &Response) -> bool {
    let status = response.status();
    let kind = response.headers().get(CONTENT_TYPE);
    (status.is_client_error() || status.is_server_error())
        && kind.is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"))
}

async fn dress(response: Response, scope: &Scope) -> Response {
    let (mut parts, body) = response.into_parts();
    let sentence = to_bytes(body, SENTENCE_BYTES_MAX).await;
    let sentence = sentence.map_or_else(
        |_| String::new(),
        |bytes| String::from_utf8_lossy(&bytes).trim().to_owned(),
    );
    let page = Refused {
        shell: Shell::bare(scope, Place::Elsewhere),
        title: title(parts.status),
        sentence,
    };
    let Ok(page) = page.render() else {
        return (parts, page.sentence).into_response();
    };
    parts.headers.remove(CONTENT_LENGTH);
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    parts.headers.insert(CONTENT_TYPE, html);
    (parts, Html(page).into_response().into_body()).into_response()
}

fn title(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "Not found",
        StatusCode::CONFLICT => "Something changed meanwhile",
        StatusCode::FORBIDDEN => "Not from there",
        StatusCode::METHOD_NOT_ALLOWED => "Not like this",
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT => "Not just now",
        status if status.is_server_error() => "Something went wrong",
        _ => "That did not work",
    }
}
