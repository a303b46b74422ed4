//! Who may see the pages: whoever has the access token.
//!
//! It comes once in the link that is printed at start, and then in a cookie; programs send it as
//! a bearer token.

use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, COOKIE, SET_COOKIE, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;

use crate::WebState;

const COOKIE_NAME: &str = "ringback_access";

/// Lets through what carries the token, and turns the link into a cookie.
pub(crate) async fn guard(State(state): State<WebState>, request: Request, next: Next) -> Response {
    let token = &state.config().access_token;
    if let Some(given) = from_query(request.uri().query())
        && matches(&given, token)
    {
        return remember(&state, next.run(request).await, &given);
    }
    if is_allowed(request.headers(), token) {
        return next.run(request).await;
    }
    let body = crate::pages::locked(request.uri().path());
    (
        StatusCode::UNAUTHORIZED,
        [(WWW_AUTHENTICATE, "Bearer")],
        body,
    )
        .into_response()
}

/// Whether a request carries the token. Also for the details of `/readyz`.
pub(crate) fn is_allowed(headers: &HeaderMap, token: &SecretString) -> bool {
    bearer(headers)
        .or_else(|| cookie(headers))
        .is_some_and(|given| matches(given, token))
}

fn matches(given: &str, token: &SecretString) -> bool {
    given
        .as_bytes()
        .ct_eq(token.expose_secret().as_bytes())
        .into()
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers
        .get(AUTHORIZATION)?
        .to_str()
        .ok()?
        .strip_prefix("Bearer ")
        .map(str::trim)
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(COOKIE_NAME)?.strip_prefix('='))
}

fn from_query(query: Option<&str>) -> Option<String> {
    form_urlencoded::parse(query?.as_bytes())
        .find_map(|(name, value)| (name == "token").then(|| value.into_owned()))
}

/// Makes the browser remember the token. The page's script takes it out of the address.
fn remember(state: &WebState, mut response: Response, token: &str) -> Response {
    let secure = if state.config().public_url.is_https() {
        "; Secure"
    } else {
        ""
    };
    let cookie = format!("{COOKIE_NAME}={token}; Path=/; HttpOnly; SameSite=Lax{secure}");
    if let Ok(cookie) = HeaderValue::try_from(cookie) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    response
}

/// Whether a request that changes something comes from one of our own pages
/// (Fetch Metadata; browsers without it send `Origin`).
pub(crate) fn is_same_origin(headers: &HeaderMap) -> bool {
    let header = |name| {
        headers
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    match (header("sec-fetch-site"), header("origin"), header("host")) {
        (Some(site), _, _) => site == "same-origin" || site == "none",
        (None, Some(origin), Some(host)) => origin
            .split_once("://")
            .is_some_and(|(_, rest)| rest == host),
        // No browser: a program with the bearer token.
        _ => bearer(headers).is_some(),
    }
}
