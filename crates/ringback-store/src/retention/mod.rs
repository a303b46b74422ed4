//! What is older than a business keeps it goes, a few rows at a time.
//!
//! A contact stays: whether somebody said stop is not forgotten because it is long ago. What is
//! still to be sent, looked up or decided stays as well, however old it is.

mod sql;

use ringback_desk::clock::Instant;
use ringback_desk::id::{BusinessId, Id};

use crate::columns::id;
use crate::media::unused;
use crate::{StoreError, Tx};

#[cfg(test)]
pub(crate) use sql::ALL as STATEMENTS;

/// What goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Old {
    /// Recordings of calls. That there was one goes with it.
    Recordings,
    /// Texts with their pictures.
    Texts,
    /// Calls with their recordings.
    Calls,
    /// Notices.
    Notices,
}

impl Old {
    /// All of it, in the order in which it goes.
    pub const ALL: [Self; 4] = [Self::Recordings, Self::Texts, Self::Calls, Self::Notices];
}

/// What went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gone {
    /// Rows. Fewer than were asked for: there is nothing more.
    pub rows: usize,
    /// Names of media files that nothing refers to any more.
    pub files: Vec<String>,
}

/// Whether it is for this process to look now: for one of all replicas, when the last look began
/// at `not_after` or earlier.
///
/// # Errors
/// When the database cannot be written.
pub fn take_turn(tx: &Tx<'_>, now: Instant, not_after: Instant) -> Result<bool, StoreError> {
    Ok(tx.exec(sql::TAKE_TURN, (now.0.to_string(), not_after.0))? == 1)
}

/// Deletes up to `limit` of a business's rows that are from before `before`, oldest first.
///
/// # Errors
/// When the database cannot be written.
pub fn delete(
    tx: &Tx<'_>,
    business: BusinessId,
    old: Old,
    before: Instant,
    limit: u32,
) -> Result<Gone, StoreError> {
    let before = Id::first_at(before);
    let oldest = (business.0, id(&before), limit);
    match old {
        Old::Recordings => {
            let files = tx.all(sql::RECORDINGS, oldest, |row| row.get(0))?;
            gone(tx, files.len(), files)
        }
        Old::Notices => gone(tx, tx.exec(sql::NOTICES, oldest)?, Vec::new()),
        Old::Texts => with_media(
            tx,
            business,
            &tx.all(sql::OLD_TEXTS, oldest, |row| row.get(0))?,
            [sql::MEDIA_OF_TEXTS, sql::TEXTS],
        ),
        Old::Calls => with_media(
            tx,
            business,
            &tx.all(sql::OLD_CALLS, oldest, |row| row.get(0))?,
            [sql::MEDIA_OF_CALLS, sql::CALLS],
        ),
    }
}

fn with_media(
    tx: &Tx<'_>,
    business: BusinessId,
    ids: &[[u8; 16]],
    [media, rows]: [&'static str; 2],
) -> Result<Gone, StoreError> {
    if ids.is_empty() {
        return Ok(Gone::default());
    }
    let ids: Vec<String> = ids.iter().map(hex::encode).collect();
    let list = format!("[\"{}\"]", ids.join("\",\""));
    let of = (business.0, list.as_str());
    let files = tx.all(media, of, |row| row.get(0))?;
    tx.put(rows, of)?;
    gone(tx, ids.len(), files)
}

fn gone(tx: &Tx<'_>, rows: usize, files: Vec<Option<String>>) -> Result<Gone, StoreError> {
    Ok(Gone {
        rows,
        files: unused(tx, files)?,
    })
}

#[cfg(test)]
#[path = "retention_tests.rs"]
mod tests;
