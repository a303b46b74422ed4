//! The REST API of 2010-04-01 and the Messaging API (v1), as far as a front desk needs them.
//!
//! Twilio serves the second at a host of its own; their paths do not meet.

mod auth;
mod call_out;
mod calls;
mod errors;
mod faulty;
mod files;
mod messages;
mod messaging;
mod numbers;
mod pages;
mod send;

use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Uri};
use axum::response::Response;
use axum::routing::get;
use hyper::body::Incoming;

use crate::core::Shared;
use crate::event::SimEvent;
use crate::openapi::OpenApi;
use crate::world::Alert;
use errors::ApiError;

/// Path of the account's resources.
const ACCOUNT: &str = "/2010-04-01/Accounts/{account}";

/// All routes. A path that is none of them is a 404 of Twilio's kind.
pub(crate) fn router(core: &Shared) -> Router {
    let of = |path: &str| format!("{ACCOUNT}{path}");
    Router::new()
        .route(
            &of("/Messages.json"),
            get(messages::list).post(send::create),
        )
        .route(
            &of("/Messages/{message}"),
            get(messages::fetch).post(messages::update),
        )
        .route(
            &of("/Messages/{message}/Media.json"),
            get(files::list_media),
        )
        .route(&of("/Messages/{message}/Media/{media}"), get(files::media))
        .route(&of("/Calls.json"), get(calls::list).post(call_out::create))
        .route(&of("/Calls/{call}"), get(calls::fetch).post(calls::update))
        .route(&of("/IncomingPhoneNumbers.json"), get(numbers::list))
        .route(
            &of("/IncomingPhoneNumbers/{number}"),
            get(numbers::fetch).post(numbers::update),
        )
        .route(&of("/Recordings/{recording}"), get(files::recording))
        .route("/2010-04-01/Accounts/{account}", get(numbers::account))
        .route("/storage/{file}", get(files::stored))
        .merge(messaging::router())
        .fallback(unknown)
        .with_state(core.clone())
}

async fn unknown(State(_): State<Shared>, uri: Uri) -> ApiError {
    ApiError::not_found(uri.path())
}

/// One request: checked, counted, broken if a fault is set, answered, told.
///
/// # Errors
/// Only when a fault wants the connection closed without an answer.
pub(crate) async fn handle(
    core: &Shared,
    router: Router,
    request: hyper::Request<Incoming>,
) -> Result<Response, faulty::Cut> {
    let is_control = request.uri().path().starts_with("/simulator/");
    let watched = !is_control && core.events.is_watched();
    let mut told = watched.then(|| Told::received(core, &request));
    let mut request = request.map(Body::new);
    if let Some(api) = core.openapi.as_ref().filter(|_| !is_control) {
        request = hold_against(core, api, request).await;
    }
    let in_flight = InFlight::one_more(core);
    let mut response = faulty::answer(core, router, request).await?;
    let header = HeaderValue::from(in_flight.count);
    response
        .headers_mut()
        .insert("twilio-concurrent-requests", header);
    if let Some(told) = &mut told {
        told.status = Some(response.status().as_u16());
    }
    Ok(response)
}

/// Counts a request while it lasts.
struct InFlight<'a> {
    counter: &'a AtomicI64,
    /// With this one.
    count: i64,
}

impl<'a> InFlight<'a> {
    fn one_more(core: &'a Shared) -> Self {
        let counter = &core.in_flight;
        Self {
            counter,
            count: counter.fetch_add(1, Ordering::Relaxed) + 1,
        }
    }
}

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.counter.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Tells what became of a request, also when its connection ends before an answer.
struct Told {
    core: Shared,
    method: String,
    path: String,
    status: Option<u16>,
}

impl Told {
    fn received<B>(core: &Shared, request: &hyper::Request<B>) -> Self {
        let path = request
            .uri()
            .path_and_query()
            .map_or("/", |path| path.as_str());
        let (method, path) = (request.method().to_string(), path.to_owned());
        core.tell(SimEvent::ApiReceived {
            method: method.clone(),
            path: path.clone(),
        });
        Self {
            core: core.clone(),
            method,
            path,
            status: None,
        }
    }
}

impl Drop for Told {
    fn drop(&mut self) {
        let (method, path) = (
            std::mem::take(&mut self.method),
            std::mem::take(&mut self.path),
        );
        self.core.tell(SimEvent::ApiRequest {
            method,
            path,
            status: self.status,
        });
    }
}

/// Leaves an alert for everything in which a request differs from the API's description.
async fn hold_against(core: &Shared, api: &OpenApi, request: Request) -> Request {
    // Storage is where a redirect leads, and not part of the API; the Messaging API is described
    // in a document of its own.
    let path = request.uri().path();
    if path.starts_with("/storage/") || path.starts_with("/v1/") {
        return request;
    }
    let about = format!("{} {}", request.method(), request.uri());
    let (request, faults) = api.check(request).await;
    for message in faults {
        core.alert(Alert {
            code: 0,
            message,
            about: about.clone(),
            url: None,
        });
    }
    request
}

/// A whole request body, at most 64 kB.
async fn form_of(request: Request) -> Result<crate::form::Form, ApiError> {
    let bytes = axum::body::to_bytes(request.into_body(), 64 * 1024).await;
    let bytes = bytes.map_err(|_| ApiError::bad(20001, "The request body is too large"))?;
    Ok(crate::form::Form::parse(&bytes))
}

/// The fields of a query.
fn query_of(uri: &Uri) -> crate::form::Form {
    crate::form::Form::parse(uri.query().unwrap_or_default().as_bytes())
}
