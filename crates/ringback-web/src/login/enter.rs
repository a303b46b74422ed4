//! `/login`: who are you? Answers alike, and as fast, whether nobody has that login or the
//! password is another.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use ringback_desk::people::login::normalize;
use ringback_engine::clock::now;
use ringback_store::people::{self, Person, sessions};
use serde::Deserialize;

use super::{answer, suspended};
use crate::WebState;
use crate::access::{self, ClientAddress, device, session};
use crate::pages::{Failure, show};

/// More than any password; what is longer is not looked at.
const PASSWORD_BYTES_MAX: usize = 2_000;

const WRONG: &str = "Login or password is not right. Check both and try again.";
const BUSY: &str = "Many people are logging in just now. Please try again in a moment.";

#[derive(Template)]
#[template(path = "door/login.html")]
struct LoginPage<'a> {
    root: &'static str,
    login: &'a str,
    next: &'a str,
    fault: Option<String>,
}

/// Where to go afterwards.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    next: Option<String>,
}

/// What was typed.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

/// `GET /login`
pub(crate) async fn page(
    State(state): State<WebState>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let next = asked.next.as_deref();
    let found = session::find(&state, &headers).await?;
    let is_in = found.is_some_and(|found| !found.is_suspended);
    if is_in || access::is_operator(&state, &headers) {
        return Ok(answer::see_other(&answer::way_on(next)));
    }
    show(&LoginPage {
        root: "",
        login: "",
        next: next.unwrap_or_default(),
        fault: None,
    })
}

/// `POST /login`
pub(crate) async fn enter(
    State(state): State<WebState>,
    address: ClientAddress,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    if access::is_foreign(&headers) {
        return Ok(access::foreign_form());
    }
    let again = |fault: String| LoginPage {
        root: "",
        login: &typed.login,
        next: &typed.next,
        fault: Some(fault),
    };
    // What cannot be a login is nobody's, and takes as long.
    let login = normalize(&typed.login).unwrap_or_default();
    let known = device::known(&state, &headers, &login);
    let throttle = &state.door().throttle;
    if let Err(wait) = throttle.login(address.0, &login, known.as_ref()) {
        tracing::warn!(address = %address.0, "too many tries to log in");
        return answer::wait(wait, &again(answer::wait_in_words(wait)));
    }
    if typed.password.len() > PASSWORD_BYTES_MAX {
        return answer::page(StatusCode::UNAUTHORIZED, &again(WRONG.to_owned()));
    }
    let store = state.engine().store();
    let person = store.read(move |tx| people::by_login(tx, &login)).await?;
    let stored = person.as_ref().map(|person| person.password.clone());
    let is_right = state.door().passwords.is_right(&typed.password, stored);
    match (is_right.await, person) {
        (Ok(true), Some(person)) if is_suspended(&state, &person) => Ok(suspended(String::new())),
        (Ok(true), Some(person)) => {
            let_in(
                &state,
                &headers,
                &person,
                &answer::way_on(Some(&typed.next)),
            )
            .await
        }
        (Ok(_), _) => {
            tracing::info!(address = %address.0, "a login was refused");
            answer::page(StatusCode::UNAUTHORIZED, &again(WRONG.to_owned()))
        }
        (Err(_), _) => {
            let busy = again(BUSY.to_owned());
            let mut response = answer::page(StatusCode::SERVICE_UNAVAILABLE, &busy)?;
            let headers = response.headers_mut();
            headers.insert(RETRY_AFTER, HeaderValue::from(answer::BUSY_SECONDS));
            Ok(response)
        }
    }
}

/// Only whoever has the password learns it. A session would show them nothing else.
fn is_suspended(state: &WebState, person: &Person) -> bool {
    let directory = state.engine().directory();
    let business = directory.business(person.business);
    business.is_some_and(|business| business.suspended_at.is_some())
}

async fn let_in(
    state: &WebState,
    headers: &HeaderMap,
    person: &Person,
    to: &str,
) -> Result<Response, Failure> {
    let (session, token) = session::new(person.business, person.id, headers, now());
    let digest = token.digest();
    let store = state.engine().store();
    store
        .write(person.business, move |tx| {
            sessions::open(tx, &session, &digest)
        })
        .await?;
    let who = (&token, person.login.as_str());
    Ok(answer::let_in(state, headers, who, to))
}
