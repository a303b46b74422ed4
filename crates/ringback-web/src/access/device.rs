//! The mark of a browser that has let somebody in before: a cookie that outlives the session, opens
//! nothing, and is only looked at when a password is tried.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue};
use ringback_desk::clock::Instant;
use ringback_engine::clock::now;
use ringback_store::DeviceMark;

use super::operator::cookie;
use super::session;
use crate::WebState;

const COOKIE_NAME: &str = "ringback_device";
/// How long a browser that was not used stays known.
const LIFE: Duration = Duration::from_hours(365 * 24);

/// The browser's mark, if it has let this login in within the year.
pub(crate) fn known(state: &WebState, headers: &HeaderMap, login: &str) -> Option<DeviceMark> {
    let shown = cookie(headers, COOKIE_NAME)?;
    let keys = state.engine().store().keys();
    keys.known_device(login, shown)
        .filter(|mark| is_fresh(mark.made_at(), now()))
}

/// Makes the browser known to this login from now on. The last person who came in by it has it.
pub(crate) fn remember(state: &WebState, headers: &HeaderMap, login: &str) -> Option<HeaderValue> {
    let mark = state.engine().store().keys().mark_device(login, now())?;
    let secure = session::secure(state, headers);
    let seconds = LIFE.as_secs();
    let cookie =
        format!("{COOKIE_NAME}={mark}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::try_from(cookie).ok()
}

fn is_fresh(made_at: Instant, now: Instant) -> bool {
    now.since(made_at) < LIFE
}
