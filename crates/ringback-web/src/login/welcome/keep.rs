//! Using a link up: password, person, end of the old sessions and the new one, all in one
//! transaction.

use axum::http::HeaderMap;
use ringback_desk::clock::Instant;
use ringback_desk::id::PersonId;
use ringback_desk::people::login::first_name_for;
use ringback_engine::clock::{new_id, now};
use ringback_store::people::{self, Link, Person, Role, Secret, SecretDigest, Session};
use ringback_store::people::{links, sessions};
use ringback_store::{Scope, StoreError, Tx};

use crate::WebState;
use crate::access::session;

/// What is to be stored.
pub(super) struct Wanted {
    link: Link,
    person: Person,
    session: Session,
    token: Secret,
    at: Instant,
}

/// What came of it in the database.
enum Stored {
    In(String),
    Taken,
    Used,
}

/// What came of it.
pub(super) enum Kept {
    /// They are in, with this token and under this login.
    In(Secret, String),
    /// Somebody has that login.
    Taken,
    /// Somebody else was faster with the link.
    Used,
}

impl Wanted {
    pub(super) fn new(link: Link, login: String, password: String, headers: &HeaderMap) -> Self {
        let at = now();
        let id = link.person.unwrap_or_else(|| PersonId(new_id()));
        let (session, token) = session::new(link.business, id, headers, at);
        let person = Person {
            business: link.business,
            id,
            name: first_name_for(&login),
            login,
            password,
            role: Role::Owner,
            created_at: at,
        };
        Self {
            link,
            person,
            session,
            token,
            at,
        }
    }

    fn store(&self, tx: &Tx<'_>, code: &SecretDigest) -> Result<Stored, StoreError> {
        let (business, person) = (self.person.business, self.person.id);
        // Looked at first: a link is not used up for a login that somebody has.
        if self.link.person.is_none() && people::by_login(tx, &self.person.login)?.is_some() {
            return Ok(Stored::Taken);
        }
        if !links::use_up(tx, &self.link, code, self.at)? {
            return Ok(Stored::Used);
        }
        let mut login = self.person.login.clone();
        if self.link.person.is_some() {
            if let Some(known) = people::get(tx, business, person)? {
                login = known.login;
            }
            people::set_password(tx, business, person, &self.person.password)?;
            sessions::revoke_others(tx, business, person, None)?;
        } else {
            people::insert(tx, &self.person)?;
        }
        sessions::open(tx, &self.session, &self.token.digest())?;
        Ok(Stored::In(login))
    }
}

/// Stores it, and says what came of it.
pub(super) async fn keep(
    state: &WebState,
    wanted: Wanted,
    code: SecretDigest,
) -> Result<Kept, StoreError> {
    let token = wanted.token.clone();
    let store = state.engine().store();
    let stored = store
        .write(Scope::Installation, move |tx| wanted.store(tx, &code))
        .await?;
    Ok(match stored {
        Stored::In(login) => Kept::In(token, login),
        Stored::Used => Kept::Used,
        Stored::Taken => Kept::Taken,
    })
}
