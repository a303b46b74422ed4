//! What an old database of the same installation knows and the backup does not: who said stop since,
//! and whom a missed call was texted.
//!
//! Only what keeps texts from leaving is taken. A START since is not: whoever said it can say it
//! again, and a person who is texted against their word cannot take that back.

use std::path::{Path, PathBuf};

use ringback_desk::clock::Instant;
use ringback_desk::id::BusinessId;
use rusqlite::Connection;

use super::error::BackupError;
use super::sql;
use crate::tx::Tx;
use crate::{contacts, keys, sqlite};

/// What was taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Merged {
    /// People who said stop, and of whom the backup did not know it.
    pub opt_outs: usize,
    /// The same of people who were erased.
    pub suppressions: usize,
    /// People who were texted since.
    pub texted: usize,
}

/// Takes over what `old` knows.
pub(super) fn merge(tx: &Tx<'_>, old: &Path, key_id: &str) -> Result<Merged, BackupError> {
    if !old.exists() {
        return Err(BackupError::File {
            path: PathBuf::from(old),
            fault: std::io::ErrorKind::NotFound.into(),
        });
    }
    let connection = sqlite::reader(old)?;
    let its_key = keys::stored_id(&connection)?;
    if its_key.as_deref() != Some(key_id) {
        return Err(BackupError::Key(format!(
            "{} is the database of another installation: it was begun with the key {}, and the \
             backup with {key_id}",
            old.display(),
            its_key.as_deref().unwrap_or("(none)")
        )));
    }
    let mut merged = Merged::default();
    for (business, number, at) in of_numbers(&connection, sql::STOPPED)? {
        let mut contact = contacts::load(tx, business, &number)?;
        // The newest stop counts: a START from the carrier's list must not undo it by an older one.
        if contact.opted_out_at < Some(at) {
            merged.opt_outs += usize::from(contact.opted_out_at.is_none());
            contact.opted_out_at = Some(at);
            contacts::save(tx, business, &number, &contact)?;
        }
    }
    // An older release wrote a database without this column; it paused nobody.
    for (business, number, at) in of_numbers(&connection, sql::PAUSED).unwrap_or_default() {
        let mut contact = contacts::load(tx, business, &number)?;
        if contact.paused_at.is_none() {
            contact.paused_at = Some(at);
            contacts::save(tx, business, &number, &contact)?;
        }
    }
    for (business, number, at) in of_numbers(&connection, sql::TEXTED)? {
        let mut contact = contacts::load(tx, business, &number)?;
        if contact.texted_at.is_none_or(|known| known < at) {
            contact.texted_at = Some(at);
            contact.text_at = contact.text_at.max(Some(at));
            contacts::save(tx, business, &number, &contact)?;
            merged.texted += 1;
        }
    }
    // An older release kept no pauses of people who were erased.
    let statement = connection.prepare(sql::SUPPRESSED);
    let mut statement = statement.or_else(|_| connection.prepare(sql::SUPPRESSED_OF_OLD))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let row: (i64, Vec<u8>, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        merged.suppressions += tx.exec(sql::SUPPRESS, row)?;
    }
    Ok(merged)
}

type OfNumber = (BusinessId, String, Instant);

fn of_numbers(connection: &Connection, sql: &str) -> Result<Vec<OfNumber>, BackupError> {
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| {
        Ok((BusinessId(row.get(0)?), row.get(1)?, Instant(row.get(2)?)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
