//! The door before every private page, feed and file.

use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, LOCATION, SET_COOKIE, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::{Visitor, operator, origin, session};
use crate::WebState;
use crate::login;
use crate::pages::{Failure, root_of};

/// Lets through whoever is known, and tells the handler who it is.
pub(crate) async fn guard(
    State(state): State<WebState>,
    mut request: Request,
    next: Next,
) -> Response {
    let (visitor, cookie) = match admit(&state, request.uri().query(), request.headers()).await {
        Ok(Admitted::As(visitor, cookie)) => (visitor, cookie),
        Ok(Admitted::Nobody) => return turned_away(&request),
        Ok(Admitted::Suspended) => return login::suspended(root_of(request.uri().path())),
        Err(failure) => return failure.into_response(),
    };
    if !origin::may_change(request.method(), request.headers()) {
        return foreign_form();
    }
    request.extensions_mut().insert(visitor);
    let mut response = next.run(request).await;
    if let Some(cookie) = cookie {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// Whether a request comes in.
enum Admitted {
    /// As this visitor, whose browser is to have this cookie from now on.
    As(Visitor, Option<HeaderValue>),
    /// Somebody whose business is suspended.
    Suspended,
    Nobody,
}

async fn admit(
    state: &WebState,
    query: Option<&str>,
    headers: &HeaderMap,
) -> Result<Admitted, Failure> {
    if let Some(token) = operator::in_link(state, query) {
        let cookie = operator::cookie_with(state, &token);
        return Ok(Admitted::As(Visitor::OPERATOR, cookie));
    }
    if operator::is_operator(state, headers) {
        return Ok(Admitted::As(Visitor::OPERATOR, None));
    }
    let Some(found) = session::find(state, headers).await? else {
        return Ok(Admitted::Nobody);
    };
    if found.is_suspended {
        return Ok(Admitted::Suspended);
    }
    let cookie = session::see(state, headers, &found.session).await;
    Ok(Admitted::As(Visitor::of(&found.session), cookie))
}

/// A browser is shown the login, and comes back from there; a program is told what it lacks.
fn turned_away(request: &Request) -> Response {
    let path = request.uri().path();
    if wants_a_page(request.method(), request.headers()) {
        let back = request
            .uri()
            .path_and_query()
            .map_or(path, |whole| whole.as_str());
        let back: String =
            form_urlencoded::byte_serialize(back.trim_start_matches('/').as_bytes()).collect();
        let place = format!("{}login?next={back}", root_of(path));
        return (StatusCode::SEE_OTHER, [(LOCATION, place)]).into_response();
    }
    (
        StatusCode::UNAUTHORIZED,
        [(WWW_AUTHENTICATE, "Bearer")],
        "Please log in first.\n",
    )
        .into_response()
}

fn wants_a_page(method: &Method, headers: &HeaderMap) -> bool {
    method == Method::GET
        && headers
            .get(ACCEPT)
            .and_then(|accept| accept.to_str().ok())
            .is_some_and(|accept| accept.contains("text/html"))
}

/// The answer to a form that stood on somebody else's page.
pub(crate) fn foreign_form() -> Response {
    (
        StatusCode::FORBIDDEN,
        "This form belongs to another page.\n",
    )
        .into_response()
}
