//! Reading texts.

use std::collections::{BTreeMap, HashMap};

use ringback_desk::clock::Instant;
use ringback_desk::id::{BusinessId, Id, LineId};
use ringback_desk::mutants::Mutant;
use ringback_desk::texts::{Delivery, TextKind};
use ringback_desk::timeline::{Moment, read_journal};

use super::{StoredText, phase_from, sql, status_from};
use crate::columns::{id, read_id, read_id_maybe, read_time, unreadable};
use crate::value::Row;
use crate::{StoreError, Tx};

/// A text with its journal, as pages and `why` show it.
#[derive(Debug, Clone)]
pub struct TextStory {
    /// The text.
    pub text: StoredText,
    /// What happened, in order.
    pub journal: Vec<Moment>,
}

/// One text.
///
/// # Errors
/// When the database cannot be read.
pub fn load(
    tx: &Tx<'_>,
    business: BusinessId,
    text: &Id,
) -> Result<Option<StoredText>, StoreError> {
    tx.one(sql::LOAD, (business.0, id(text)), read)
}

/// One text by the carrier's id.
///
/// # Errors
/// When the database cannot be read.
pub fn load_by_carrier_id(
    tx: &Tx<'_>,
    business: BusinessId,
    carrier_id: &str,
) -> Result<Option<StoredText>, StoreError> {
    tx.one(sql::LOAD_BY_CARRIER_ID, (business.0, carrier_id), read)
}

/// Whether a text with this carrier's id is stored.
///
/// # Errors
/// When the database cannot be read.
pub fn is_known(tx: &Tx<'_>, carrier_id: &str) -> Result<bool, StoreError> {
    Ok(tx.one(sql::KNOWN, [carrier_id], |_| Ok(()))?.is_some())
}

/// Texts that have left and whose time has come to be followed up, the longest due first.
///
/// # Errors
/// When the database cannot be read.
pub fn due(tx: &Tx<'_>, now: Instant, limit: u32) -> Result<Vec<StoredText>, StoreError> {
    tx.all(sql::DUE, (now.0, limit), read)
}

/// Whether any text waits to be sent and its time has come.
///
/// # Errors
/// When the database cannot be read.
pub fn any_to_send(tx: &Tx<'_>, now: Instant) -> Result<bool, StoreError> {
    Ok(tx.one(sql::ANY_TO_SEND, [now.0], |_| Ok(()))?.is_some())
}

/// Takes texts that wait to be sent, the longest due first; nobody else takes them before
/// `until`.
///
/// # Errors
/// When the database cannot be written.
pub fn lease(
    tx: &Tx<'_>,
    now: Instant,
    until: Instant,
    limit: u32,
) -> Result<Vec<StoredText>, StoreError> {
    tx.all(sql::LEASE, (now.0, until.0, limit), read)
}

/// Looks at a text again at `until`, and not before.
///
/// # Errors
/// When the database cannot be written.
pub fn postpone(
    tx: &Tx<'_>,
    business: BusinessId,
    text: &Id,
    until: Instant,
) -> Result<(), StoreError> {
    tx.put(sql::POSTPONE, (business.0, id(text), until.0))
}

/// Makes due now what a dead process had leased or left *Attempted*; says how many there were.
///
/// # Errors
/// When the database cannot be written.
pub fn take_over(tx: &Tx<'_>, now: Instant) -> Result<usize, StoreError> {
    if Mutant::ForgetTakeOver.is_on() {
        return Ok(0);
    }
    tx.exec(sql::TAKE_OVER, [now.0])
}

/// One text with its journal.
///
/// # Errors
/// When the database cannot be read.
pub fn get(tx: &Tx<'_>, business: BusinessId, text: &Id) -> Result<Option<TextStory>, StoreError> {
    tx.one(sql::GET, (business.0, id(text)), story)
}

/// These texts, by id, read in one query.
///
/// # Errors
/// When the database cannot be read.
pub fn these(
    tx: &Tx<'_>,
    business: BusinessId,
    wanted: &[Id],
) -> Result<HashMap<Id, StoredText>, StoreError> {
    if wanted.is_empty() {
        return Ok(HashMap::new());
    }
    let wanted: Vec<_> = wanted
        .iter()
        .map(|id| id.0.as_simple().to_string())
        .collect();
    let wanted = serde_json::json!(wanted).to_string();
    let found = tx.all(sql::THESE, (business.0, wanted), read)?;
    Ok(found.into_iter().map(|text| (text.id, text)).collect())
}

/// The newest texts of a business, newest first.
///
/// # Errors
/// When the database cannot be read.
pub fn recent(tx: &Tx<'_>, business: BusinessId, limit: u32) -> Result<Vec<TextStory>, StoreError> {
    tx.all(sql::RECENT, (business.0, limit), story)
}

/// The newest texts with one person that are older than `before`, newest first.
///
/// # Errors
/// When the database cannot be read.
pub fn of_party(
    tx: &Tx<'_>,
    business: BusinessId,
    party: &str,
    before: Option<Id>,
    limit: u32,
) -> Result<Vec<TextStory>, StoreError> {
    let before = before.unwrap_or(Id::LAST);
    tx.all(
        sql::OF_PARTY,
        (business.0, party, limit, id(&before)),
        story,
    )
}

/// What one person last read from us.
///
/// # Errors
/// When the database cannot be read.
pub fn last_sent(
    tx: &Tx<'_>,
    business: BusinessId,
    party: &str,
) -> Result<Option<String>, StoreError> {
    tx.one(sql::LAST_SENT, (business.0, party), |row| row.get(0))
}

/// The last text with one person that a person wrote, either way.
///
/// # Errors
/// When the database cannot be read.
pub fn newest_word(
    tx: &Tx<'_>,
    business: BusinessId,
    party: &str,
) -> Result<Option<Id>, StoreError> {
    tx.one(sql::NEWEST_WORD, (business.0, party), |row| read_id(row, 0))
}

/// Texts to customers of which nobody knows whether they arrived, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub fn unknown(
    tx: &Tx<'_>,
    business: BusinessId,
    limit: u32,
) -> Result<Vec<TextStory>, StoreError> {
    tx.all(sql::UNKNOWN, (business.0, limit), story)
}

/// How many texts to customers there are of which nobody knows; counts no further than `most`.
///
/// # Errors
/// When the database cannot be read.
pub fn count_unknown(tx: &Tx<'_>, business: BusinessId, most: u32) -> Result<u32, StoreError> {
    let counted = tx.all(sql::COUNT_UNKNOWN, (business.0, most), |_| Ok(()))?;
    Ok(u32::try_from(counted.len()).unwrap_or(most))
}

/// How the outbox stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Queue {
    /// Texts that wait or are out, by phase.
    pub by_phase: BTreeMap<String, i64>,
    /// When the oldest of those that have not left was written.
    pub oldest_unsent: Option<Instant>,
}

/// How the outbox of the whole installation stands.
///
/// # Errors
/// When the database cannot be read.
pub fn queue(tx: &Tx<'_>) -> Result<Queue, StoreError> {
    let rows = tx.all(sql::QUEUE, (), |row| {
        Ok((
            row.get::<String>(0)?,
            row.get::<i64>(1)?,
            row.get::<Option<Vec<u8>>>(2)?,
        ))
    })?;
    let mut queue = Queue::default();
    for (phase, count, oldest) in rows {
        if phase == "pending" {
            queue.oldest_unsent = oldest.and_then(written_at);
        }
        queue.by_phase.insert(phase, count);
    }
    Ok(queue)
}

/// A UUIDv7 begins with the milliseconds since the epoch (RFC 9562, 5.7).
fn written_at(id: Vec<u8>) -> Option<Instant> {
    let millis = id
        .get(..6)?
        .iter()
        .fold(0_i64, |sum, byte| (sum << 8) | i64::from(*byte));
    Some(Instant(millis))
}

const COLUMNS: usize = 18;

pub(super) fn read(row: &Row<'_>) -> Result<StoredText, StoreError> {
    let kind: String = row.get(3)?;
    let phase: String = row.get(7)?;
    let held: Option<String> = row.get(8)?;
    let status: Option<String> = row.get(12)?;
    Ok(StoredText {
        business: BusinessId(row.get(0)?),
        id: read_id(row, 1)?,
        line: LineId(row.get(2)?),
        kind: TextKind::from_code(&kind).ok_or_else(|| unreadable("text kind", kind))?,
        party: row.get(4)?,
        body: row.get(5)?,
        segments: row.get(6)?,
        delivery: Delivery {
            phase: phase_from(&phase)?,
            held: held
                .map(|held| serde_json::from_str(&held))
                .transpose()
                .map_err(|fault| unreadable("hold reason", fault))?,
            attempt: row.get(9)?,
            attempted_at: read_time(row, 10)?,
            carrier_id: row.get(11)?,
            status: status.map(status_from).transpose()?,
            error_code: row.get(13)?,
            looks: row.get(14)?,
        },
        deadline: read_time(row, 15)?,
        wake_at: read_time(row, 16)?,
        call: read_id_maybe(row, 17)?,
        about: row.get(18)?,
    })
}

fn story(row: &Row<'_>) -> Result<TextStory, StoreError> {
    let journal: String = row.get(COLUMNS + 1)?;
    Ok(TextStory {
        text: read(row)?,
        journal: read_journal(&journal),
    })
}
