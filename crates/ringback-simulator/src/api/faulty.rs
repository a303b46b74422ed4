//! Answering a request, well or as badly as was asked for.

use std::convert::Infallible;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, RETRY_AFTER};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use futures::stream;
use tower::Service as _;

use super::errors::{ApiError, json_answer};
use crate::core::Shared;
use crate::fault::{ApiFault, ApiRoute};

/// The connection is to be closed without an answer.
#[derive(Debug, thiserror::Error)]
#[error("the connection is closed on purpose")]
pub(crate) struct Cut;

/// Answers, through the fault that strikes, if one does.
pub(super) async fn answer(
    core: &Shared,
    mut router: Router,
    request: Request,
) -> Result<Response, Cut> {
    let Some(fault) = route_of(&request).and_then(|route| core.faults.for_request(route)) else {
        return Ok(process(&mut router, request).await);
    };
    match fault {
        ApiFault::HangBefore => match never().await {},
        ApiFault::HangAfter => {
            process(&mut router, request).await;
            match never().await {}
        }
        ApiFault::CloseBefore => Err(Cut),
        ApiFault::CloseMidAnswer => Ok(cut_short(process(&mut router, request).await).await),
        ApiFault::TooManyRequests {
            retry_after_seconds,
        } => Ok(later(
            ApiError::new(429, 20429, "Too Many Requests"),
            retry_after_seconds,
        )),
        ApiFault::Unavailable {
            retry_after_seconds,
        } => Ok(later(
            ApiError::new(503, 20503, "Service Unavailable"),
            retry_after_seconds,
        )),
        ApiFault::ErrorAfter => {
            process(&mut router, request).await;
            Ok(ApiError::new(500, 20500, "Internal Server Error").into_response())
        }
        ApiFault::ErrorBefore => {
            Ok(ApiError::new(500, 20500, "Internal Server Error").into_response())
        }
        ApiFault::Garbage => {
            let status = process(&mut router, request).await.status();
            Ok(json_answer(
                status,
                "<html><body>It works!</body></html>".into(),
            ))
        }
        ApiFault::SlowBody { milliseconds } => {
            Ok(dribble(process(&mut router, request).await, milliseconds).await)
        }
        ApiFault::SlowAnswer { milliseconds } => {
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
            Ok(process(&mut router, request).await)
        }
        ApiFault::Refuse {
            status,
            code,
            message,
        } => Ok(ApiError::new(status, code, message).into_response()),
    }
}

/// An answer that never comes; the request ends with its connection.
async fn never() -> Infallible {
    std::future::pending().await
}

async fn process(router: &mut Router, request: Request) -> Response {
    match router.call(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

/// What a request is for; the control API is never broken.
fn route_of(request: &Request) -> Option<ApiRoute> {
    let path = request.uri().path();
    if path.starts_with("/simulator/") {
        return None;
    }
    let rest = path.strip_prefix("/2010-04-01/Accounts/").unwrap_or(path);
    let resource = rest.split_once('/').map_or(rest, |(_, resource)| resource);
    Some(match resource {
        "Messages.json" if request.method() == Method::POST => ApiRoute::SendMessage,
        _ if resource.contains("/Media") => ApiRoute::Files,
        _ if resource.starts_with("Messages") => ApiRoute::ReadMessages,
        _ if resource.starts_with("Calls") => ApiRoute::Calls,
        _ if resource.starts_with("IncomingPhoneNumbers") => ApiRoute::Numbers,
        _ if resource.starts_with("Recordings") || path.starts_with("/storage/") => ApiRoute::Files,
        _ => ApiRoute::Any,
    })
}

fn later(error: ApiError, retry_after_seconds: Option<u32>) -> Response {
    let mut response = error.into_response();
    if let Some(seconds) = retry_after_seconds {
        response
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// Announces the whole body, sends half of it, and breaks the connection.
async fn cut_short(response: Response) -> Response {
    let (mut head, bytes) = taken_apart(response).await;
    head.headers
        .insert(CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    let half = bytes.slice(..bytes.len() / 2);
    let chunks = stream::unfold(Some(half), |half| async move {
        match half {
            Some(half) => Some((Ok(half), None)),
            None => {
                // Else the head and the half would never be written before the end.
                tokio::time::sleep(Duration::from_millis(20)).await;
                Some((Err(Cut), None))
            }
        }
    });
    Response::from_parts(head, Body::from_stream(chunks))
}

/// Sends the body in ten pieces over the given time.
async fn dribble(response: Response, milliseconds: u64) -> Response {
    let (head, bytes) = taken_apart(response).await;
    let pause = Duration::from_millis(milliseconds / 10);
    let piece = bytes.len().div_ceil(10).max(1);
    let chunks = stream::unfold(bytes, move |mut rest| async move {
        if rest.is_empty() {
            return None;
        }
        tokio::time::sleep(pause).await;
        let next = rest.split_to(piece.min(rest.len()));
        Some((Ok::<Bytes, Cut>(next), rest))
    });
    Response::from_parts(head, Body::from_stream(chunks))
}

async fn taken_apart(response: Response) -> (axum::http::response::Parts, Bytes) {
    let (mut head, body) = response.into_parts();
    head.headers.remove(CONTENT_LENGTH);
    let bytes = axum::body::to_bytes(body, usize::MAX)
        .await
        .unwrap_or_default();
    if bytes.is_empty() {
        head.status = StatusCode::INTERNAL_SERVER_ERROR;
    }
    (head, bytes)
}
