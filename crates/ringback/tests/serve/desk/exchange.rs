//! One API address in front of several carriers, as the real one has: whom a request is for is told
//! by the account that it is made with. Each simulated carrier has one account.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use ringback_simulator::Simulator;

/// What a picture holds.
pub const PICTURE: &[u8] = b"\x89PNG not really";

/// Where each account's carrier is.
struct Accounts {
    by_sid: BTreeMap<String, String>,
    http: reqwest::Client,
}

/// Starts one for these carriers; its address.
pub async fn exchange(carriers: &[&Simulator]) -> String {
    let by_sid = carriers.iter().map(|carrier| {
        let base = carrier.base_url().trim_end_matches('/').to_owned();
        (carrier.account_sid().to_owned(), base)
    });
    let accounts = Arc::new(Accounts {
        by_sid: by_sid.collect(),
        http: reqwest::Client::new(),
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = axum::Router::new().fallback(hand_on).with_state(accounts);
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

async fn hand_on(
    State(accounts): State<Arc<Accounts>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(base) = account_of(&headers).and_then(|sid| accounts.by_sid.get(&sid)) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    // The carriers would name themselves as a picture's address, which is not this one.
    if uri.path().contains("/Media/") {
        return ([(CONTENT_TYPE, "image/png")], PICTURE).into_response();
    }
    let mut request = accounts.http.request(method, format!("{base}{uri}"));
    for name in [AUTHORIZATION, CONTENT_TYPE] {
        if let Some(value) = headers.get(&name) {
            request = request.header(name, value);
        }
    }
    let Ok(answer) = request.body(body).send().await else {
        return StatusCode::BAD_GATEWAY.into_response();
    };
    let status = answer.status();
    let kind = answer.headers().get(CONTENT_TYPE).cloned();
    let mut answer = (status, answer.bytes().await.unwrap_or_default()).into_response();
    if let Some(kind) = kind {
        answer.headers_mut().insert(CONTENT_TYPE, kind);
    }
    answer
}

/// The account that a request is made with (basic authentication, RFC 7617).
fn account_of(headers: &HeaderMap) -> Option<String> {
    let given = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let pair = given.strip_prefix("Basic ")?;
    let pair = base64::engine::general_purpose::STANDARD
        .decode(pair)
        .ok()?;
    let pair = String::from_utf8(pair).ok()?;
    Some(pair.split_once(':')?.0.to_owned())
}
