//! Texts, in and out: one row each, with its delivery and its journal. The outbox is the rows
//! that wait.

mod claim;
mod query;
mod sql;

use ringback_desk::calls::HoldReason;
use ringback_desk::carrier_event::TextStatus;
use ringback_desk::clock::Instant;
use ringback_desk::id::{BusinessId, Id, LineId};
use ringback_desk::texts::{Delivery, Phase, TextKind};
use ringback_desk::timeline::{Moment, write_journal};

use crate::columns::{id, time, unreadable};
use crate::{StoreError, Tx};

pub use claim::{Claim, claim, hold_waiting, note, put_off_pending, refuse, release};
pub use query::{
    Queue, TextStory, any_to_send, count_unknown, due, get, is_known, last_sent, lease, load,
    load_by_carrier_id, newest_word, of_party, postpone, queue, recent, take_over, these, unknown,
};
#[cfg(test)]
pub(crate) use sql::ALL as STATEMENTS;
pub(crate) use sql::TWINS;

/// A text as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredText {
    /// Whose text.
    pub business: BusinessId,
    /// Which text.
    pub id: Id,
    /// From or to which line.
    pub line: LineId,
    /// What for.
    pub kind: TextKind,
    /// The other side: recipient, or sender of an inbound text.
    pub party: String,
    /// What it says.
    pub body: String,
    /// How many segments it is.
    pub segments: u32,
    /// How its delivery stands.
    pub delivery: Delivery,
    /// Not worth sending after this.
    pub deadline: Option<Instant>,
    /// When to look at it again.
    pub wake_at: Option<Instant>,
    /// The call that it answers.
    pub call: Option<Id>,
    /// For a relay: whose words they are.
    pub about: Option<String>,
}

/// Stores a text that is new.
///
/// # Errors
/// When the database cannot be written.
pub fn insert(tx: &Tx<'_>, text: &StoredText, moments: &[Moment]) -> Result<(), StoreError> {
    let delivery = &text.delivery;
    tx.exec(
        sql::INSERT,
        rusqlite::params![
            text.business.0,
            id(&text.id),
            text.line.0,
            text.kind.code(),
            text.party,
            text.body,
            text.segments,
            delivery.phase.code(),
            held_json(delivery.held)?,
            delivery.carrier_id,
            time(text.deadline),
            time(text.wake_at),
            text.call.as_ref().map(|call| call.as_bytes()),
            text.about,
            write_journal(moments),
        ],
    )?;
    Ok(())
}

/// Stores how delivery stands, and adds to the journal.
///
/// # Errors
/// When the database cannot be written.
pub fn save_delivery(tx: &Tx<'_>, text: &StoredText, moments: &[Moment]) -> Result<(), StoreError> {
    tx.exec(
        sql::SAVE_DELIVERY,
        delivery_params(text, moments)?.as_slice(),
    )?;
    Ok(())
}

/// As [`save_delivery`], but only if nobody else has touched the attempt: the answer to a request
/// usually finds the row as the claim left it, and then one statement is enough.
///
/// # Errors
/// When the database cannot be written.
pub fn save_first_report(
    tx: &Tx<'_>,
    text: &StoredText,
    moments: &[Moment],
) -> Result<bool, StoreError> {
    let changed = tx.exec(
        sql::SAVE_FIRST_REPORT,
        delivery_params(text, moments)?.as_slice(),
    )?;
    Ok(changed == 1)
}

type Owned = rusqlite::types::Value;

fn delivery_params(
    text: &StoredText,
    moments: &[Moment],
) -> Result<[(&'static str, Owned); 11], StoreError> {
    let delivery = &text.delivery;
    let word = |word: Option<String>| word.map_or(Owned::Null, Owned::Text);
    let number = |number: Option<i64>| number.map_or(Owned::Null, Owned::Integer);
    Ok([
        ("?1", Owned::Integer(text.business.0)),
        ("?2", Owned::Blob(text.id.as_bytes().to_vec())),
        ("?3", Owned::Text(delivery.phase.code().to_owned())),
        ("?4", word(held_json(delivery.held)?)),
        ("?5", word(delivery.carrier_id.clone())),
        ("?6", word(delivery.status.map(status_code).transpose()?)),
        ("?7", number(delivery.error_code.map(i64::from))),
        ("?8", Owned::Integer(i64::from(delivery.looks))),
        ("?9", number(time(text.wake_at))),
        ("?10", Owned::Text(write_journal(moments))),
        ("?11", Owned::Integer(i64::from(delivery.attempt))),
    ])
}

fn held_json(held: Option<HoldReason>) -> Result<Option<String>, StoreError> {
    held.map(|held| serde_json::to_string(&held))
        .transpose()
        .map_err(|fault| unreadable("hold reason", fault))
}

fn status_code(status: TextStatus) -> Result<String, StoreError> {
    match serde_json::to_value(status) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        _ => Err(unreadable("text status", "not a word")),
    }
}

pub(crate) fn status_from(code: String) -> Result<TextStatus, StoreError> {
    serde_json::from_value(serde_json::Value::String(code))
        .map_err(|fault| unreadable("text status", fault))
}

pub(crate) fn phase_from(code: &str) -> Result<Phase, StoreError> {
    Phase::from_code(code).ok_or_else(|| unreadable("phase", code))
}
