//! Answers at the door that several of its pages give.

use askama::Template;
use axum::http::header::{LOCATION, RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use ringback_store::people::Secret;

use super::throttle::Wait;
use crate::WebState;
use crate::access::{device, forget_operator, session};
use crate::pages::{Failure, show};

/// How soon somebody may try again when many passwords wait to be hashed.
pub(super) const BUSY_SECONDS: u64 = 2;

/// A page with a status of its own.
pub(super) fn page(status: StatusCode, page: &impl Template) -> Result<Response, Failure> {
    let mut response = show(page)?;
    *response.status_mut() = status;
    Ok(response)
}

/// A page that asks to wait.
pub(super) fn wait(wait: Wait, page: &impl Template) -> Result<Response, Failure> {
    let mut response = self::page(StatusCode::TOO_MANY_REQUESTS, page)?;
    let headers = response.headers_mut();
    headers.insert(RETRY_AFTER, HeaderValue::from(wait.seconds));
    Ok(response)
}

/// The sentence for somebody who has to wait.
pub(super) fn wait_in_words(wait: Wait) -> String {
    let span = match wait.seconds {
        0..=1 => "a second".to_owned(),
        seconds @ 2..=90 => format!("{seconds} seconds"),
        seconds => format!("{} minutes", seconds.div_ceil(60)),
    };
    format!("Too many tries. Please wait {span}, then try again.")
}

/// Lets somebody in: the session's cookie, the mark of a browser that let them in, and the way to
/// where they wanted to go. Whoever used the installation's access token here before is now
/// themselves.
pub(super) fn let_in(
    state: &WebState,
    headers: &HeaderMap,
    (token, login): (&Secret, &str),
    to: &str,
) -> Response {
    let mut response = see_other(to);
    let set = response.headers_mut();
    if let Some(cookie) = device::remember(state, headers, login) {
        set.append(SET_COOKIE, cookie);
    }
    if let Some(cookie) = session::set_cookie(state, headers, token.reveal()) {
        set.append(SET_COOKIE, cookie);
    }
    set.append(SET_COOKIE, forget_operator());
    response
}

/// On to another page, by a relative address: whatever a proxy puts in front of it stays there.
pub(super) fn see_other(to: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, to.to_owned())]).into_response()
}

/// Where to go after logging in: a page of ours, relative to the door. Anything that could lead
/// elsewhere leads to the front page.
pub(super) fn way_on(next: Option<&str>) -> String {
    let next = next.unwrap_or_default();
    let path = next.split(['?', '#']).next().unwrap_or_default();
    let is_ours = !next.starts_with(['/', '\\', '?'])
        && next.is_ascii()
        && !next.contains(|char: char| char.is_ascii_control() || char == '\\' || char == ' ')
        && !path.contains("..")
        && !path.contains(':')
        && !path.contains("//");
    let is_door = matches!(path, "login" | "logout" | "welcome" | "live" | "");
    if is_ours && !is_door {
        format!("./{next}")
    } else {
        "./".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_on_leads_to_our_own_pages_only() {
        for (next, to) in [
            ("calls/0190?business=1", "./calls/0190?business=1"),
            ("people/+13125550131", "./people/+13125550131"),
            ("", "./"),
            ("?business=2", "./"),
            ("login", "./"),
            ("live", "./"),
            ("//evil.example", "./"),
            ("/evil", "./"),
            ("\\\\evil.example", "./"),
            ("https://evil.example", "./"),
            ("javascript:alert(1)", "./"),
            ("a/../../x", "./"),
            ("x//evil.example", "./"),
            ("calls\r\nSet-Cookie: a=b", "./"),
            ("calls/ö", "./"),
        ] {
            assert_eq!(way_on(Some(next)), to, "{next:?}");
        }
        assert_eq!(way_on(None), "./");
    }

    #[test]
    fn waiting_is_told_in_words() {
        let words = |seconds| wait_in_words(Wait { seconds });
        assert!(words(1).contains("wait a second,"));
        assert!(words(31).contains("31 seconds"));
        assert!(words(100).contains("2 minutes"));
    }
}
