//! `/welcome`: a one-time link, with which somebody sets their password and is in.
//!
//! Looking at the link uses nothing up, for mail scanners look at links too; only the form does.

mod keep;

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use ringback_desk::people::{login, password};
use ringback_engine::FIRST_BUSINESS;
use ringback_engine::clock::now;
use ringback_store::people::{self, Link, Person, SecretDigest, links};
use serde::Deserialize;

use self::keep::{Kept, Wanted, keep};
use super::answer;
use crate::WebState;
use crate::access::{self, ClientAddress};
use crate::pages::{Failure, show};

const TAKEN: &str = "Somebody logs in with that already. Use another.";
const BUSY: &str = "Many passwords are being set just now. Please try again in a moment.";

#[derive(Template, Default)]
#[template(path = "door/welcome.html")]
struct WelcomePage {
    root: &'static str,
    /// Whose front desk; empty while the link is not known yet.
    company: String,
    code: String,
    /// What the person logs in with; what was typed, for a first person.
    login: String,
    /// Whether that person is known, and only the password is asked for.
    is_known: bool,
    login_fault: String,
    password_fault: String,
    fault: String,
}

#[derive(Template)]
#[template(path = "door/closed.html")]
struct ClosedPage {
    root: &'static str,
    title: &'static str,
    words: &'static str,
}

/// The link's code. Behind a `#` it reaches the page's script only, which puts it into the form.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    code: String,
}

/// What was typed.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    code: String,
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
}

/// A link that works, and the person that it is for.
struct Open {
    link: Link,
    person: Option<Person>,
}

impl Open {
    fn page(&self, code: &str) -> WelcomePage {
        let login = self.person.as_ref().map(|person| person.login.clone());
        WelcomePage {
            company: if self.link.company == FIRST_BUSINESS && login.is_none() {
                // Nobody has named it yet.
                String::new()
            } else {
                self.link.company.clone()
            },
            code: code.to_owned(),
            is_known: login.is_some(),
            login: login.unwrap_or_default(),
            ..WelcomePage::default()
        }
    }
}

/// `GET /welcome?code=`
pub(crate) async fn page(
    State(state): State<WebState>,
    address: ClientAddress,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let code = asked.code.trim();
    if code.is_empty() {
        return show(&WelcomePage::default());
    }
    if let Err(wait) = state.door().throttle.link(address.0) {
        let fault = answer::wait_in_words(wait);
        let page = WelcomePage {
            code: code.to_owned(),
            fault,
            ..WelcomePage::default()
        };
        return answer::wait(wait, &page);
    }
    match find(&state, &SecretDigest::of(code)).await? {
        Ok(open) => show(&open.page(code)),
        Err(closed) => answer::page(StatusCode::GONE, &closed),
    }
}

/// `POST /welcome`
pub(crate) async fn set(
    State(state): State<WebState>,
    address: ClientAddress,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    if access::is_foreign(&headers) {
        return Ok(access::foreign_form());
    }
    let code = typed.code.trim();
    if let Err(wait) = state.door().throttle.link(address.0) {
        let page = WelcomePage {
            code: code.to_owned(),
            login: typed.login,
            fault: answer::wait_in_words(wait),
            ..WelcomePage::default()
        };
        return answer::wait(wait, &page);
    }
    let digest = SecretDigest::of(code);
    let open = match find(&state, &digest).await? {
        Ok(open) => open,
        Err(closed) => return answer::page(StatusCode::GONE, &closed),
    };
    let login = match check(&open, &typed, code) {
        Ok(login) => login,
        Err(page) => return answer::page(StatusCode::UNPROCESSABLE_ENTITY, page.as_ref()),
    };
    let mut again = open.page(code);
    again.login.clone_from(&login);
    let Ok(password) = state.door().passwords.hash(&typed.password).await else {
        BUSY.clone_into(&mut again.fault);
        let mut response = answer::page(StatusCode::SERVICE_UNAVAILABLE, &again)?;
        let retry = HeaderValue::from(answer::BUSY_SECONDS);
        response.headers_mut().insert(RETRY_AFTER, retry);
        return Ok(response);
    };
    let first_page = first_page(&state, &open);
    let wanted = Wanted::new(open.link, login, password, &headers);
    match keep(&state, wanted, digest).await? {
        Kept::In(token, login) => {
            // Their business may have been added a moment ago, by the command line.
            state.engine().reload().await?;
            let who = (&token, login.as_str());
            Ok(answer::let_in(&state, &headers, who, first_page))
        }
        Kept::Taken => {
            TAKEN.clone_into(&mut again.login_fault);
            answer::page(StatusCode::UNPROCESSABLE_ENTITY, &again)
        }
        Kept::Used => answer::page(StatusCode::GONE, &USED),
    }
}

/// Where somebody is led who has set their password: a first person whose business has no line that
/// works begins with the set-up.
fn first_page(state: &WebState, open: &Open) -> &'static str {
    let lines = state.engine().lines();
    let is_new = lines.of_business(Some(open.link.business)).is_none();
    if is_new && open.person.is_none() {
        "setup"
    } else {
        "./"
    }
}

/// The login in its one spelling, or the form again with what is wrong beside each field.
fn check(open: &Open, typed: &Typed, code: &str) -> Result<String, Box<WelcomePage>> {
    let mut page = open.page(code);
    let login = match &open.person {
        Some(person) => Ok(person.login.clone()),
        None => login::normalize(&typed.login),
    };
    if let Err(fault) = &login {
        page.login.clone_from(&typed.login);
        page.login_fault = fault.to_string();
    }
    let spelt = login.as_deref().unwrap_or_default();
    let name = open.person.as_ref().map_or("", |person| &person.name);
    let known = [spelt, open.link.company.as_str(), name];
    if let Err(fault) = password::check(&typed.password, &known) {
        page.password_fault = fault.to_string();
        spelt.clone_into(&mut page.login);
    }
    match login {
        Ok(login) if page.password_fault.is_empty() => Ok(login),
        _ => Err(Box::new(page)),
    }
}

/// The link with this code and its person; or why it opens nothing.
async fn find(state: &WebState, code: &SecretDigest) -> Result<Result<Open, ClosedPage>, Failure> {
    let code = *code;
    let store = state.engine().store();
    let found = store
        .read(move |tx| {
            let Some(link) = links::find(tx, &code)? else {
                return Ok(None);
            };
            let person = match link.person {
                Some(person) => people::get(tx, link.business, person)?,
                None => None,
            };
            Ok(Some(Open { link, person }))
        })
        .await?;
    Ok(match found {
        Some(open) if open.link.works(now()) => Ok(open),
        Some(open) if open.link.used_at.is_some() => Err(USED),
        Some(_) => Err(EXPIRED),
        None => Err(UNKNOWN),
    })
}

const USED: ClosedPage = ClosedPage {
    root: "",
    title: "This link has been used",
    words: "It works once. If it was you who used it, log in with the password that you set.",
};

const EXPIRED: ClosedPage = ClosedPage {
    root: "",
    title: "This link has expired",
    words: "It works for 24 hours, and until a newer one is made or used.",
};

const UNKNOWN: ClosedPage = ClosedPage {
    root: "",
    title: "This link opens nothing",
    words: "Perhaps a part of it is missing: copy the whole line and try again.",
};
