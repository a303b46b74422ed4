//! Whether a request that changes something comes from one of our own pages.

use axum::http::{HeaderMap, HeaderValue, Method};

use super::operator;

/// Whether a request may do what it asks for. Reading is free of this; for anything else a browser
/// says where the form stood (Fetch Metadata, w3.org/TR/fetch-metadata; browsers without it send
/// `Origin`), and a program shows the token in a header, which no foreign form can.
pub(crate) fn may_change(method: &Method, headers: &HeaderMap) -> bool {
    method.is_safe() || is_same_origin(headers)
}

fn is_same_origin(headers: &HeaderMap) -> bool {
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
        _ => operator::bearer(headers).is_some(),
    }
}
