//! `/account`: one's own name and password, and where one is logged in.

mod change;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use ringback_desk::id::{BusinessId, PersonId};
use ringback_engine::clock::now;
use ringback_store::people::{self, Person, Session, sessions};
use serde::Deserialize;

use super::answer;
use crate::WebState;
use crate::access::{Reach, Visitor};
use crate::pages::{Failure, not_found};

pub(crate) use change::{end_all, end_session, rename, set_password};

#[derive(Template, Default)]
#[template(path = "door/account.html")]
struct AccountPage {
    root: &'static str,
    login: String,
    name: String,
    sessions: Vec<SessionRow>,
    /// What was just done.
    done: &'static str,
    name_fault: String,
    current_fault: String,
    password_fault: String,
}

/// For whoever is here by the installation's access token.
#[derive(Template)]
#[template(path = "door/operator.html")]
struct OperatorPage {
    root: &'static str,
}

struct SessionRow {
    id: String,
    device: String,
    is_this: bool,
    since: String,
    seen: String,
}

/// What was just saved.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    saved: Option<Saved>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Saved {
    Name,
    Password,
}

impl Saved {
    fn in_words(self) -> &'static str {
        match self {
            Self::Name => "Your name is saved.",
            Self::Password => "Your password is changed. Everywhere else you are logged out.",
        }
    }
}

/// Somebody who has logged in.
#[derive(Debug, Clone, Copy)]
struct Myself {
    business: BusinessId,
    person: PersonId,
    session: ringback_desk::id::Id,
}

impl Myself {
    fn of(visitor: &Visitor) -> Option<Self> {
        match (visitor.reach, visitor.person, visitor.session) {
            (Reach::One(business), Some(person), Some(session)) => Some(Self {
                business,
                person,
                session,
            }),
            _ => None,
        }
    }
}

/// `GET /account`
pub(crate) async fn page(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let Some(myself) = Myself::of(&visitor) else {
        return answer::page(StatusCode::OK, &OperatorPage { root: "" });
    };
    shown(&state, myself, StatusCode::OK, |page| {
        page.done = asked.saved.map_or("", Saved::in_words);
    })
    .await
}

/// The page as it stands, with something more said on it.
async fn shown(
    state: &WebState,
    myself: Myself,
    status: StatusCode,
    say: impl FnOnce(&mut AccountPage),
) -> Result<Response, Failure> {
    let store = state.engine().store();
    let (person, held) = store
        .read(move |tx| {
            let person = people::get(tx, myself.business, myself.person)?;
            let held = sessions::of_person(tx, myself.business, myself.person, now())?;
            Ok((person, held))
        })
        .await?;
    let Some(person) = person else {
        return Ok(not_found());
    };
    let mut page = AccountPage::new(person, held, myself);
    say(&mut page);
    answer::page(status, &page)
}

impl AccountPage {
    fn new(person: Person, held: Vec<Session>, myself: Myself) -> Self {
        let mut sessions: Vec<_> = held
            .into_iter()
            .map(|session| SessionRow {
                id: session.id.to_string(),
                is_this: session.id == myself.session,
                device: session.device,
                since: session.created_at.to_rfc3339(),
                seen: session.seen_at.to_rfc3339(),
            })
            .collect();
        sessions.sort_by_key(|session| !session.is_this);
        Self {
            login: person.login,
            name: person.name,
            sessions,
            ..Self::default()
        }
    }
}
