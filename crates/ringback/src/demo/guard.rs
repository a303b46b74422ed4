//! Who may use the demo: a browser on this machine, on the demo's own page.
//!
//! Any page that the visitor has open elsewhere can send requests to a loopback port. A foreign
//! `Host` means that a name was made to point here (DNS rebinding); a foreign `Origin` means that
//! another page posts.

use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// Refuses what does not come from the demo's own page.
pub(super) async fn own_page_only(request: Request, next: Next) -> Response {
    match judge(request.method(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(why) => (StatusCode::FORBIDDEN, Json(json!({ "error": why }))).into_response(),
    }
}

fn judge(method: &Method, headers: &HeaderMap) -> Result<(), &'static str> {
    let host = text(headers, header::HOST.as_str()).unwrap_or_default();
    if !is_loopback(host) {
        return Err("The demo answers to 127.0.0.1 and localhost only.");
    }
    if method == Method::GET || method == Method::HEAD {
        return Ok(());
    }
    // Browsers send one or both with every post; a program on this machine sends neither.
    let same_origin =
        text(headers, "origin").is_none_or(|origin| origin == format!("http://{host}"));
    let same_site = text(headers, "sec-fetch-site").is_none_or(|site| site == "same-origin");
    if same_origin && same_site {
        Ok(())
    } else {
        Err("Only the demo's own page may do this.")
    }
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get(name)
        .map(|value| value.to_str().unwrap_or("unreadable"))
}

/// Whether a `Host` header names this machine by a name that nobody else can give out.
fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "127.0.0.1" | "localhost" | "[::1]")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn verdict(method: &Method, pairs: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, value.parse().unwrap());
        }
        judge(method, &headers).is_ok()
    }

    #[test]
    fn only_loopback_names_are_answered() {
        for host in [
            "127.0.0.1:4000",
            "localhost:4000",
            "localhost",
            "[::1]:4000",
        ] {
            assert!(verdict(&Method::GET, &[("host", host)]), "{host}");
        }
        for host in [
            "evil.example",
            "evil.example:4000",
            "127.0.0.1.evil.example",
            "127.0.0.2",
            "",
        ] {
            assert!(!verdict(&Method::GET, &[("host", host)]), "{host}");
        }
        assert!(!verdict(&Method::GET, &[]));
    }

    #[test]
    fn posts_come_from_the_own_page() {
        let host = ("host", "127.0.0.1:4000");
        assert!(verdict(&Method::POST, &[host]));
        assert!(verdict(
            &Method::POST,
            &[host, ("origin", "http://127.0.0.1:4000")]
        ));
        assert!(verdict(
            &Method::POST,
            &[host, ("sec-fetch-site", "same-origin")]
        ));
        assert!(!verdict(
            &Method::POST,
            &[host, ("origin", "http://127.0.0.1:5000")]
        ));
        assert!(!verdict(
            &Method::POST,
            &[host, ("origin", "http://evil.example")]
        ));
        assert!(!verdict(&Method::POST, &[host, ("origin", "null")]));
        assert!(!verdict(
            &Method::POST,
            &[host, ("sec-fetch-site", "cross-site")]
        ));
        assert!(!verdict(
            &Method::POST,
            &[host, ("sec-fetch-site", "same-site")]
        ));
    }
}
