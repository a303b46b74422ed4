//! Contacts: one row per business and number.

mod details;
mod erase;
mod names;
mod sql;
mod threads;

use ringback_desk::brakes::Counter;
use ringback_desk::clock::Instant;
use ringback_desk::consent::Prefers;
use ringback_desk::contacts::{Contact, Place};
use ringback_desk::id::{BusinessId, LineId};
use ringback_desk::inbox::Conversation;
use ringback_desk::phone::PhoneNumber;

use crate::columns::{read_id_maybe, read_time, time};
use crate::value::{Row, params};
use crate::{StoreError, Tx};

pub use names::names;
pub use threads::{LastText, Thread, ThreadCursor, threads, waiting_threads};

pub use erase::{Erased, erase};
#[cfg(test)]
pub(crate) use sql::ALL as STATEMENTS;

/// What is known of `number`; a contact without facts when nothing is.
///
/// # Errors
/// When the database cannot be read.
pub fn load(tx: &Tx<'_>, business: BusinessId, number: &str) -> Result<Contact, StoreError> {
    let found = tx.one(sql::LOAD, (business.0, number), |row| read(row, 0))?;
    match found {
        Some(contact) => Ok(contact),
        None => unknown(tx, business, number),
    }
}

/// Somebody of whom there is no row: a stranger, or a person who was erased and had said stop, or
/// something that may mean stop and that nobody had decided about.
pub(crate) fn unknown(
    tx: &Tx<'_>,
    business: BusinessId,
    number: &str,
) -> Result<Contact, StoreError> {
    let hash = tx.keys().hash(business.0, number);
    let kept = tx.one(sql::SUPPRESSED, (business.0, hash), |row| {
        Ok((Instant(row.get(0)?), row.get::<i64>(1)? != 0))
    })?;
    Ok(match kept {
        None => Contact::default(),
        Some((at, true)) => Contact {
            paused_at: Some(at),
            ..Contact::default()
        },
        Some((at, false)) => Contact {
            opted_out_at: Some(at),
            ..Contact::default()
        },
    })
}

/// The zone that was noted for `number`.
///
/// # Errors
/// When the database cannot be read.
pub fn zone(tx: &Tx<'_>, business: BusinessId, number: &str) -> Result<Option<Place>, StoreError> {
    let found = tx.one(sql::ZONE, (business.0, number), |row| {
        row.get::<Option<String>>(0)
    })?;
    Ok(found.flatten().map(Place::named))
}

/// Stores all that is known of `number`.
///
/// # Errors
/// When the database cannot be written.
pub fn save(
    tx: &Tx<'_>,
    business: BusinessId,
    number: &str,
    contact: &Contact,
) -> Result<(), StoreError> {
    tx.put(
        sql::SAVE,
        params![
            business.0,
            number,
            time(contact.opted_out_at),
            time(contact.landline_at),
            time(contact.texted_at),
            contact.texted_by.as_ref().map(|id| id.as_bytes()),
            time(contact.person_wrote_at),
            time(contact.received_at),
            time(contact.text_at),
            contact.automatic.day,
            contact.automatic.day_texts,
            contact.line.map(|line| line.0),
            contact.first_name,
            details::language_code(contact.language),
            details::wordings_json(&contact.wordings),
            time(contact.paused_at),
            time(contact.sequence_stopped_at),
            contact.prefers.map(Prefers::code),
            time(contact.consent_text_at),
            contact.automatic.hour,
            contact.automatic.hour_texts,
            time(contact.opted_in_at),
            contact.zone.as_ref().map(Place::name),
        ],
    )
}

/// People who wrote to `line`, and with whom the last text, either way, is not older than `since`;
/// newest first.
///
/// # Errors
/// When the database cannot be read.
pub fn conversations(
    tx: &Tx<'_>,
    business: BusinessId,
    line: LineId,
    since: Instant,
    limit: u32,
) -> Result<Vec<Conversation>, StoreError> {
    let rows = tx.all(
        sql::CONVERSATIONS,
        (business.0, since.0, limit, line.0),
        |row| Ok((row.get::<String>(0)?, Instant(row.get(1)?))),
    )?;
    // A short code has no number to answer to.
    Ok(rows
        .into_iter()
        .filter_map(|(number, text_at)| {
            let number = PhoneNumber::from_e164(&number).ok()?;
            Some(Conversation { number, text_at })
        })
        .collect())
}

/// Reads a contact's columns, beginning at `first`.
pub(crate) fn read(row: &Row<'_>, first: usize) -> Result<Contact, StoreError> {
    Ok(Contact {
        opted_out_at: read_time(row, first)?,
        landline_at: read_time(row, first + 1)?,
        texted_at: read_time(row, first + 2)?,
        texted_by: read_id_maybe(row, first + 3)?,
        person_wrote_at: read_time(row, first + 4)?,
        received_at: read_time(row, first + 5)?,
        text_at: read_time(row, first + 6)?,
        automatic: Counter {
            day: row.get::<Option<i64>>(first + 7)?.unwrap_or(0),
            day_texts: row.get::<Option<u32>>(first + 8)?.unwrap_or(0),
            hour: row.get::<Option<i64>>(first + 17)?.unwrap_or(0),
            hour_texts: row.get::<Option<u32>>(first + 18)?.unwrap_or(0),
            ..Counter::default()
        },
        line: row.get::<Option<i64>>(first + 9)?.map(LineId),
        first_name: row.get(first + 10)?,
        language: details::read_language(row, first + 11)?,
        wordings: details::read_wordings(row, first + 12)?,
        paused_at: read_time(row, first + 13)?,
        sequence_stopped_at: read_time(row, first + 14)?,
        prefers: row
            .get::<Option<String>>(first + 15)?
            .and_then(|code| Prefers::from_code(&code)),
        consent_text_at: read_time(row, first + 16)?,
        opted_in_at: read_time(row, first + 19)?,
        zone: row.get::<Option<String>>(first + 20)?.map(Place::named),
    })
}
