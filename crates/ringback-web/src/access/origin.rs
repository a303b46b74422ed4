//! Whether a request that changes something comes from one of our own pages.

use axum::http::{HeaderMap, HeaderValue, Method};

use super::operator;

/// Where a form stood, as far as the browser says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Own,
    Foreign,
    /// No browser of this decade: it would have said.
    Unsaid,
}

/// Whether a private request may do what it asks for. Reading is free of this; for anything else a
/// browser says where the form stood, and a program shows the token in a header, which no foreign
/// form can.
pub(crate) fn may_change(method: &Method, headers: &HeaderMap) -> bool {
    method.is_safe()
        || match of(headers) {
            Origin::Own => true,
            Origin::Foreign => false,
            Origin::Unsaid => operator::bearer(headers).is_some(),
        }
}

/// Whether a form at the door stood on somebody else's page. Whoever is not in yet has no cookie
/// that a foreign form could use.
pub(crate) fn is_foreign(headers: &HeaderMap) -> bool {
    of(headers) == Origin::Foreign
}

/// Fetch Metadata (w3.org/TR/fetch-metadata); over plain http, and from older browsers, `Origin`.
fn of(headers: &HeaderMap) -> Origin {
    let header = |name| {
        headers
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    let is_own = match (header("sec-fetch-site"), header("origin"), header("host")) {
        (Some(site), _, _) => site == "same-origin" || site == "none",
        (None, Some(origin), Some(host)) => origin
            .split_once("://")
            .is_some_and(|(_, rest)| rest == host),
        _ => return Origin::Unsaid,
    };
    if is_own { Origin::Own } else { Origin::Foreign }
}
