//! One-time links: how somebody sets their password, first or again.
//!
//! A link works once and for 24 hours. Looking at it uses nothing up, for mail scanners look at
//! links too; [`use_up`] does, in the transaction that stores the password.

use std::time::Duration;

use ringback_desk::clock::Instant;
use ringback_desk::id::{BusinessId, PersonId};

use super::{SecretDigest, sql};
use crate::columns::{read_id_maybe, read_time};
use crate::value::params;
use crate::{StoreError, Tx};

/// How long a link works.
const LINK_LIFE: Duration = Duration::from_hours(24);

/// A link, as far as somebody who has it may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Whose business.
    pub business: BusinessId,
    /// What that is called.
    pub company: String,
    /// Whose password it sets; nobody's where it makes the first person of the business.
    pub person: Option<PersonId>,
    /// Until when it works.
    pub expires_at: Instant,
    /// When it was used.
    pub used_at: Option<Instant>,
}

impl Link {
    /// Whether it still works.
    #[must_use]
    pub fn works(&self, now: Instant) -> bool {
        self.used_at.is_none() && now < self.expires_at
    }
}

/// Makes a link: for a person, or for whoever becomes the first person of the business. Links that
/// were made before keep working.
///
/// # Errors
/// When the database cannot be written.
pub fn invite(
    tx: &Tx<'_>,
    business: BusinessId,
    person: Option<PersonId>,
    code: &SecretDigest,
    now: Instant,
) -> Result<(), StoreError> {
    // What has expired for as long as it worked is of no use for an explanation any more.
    let forgotten = now.minus(LINK_LIFE);
    tx.put(sql::FORGET_LINKS, (business.0, forgotten.0))?;
    let expires_at = now.plus(LINK_LIFE);
    tx.put(
        sql::INVITE,
        params![
            business.0,
            code.as_bytes(),
            person.as_ref().map(|person| person.0.as_bytes()),
            now.0,
            expires_at.0,
        ],
    )
}

/// The link with this code, whether it still works or not.
///
/// # Errors
/// When the database cannot be read.
pub fn find(tx: &Tx<'_>, code: &SecretDigest) -> Result<Option<Link>, StoreError> {
    tx.one(sql::FIND_LINK, [code.as_bytes()], |row| {
        Ok(Link {
            business: BusinessId(row.get(0)?),
            person: read_id_maybe(row, 1)?.map(PersonId),
            expires_at: Instant(row.get(2)?),
            used_at: read_time(row, 3)?,
            company: row.get(4)?,
        })
    })
}

/// Uses a link up; says whether it still worked. Others for the same person end with it.
///
/// # Errors
/// When the database cannot be written.
pub fn use_up(
    tx: &Tx<'_>,
    link: &Link,
    code: &SecretDigest,
    now: Instant,
) -> Result<bool, StoreError> {
    let used = tx.exec(sql::USE_LINK, (link.business.0, code.as_bytes(), now.0))?;
    void(tx, link.business, link.person, now)?;
    Ok(used == 1)
}

/// Ends all open links for this person, or for the first person of the business.
///
/// # Errors
/// When the database cannot be written.
pub fn void(
    tx: &Tx<'_>,
    business: BusinessId,
    person: Option<PersonId>,
    now: Instant,
) -> Result<(), StoreError> {
    let person = person.as_ref().map(|person| person.0.as_bytes());
    tx.put(sql::VOID_LINKS, (business.0, person, now.0))
}
