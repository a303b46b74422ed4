//! Sessions: who is logged in, where, and until when.

use std::time::Duration;

use ringback_desk::clock::Instant;
use ringback_desk::id::{BusinessId, Id, PersonId};

use super::{SecretDigest, sql};
use crate::columns::{id, read_id, read_time};
use crate::value::{Row, params};
use crate::{StoreError, Tx};

/// How long a session lasts after it was last used.
pub const SESSION_LIFE: Duration = Duration::from_hours(30 * 24);

/// One login on one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Whose business.
    pub business: BusinessId,
    /// Which; not the token, which only the browser has.
    pub id: Id,
    /// Who.
    pub person: PersonId,
    /// When they logged in.
    pub created_at: Instant,
    /// When it was last used, to within a few minutes.
    pub seen_at: Instant,
    /// When it ends, unless it is used before.
    pub expires_at: Instant,
    /// Browser and system, in words.
    pub device: String,
}

/// Stores a new session, and forgets those of this person that have ended.
///
/// # Errors
/// When the database cannot be written.
pub fn open(tx: &Tx<'_>, session: &Session, token: &SecretDigest) -> Result<(), StoreError> {
    let (business, person) = (session.business.0, id(&session.person.0));
    tx.put(
        sql::FORGET_EXPIRED,
        (business, person, session.created_at.0),
    )?;
    tx.put(
        sql::OPEN_SESSION,
        params![
            business,
            id(&session.id),
            person,
            session.created_at.0,
            session.seen_at.0,
            session.expires_at.0,
            session.device,
            token.as_bytes(),
        ],
    )
}

/// A session that has not ended, and whether its business may be worked with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The session.
    pub session: Session,
    /// Whether whoever runs the installation has suspended the business.
    pub is_suspended: bool,
}

/// The session with this token, if it has not ended.
///
/// # Errors
/// When the database cannot be read.
pub fn find(tx: &Tx<'_>, token: &SecretDigest, now: Instant) -> Result<Option<Found>, StoreError> {
    let found = tx.one(sql::FIND_SESSION, [token.as_bytes()], |row| {
        Ok(Found {
            session: read(row)?,
            is_suspended: read_time(row, 7)?.is_some(),
        })
    })?;
    Ok(found.filter(|found| now < found.session.expires_at))
}

/// Whether a session still lets somebody in: not ended, not revoked, business not suspended.
///
/// # Errors
/// When the database cannot be read.
pub fn stands(
    tx: &Tx<'_>,
    business: BusinessId,
    session: &Id,
    now: Instant,
) -> Result<bool, StoreError> {
    let found = tx.one(sql::STANDS, (business.0, id(session), now.0), |_| Ok(()))?;
    Ok(found.is_some())
}

/// The sessions of a person that have not ended, last used first.
///
/// # Errors
/// When the database cannot be read.
pub fn of_person(
    tx: &Tx<'_>,
    business: BusinessId,
    person: PersonId,
    now: Instant,
) -> Result<Vec<Session>, StoreError> {
    tx.all(sql::SESSIONS, (business.0, id(&person.0), now.0), read)
}

/// Notes that a session is in use, which puts off its end.
///
/// # Errors
/// When the database cannot be written.
pub fn see(
    tx: &Tx<'_>,
    business: BusinessId,
    session: &Id,
    now: Instant,
) -> Result<(), StoreError> {
    let expires_at = now.plus(SESSION_LIFE);
    let changed = (business.0, id(session), now.0, expires_at.0);
    tx.put(sql::SEE_SESSION, changed)
}

/// Ends one session of this person; says whether there was one.
///
/// # Errors
/// When the database cannot be written.
pub fn revoke(
    tx: &Tx<'_>,
    business: BusinessId,
    person: PersonId,
    session: &Id,
) -> Result<bool, StoreError> {
    let ended = tx.exec(sql::REVOKE, (business.0, id(&person.0), id(session)))?;
    Ok(ended == 1)
}

/// Ends all sessions of this person but the one to keep; says how many.
///
/// # Errors
/// When the database cannot be written.
pub fn revoke_others(
    tx: &Tx<'_>,
    business: BusinessId,
    person: PersonId,
    keep: Option<&Id>,
) -> Result<usize, StoreError> {
    let keep = keep.map(Id::as_bytes);
    tx.exec(sql::REVOKE_OTHERS, (business.0, id(&person.0), keep))
}

fn read(row: &Row<'_>) -> Result<Session, StoreError> {
    Ok(Session {
        business: BusinessId(row.get(0)?),
        id: read_id(row, 1)?,
        person: PersonId(read_id(row, 2)?),
        created_at: Instant(row.get(3)?),
        seen_at: Instant(row.get(4)?),
        expires_at: Instant(row.get(5)?),
        device: row.get(6)?,
    })
}
