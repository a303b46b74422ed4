//! `POST /logout`: this browser is a stranger's again.

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use ringback_store::people::sessions;

use super::answer;
use crate::WebState;
use crate::access::{Reach, Visitor, forget_operator, session};
use crate::pages::Failure;

/// Ends the session and takes every cookie.
pub(crate) async fn leave(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    if let (Reach::One(business), Some(person), Some(session)) =
        (visitor.reach, visitor.person, visitor.session)
    {
        let store = state.engine().store();
        store
            .write(business, move |tx| {
                sessions::revoke(tx, business, person, &session)
            })
            .await?;
    }
    let mut response = answer::see_other("login");
    let headers = response.headers_mut();
    headers.append(SET_COOKIE, session::clear_cookie());
    headers.append(SET_COOKIE, forget_operator());
    Ok(response)
}
