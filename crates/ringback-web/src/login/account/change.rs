//! The forms of the account page.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use ringback_desk::id::Id;
use ringback_desk::people::password::{self, PasswordFault};
use ringback_store::people::{self, Person, sessions};
use serde::Deserialize;

use super::{AccountPage, Myself, shown};
use crate::WebState;
use crate::access::{ClientAddress, Visitor, device};
use crate::login::answer;
use crate::login::passwords::Busy;
use crate::pages::{Failure, not_found};

const NAME_CHARS_MAX: usize = 80;

/// A name.
#[derive(Deserialize)]
pub(crate) struct Name {
    #[serde(default)]
    name: String,
}

/// The password that it was, and the one that it is to be.
#[derive(Deserialize)]
pub(crate) struct Passwords {
    #[serde(default)]
    current: String,
    #[serde(default)]
    password: String,
}

/// `POST /account/name`
pub(crate) async fn rename(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(typed): Form<Name>,
) -> Result<Response, Failure> {
    let Some(myself) = Myself::of(&visitor) else {
        return Ok(not_found());
    };
    let name = typed.name.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_fit = (1..=NAME_CHARS_MAX).contains(&name.chars().count());
    if !is_fit || name.chars().any(char::is_control) {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return again(&state, myself, status, |page| {
            page.name_fault = format!("Write a name of 1 to {NAME_CHARS_MAX} letters.");
        })
        .await;
    }
    let store = state.engine().store();
    store
        .write(myself.business, move |tx| {
            people::rename(tx, myself.business, myself.person, &name)
        })
        .await?;
    Ok(answer::see_other("../account?saved=name"))
}

/// `POST /account/password`: a new password, which ends every other session.
pub(crate) async fn set_password(
    State(state): State<WebState>,
    visitor: Visitor,
    address: ClientAddress,
    headers: HeaderMap,
    Form(typed): Form<Passwords>,
) -> Result<Response, Failure> {
    let Some(myself) = Myself::of(&visitor) else {
        return Ok(not_found());
    };
    let store = state.engine().store();
    let person = store
        .read(move |tx| people::get(tx, myself.business, myself.person))
        .await?;
    let Some(person) = person else {
        return Ok(not_found());
    };
    let known = device::known(&state, &headers, &person.login);
    let throttle = &state.door().throttle;
    if let Err(wait) = throttle.login(address.0, &person.login, known.as_ref()) {
        let words = answer::wait_in_words(wait);
        let status = StatusCode::TOO_MANY_REQUESTS;
        return again(&state, myself, status, |page| page.current_fault = words).await;
    }
    let hash = match hash_new(&state, &person, &typed).await {
        Ok(hash) => hash,
        Err(wrong) => {
            let status = wrong.status();
            return again(&state, myself, status, |page| wrong.say(page)).await;
        }
    };
    let keep = myself.session;
    store
        .write(myself.business, move |tx| {
            people::set_password(tx, myself.business, myself.person, &hash)?;
            sessions::revoke_others(tx, myself.business, myself.person, Some(&keep))
        })
        .await?;
    Ok(answer::see_other("../account?saved=password"))
}

/// Why the password stays as it was.
enum Wrong {
    Current,
    New(PasswordFault),
    Busy,
}

impl Wrong {
    fn status(&self) -> StatusCode {
        match self {
            Self::Current | Self::New(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn say(&self, page: &mut AccountPage) {
        match self {
            Self::Current => {
                "That is not your present password.".clone_into(&mut page.current_fault);
            }
            Self::New(fault) => page.password_fault = fault.to_string(),
            Self::Busy => {
                "Many passwords are being checked just now. Please try again in a moment."
                    .clone_into(&mut page.current_fault);
            }
        }
    }
}

impl From<Busy> for Wrong {
    fn from(_: Busy) -> Self {
        Self::Busy
    }
}

/// The hash of the new password, where the present one is right and the new one may be.
async fn hash_new(state: &WebState, person: &Person, typed: &Passwords) -> Result<String, Wrong> {
    let stored = Some(person.password.clone());
    let passwords = &state.door().passwords;
    if !passwords.is_right(&typed.current, stored).await? {
        return Err(Wrong::Current);
    }
    password::check(&typed.password, &[&person.login, &person.name]).map_err(Wrong::New)?;
    Ok(passwords.hash(&typed.password).await?)
}

/// `POST /account/sessions/{session}/end`
pub(crate) async fn end_session(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(session): Path<String>,
) -> Result<Response, Failure> {
    let (Some(myself), Ok(session)) = (Myself::of(&visitor), session.parse::<Id>()) else {
        return Ok(not_found());
    };
    let store = state.engine().store();
    let ended = store
        .write(myself.business, move |tx| {
            sessions::revoke(tx, myself.business, myself.person, &session)
        })
        .await?;
    if !ended {
        return Ok(not_found());
    }
    Ok(answer::see_other("../../../account"))
}

/// `POST /account/sessions/end`: everywhere, here too.
pub(crate) async fn end_all(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let Some(myself) = Myself::of(&visitor) else {
        return Ok(not_found());
    };
    let store = state.engine().store();
    store
        .write(myself.business, move |tx| {
            sessions::revoke_others(tx, myself.business, myself.person, None)
        })
        .await?;
    Ok(answer::see_other("../../login"))
}

/// The page with what is wrong, one level below its own address.
async fn again(
    state: &WebState,
    myself: Myself,
    status: StatusCode,
    say: impl FnOnce(&mut AccountPage),
) -> Result<Response, Failure> {
    shown(state, myself, status, |page| {
        page.root = "../";
        say(page);
    })
    .await
}
