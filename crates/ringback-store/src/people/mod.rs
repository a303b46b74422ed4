//! People who can log in, their sessions, and the links with which they set a password.

pub mod links;
mod secret;
pub mod sessions;
mod sql;

use ringback_desk::clock::Instant;
use ringback_desk::id::{BusinessId, PersonId};

use crate::columns::{id, read_id, read_time, unreadable};
use crate::value::{Row, params};
use crate::{StoreError, Tx};

pub use links::{Link, invite};
pub use secret::{Secret, SecretDigest};
pub use sessions::{SESSION_LIFE, Session};

#[cfg(test)]
pub(crate) use sql::ALL as STATEMENTS;

/// What somebody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Everything in their business.
    Owner,
}

impl Role {
    fn code(self) -> &'static str {
        match self {
            Self::Owner => "owner",
        }
    }

    fn from_code(code: &str) -> Result<Self, StoreError> {
        match code {
            "owner" => Ok(Self::Owner),
            other => Err(unreadable("role", other)),
        }
    }
}

/// Somebody who can log in.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// Whose business.
    pub business: BusinessId,
    /// Which.
    pub id: PersonId,
    /// What they type at the door, in lower case.
    pub login: String,
    /// What they are called.
    pub name: String,
    /// argon2id, as a PHC string.
    pub password: String,
    /// What they may do.
    pub role: Role,
    /// Since when.
    pub created_at: Instant,
}

impl std::fmt::Debug for Person {
    /// A hash that is shown is a hash that is guessed at.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Person")
            .field("business", &self.business)
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// A person in the list of the whole installation, or a business where nobody can log in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Which business.
    pub business: BusinessId,
    /// What it is called.
    pub company: String,
    /// Login and name, where there is somebody.
    pub person: Option<(String, String)>,
    /// When they last used a session.
    pub seen_at: Option<Instant>,
}

/// Stores a new person; says whether their login was free.
///
/// # Errors
/// When the database cannot be written.
pub fn insert(tx: &Tx<'_>, person: &Person) -> Result<bool, StoreError> {
    let inserted = tx.exec(
        sql::INSERT,
        params![
            person.business.0,
            id(&person.id.0),
            person.login,
            person.name,
            person.password,
            person.role.code(),
            person.created_at.0,
        ],
    )?;
    Ok(inserted == 1)
}

/// One person.
///
/// # Errors
/// When the database cannot be read.
pub fn get(
    tx: &Tx<'_>,
    business: BusinessId,
    person: PersonId,
) -> Result<Option<Person>, StoreError> {
    tx.one(sql::GET, (business.0, id(&person.0)), read)
}

/// Whoever has this login, in lower case.
///
/// # Errors
/// When the database cannot be read.
pub fn by_login(tx: &Tx<'_>, login: &str) -> Result<Option<Person>, StoreError> {
    tx.one(sql::BY_LOGIN, [login], read)
}

/// The people of a business, in the order in which they came.
///
/// # Errors
/// When the database cannot be read.
pub fn of_business(tx: &Tx<'_>, business: BusinessId) -> Result<Vec<Person>, StoreError> {
    tx.all(sql::OF_BUSINESS, [business.0], read)
}

/// Everybody in the installation, business by business; a business without people has one entry.
///
/// # Errors
/// When the database cannot be read.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Listed>, StoreError> {
    tx.all(sql::ALL_OF_INSTALLATION, (), |row| {
        let login: Option<String> = row.get(2)?;
        let name: Option<String> = row.get(3)?;
        Ok(Listed {
            business: BusinessId(row.get(0)?),
            company: row.get(1)?,
            person: login.zip(name),
            seen_at: read_time(row, 4)?,
        })
    })
}

/// Gives a person another name.
///
/// # Errors
/// When the database cannot be written.
pub fn rename(
    tx: &Tx<'_>,
    business: BusinessId,
    person: PersonId,
    name: &str,
) -> Result<(), StoreError> {
    tx.put(sql::RENAME, (business.0, id(&person.0), name))
}

/// Gives a person another password (a PHC string). Ending their sessions is the caller's.
///
/// # Errors
/// When the database cannot be written.
pub fn set_password(
    tx: &Tx<'_>,
    business: BusinessId,
    person: PersonId,
    password: &str,
) -> Result<(), StoreError> {
    tx.put(sql::SET_PASSWORD, (business.0, id(&person.0), password))
}

fn read(row: &Row<'_>) -> Result<Person, StoreError> {
    Ok(Person {
        business: BusinessId(row.get(0)?),
        id: PersonId(read_id(row, 1)?),
        login: row.get(2)?,
        name: row.get(3)?,
        password: row.get(4)?,
        role: Role::from_code(&row.get::<String>(5)?)?,
        created_at: Instant(row.get(6)?),
    })
}

#[cfg(test)]
#[path = "people_tests.rs"]
mod tests;
