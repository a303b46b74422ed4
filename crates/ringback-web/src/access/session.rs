//! Sessions in the browser: the cookie, and whose session it is.

use std::time::Duration;

use axum::http::header::ORIGIN;
use axum::http::{HeaderMap, HeaderValue};
use ringback_desk::clock::Instant;
use ringback_engine::clock::now;
use ringback_store::StoreError;
use ringback_store::people::sessions::{self, Found};
use ringback_store::people::{SESSION_LIFE, Secret, SecretDigest, Session};

use super::operator::cookie;
use super::{Reach, Visitor};
use crate::WebState;

const COOKIE_NAME: &str = "ringback_session";
/// How old the note of the last use may be: no request writes it that need not.
const SEEN_EVERY: Duration = Duration::from_secs(5 * 60);

/// The session that a request belongs to, if it has not ended. One indexed read: a session that
/// was revoked is gone with the next request.
pub(crate) async fn find(
    state: &WebState,
    headers: &HeaderMap,
) -> Result<Option<Found>, StoreError> {
    let Some(token) = cookie(headers, COOKIE_NAME).filter(|token| !token.is_empty()) else {
        return Ok(None);
    };
    let token = SecretDigest::of(token);
    let store = state.engine().store();
    store
        .read(move |tx| sessions::find(tx, &token, now()))
        .await
}

/// Whether a visitor may still be here. Somebody without a session has nothing that could end.
pub(crate) async fn still_stands(state: &WebState, visitor: &Visitor) -> bool {
    let (Reach::One(business), Some(session)) = (visitor.reach, visitor.session) else {
        return true;
    };
    let store = state.engine().store();
    let stands = store
        .read(move |tx| sessions::stands(tx, business, &session, now()))
        .await;
    // A database that is busy for a moment ends nobody's session.
    stands.unwrap_or(true)
}

/// Notes that a session is in use, where that is some minutes ago; the browser's cookie is then
/// due as well.
pub(super) async fn see(
    state: &WebState,
    headers: &HeaderMap,
    session: &Session,
) -> Option<HeaderValue> {
    let at = now();
    if at.since(session.seen_at) < SEEN_EVERY {
        return None;
    }
    let (business, id) = (session.business, session.id);
    let store = state.engine().store();
    let noted = store
        .write(business, move |tx| sessions::see(tx, business, &id, at))
        .await;
    if let Err(fault) = noted {
        tracing::warn!(%fault, "the last use of a session could not be noted");
    }
    set_cookie(state, headers, cookie(headers, COOKIE_NAME)?)
}

/// A new session and its secret, to be stored in the transaction that opens it.
pub(crate) fn new(
    business: ringback_desk::id::BusinessId,
    person: ringback_desk::id::PersonId,
    headers: &HeaderMap,
    at: Instant,
) -> (Session, Secret) {
    let user_agent = headers
        .get(axum::http::header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let session = Session {
        business,
        id: ringback_engine::clock::new_id(),
        person,
        created_at: at,
        seen_at: at,
        expires_at: at.plus(SESSION_LIFE),
        device: ringback_desk::people::device::in_words(user_agent),
    };
    (session, Secret::random())
}

/// The cookie for a session.
pub(crate) fn set_cookie(
    state: &WebState,
    headers: &HeaderMap,
    token: &str,
) -> Option<HeaderValue> {
    let seconds = SESSION_LIFE.as_secs();
    let secure = secure(state, headers);
    let cookie =
        format!("{COOKIE_NAME}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::try_from(cookie).ok()
}

/// Takes the cookie from the browser.
pub(crate) fn clear_cookie() -> HeaderValue {
    HeaderValue::from_static("ringback_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")
}

/// Over https the browser may send the cookie over https only. Whoever opens the pages from the
/// machine itself, past the proxy, has no https there, and would not get in with it.
pub(super) fn secure(state: &WebState, headers: &HeaderMap) -> &'static str {
    let is_plain = headers
        .get(ORIGIN)
        .is_some_and(|origin| origin.as_bytes().starts_with(b"http://"));
    if state.config().public_url.is_https() && !is_plain {
        "; Secure"
    } else {
        ""
    }
}

impl Visitor {
    /// Whoever has this session.
    pub(crate) fn of(session: &Session) -> Self {
        Self {
            reach: Reach::One(session.business),
            person: Some(session.person),
            session: Some(session.id),
        }
    }
}
