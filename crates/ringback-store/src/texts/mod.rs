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
use crate::value::{Value, params};
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
    tx.put(
        sql::INSERT,
        params![
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
    )
}

/// Stores how delivery stands, and adds to the journal.
///
/// # Errors
/// When the database cannot be written.
pub fn save_delivery(tx: &Tx<'_>, text: &StoredText, moments: &[Moment]) -> Result<(), StoreError> {
    with_delivery(text, moments, |values| tx.put(sql::SAVE_DELIVERY, values))?
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
    let changed = with_delivery(text, moments, |values| {
        tx.exec(sql::SAVE_FIRST_REPORT, values)
    })?;
    Ok(changed? == 1)
}

/// Both statements bind the same values.
fn with_delivery<R>(
    text: &StoredText,
    moments: &[Moment],
    run: impl FnOnce([Value<'_>; 11]) -> R,
) -> Result<R, StoreError> {
    let delivery = &text.delivery;
    Ok(run(params![
        text.business.0,
        id(&text.id),
        delivery.phase.code(),
        held_json(delivery.held)?,
        delivery.carrier_id,
        delivery.status.map(status_code).transpose()?,
        delivery.error_code,
        delivery.looks,
        time(text.wake_at),
        write_journal(moments),
        delivery.attempt,
    ]))
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
