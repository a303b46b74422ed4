//! The installation's access token: the operator's way in, for programs and for whoever runs
//! several businesses.
//!
//! It works only where it was set (`access_token`). Programs send it as a bearer token; a browser
//! gets it once by a link, and then has it in a cookie.

use axum::http::header::{AUTHORIZATION, COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;

use crate::WebState;

const COOKIE_NAME: &str = "ringback_access";

/// Whether a request carries the token.
pub(crate) fn is_operator(state: &WebState, headers: &HeaderMap) -> bool {
    bearer(headers)
        .or_else(|| cookie(headers, COOKIE_NAME))
        .is_some_and(|given| matches(given, state.config().access_token.as_ref()))
}

/// The token in a link, if it is the right one.
pub(super) fn in_link(state: &WebState, query: Option<&str>) -> Option<String> {
    form_urlencoded::parse(query?.as_bytes())
        .find_map(|(name, value)| (name == "token").then(|| value.into_owned()))
        .filter(|given| matches(given, state.config().access_token.as_ref()))
}

/// The cookie that makes a browser remember the token. The page's script takes the token out of
/// the address.
pub(super) fn cookie_with(state: &WebState, token: &str) -> Option<HeaderValue> {
    let secure = if state.config().public_url.is_https() {
        "; Secure"
    } else {
        ""
    };
    let cookie = format!("{COOKIE_NAME}={token}; Path=/; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::try_from(cookie).ok()
}

fn matches(given: &str, token: Option<&SecretString>) -> bool {
    token.is_some_and(|token| {
        given
            .as_bytes()
            .ct_eq(token.expose_secret().as_bytes())
            .into()
    })
}

/// What a program sends.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers
        .get(AUTHORIZATION)?
        .to_str()
        .ok()?
        .strip_prefix("Bearer ")
        .map(str::trim)
}

/// A cookie's value.
pub(super) fn cookie<'h>(headers: &'h HeaderMap, wanted: &str) -> Option<&'h str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(wanted)?.strip_prefix('='))
}

/// Takes the token from the browser.
pub(crate) fn forget() -> HeaderValue {
    HeaderValue::from_static("ringback_access=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")
}
