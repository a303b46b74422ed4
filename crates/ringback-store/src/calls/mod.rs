//! Calls: one row each, with its facts and its journal.

mod sql;

use ringback_desk::calls::{Call, HoldReason, Outcome};
use ringback_desk::clock::Instant;
use ringback_desk::contacts::Contact;
use ringback_desk::id::{BusinessId, Id, LineId};
use ringback_desk::timeline::{Moment, read_journal, write_journal};

use crate::columns::{id, read_id, read_id_maybe, read_time, time, unreadable};
use crate::value::{Row, params};
use crate::{StoreError, Tx, contacts};

#[cfg(test)]
pub(crate) use sql::ALL as STATEMENTS;

/// A call as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCall {
    /// Whose call.
    pub business: BusinessId,
    /// Which call.
    pub id: Id,
    /// On which line.
    pub line: LineId,
    /// The carrier's id of it.
    pub carrier_id: String,
    /// Who called, in E.164; `None` for withheld callers.
    pub caller: Option<String>,
    /// What is known of it.
    pub facts: Call,
    /// Why it is not texted; set with the decision.
    pub held: Option<HoldReason>,
    /// The text that answers it.
    pub text: Option<Id>,
    /// When it was decided.
    pub decided_at: Option<Instant>,
    /// When to look at it again.
    pub wake_at: Option<Instant>,
}

/// A call with its journal, as pages and `why` show it.
#[derive(Debug, Clone)]
pub struct CallStory {
    /// The call.
    pub call: StoredCall,
    /// What happened, in order.
    pub journal: Vec<Moment>,
}

/// The call with this carrier's id, and what is known of the caller, in one query.
///
/// # Errors
/// When the database cannot be read.
pub fn load(
    tx: &Tx<'_>,
    business: BusinessId,
    carrier_id: &str,
) -> Result<Option<(StoredCall, Contact)>, StoreError> {
    let found = tx.one(sql::LOAD, (business.0, carrier_id), |row| {
        Ok((read(row)?, contacts::read(row, COLUMNS)?))
    })?;
    match found {
        Some((call, contact)) if contact == Contact::default() => {
            let contact = match &call.caller {
                Some(caller) => contacts::unknown(tx, business, caller)?,
                None => contact,
            };
            Ok(Some((call, contact)))
        }
        found => Ok(found),
    }
}

/// Stores a call that is new.
///
/// # Errors
/// When the database cannot be written.
pub fn insert(tx: &Tx<'_>, call: &StoredCall, moments: &[Moment]) -> Result<(), StoreError> {
    tx.put(
        sql::INSERT,
        params![
            call.business.0,
            id(&call.id),
            call.line.0,
            call.carrier_id,
            call.caller,
            facts(call)?,
            outcome_code(call.facts.outcome),
            held_json(call)?,
            call.text.as_ref().map(|text| text.as_bytes()),
            time(call.decided_at),
            time(call.wake_at),
            write_journal(moments),
        ],
    )
}

/// Stores what changed of a call, and adds to its journal.
///
/// # Errors
/// When the database cannot be written.
pub fn update(tx: &Tx<'_>, call: &StoredCall, moments: &[Moment]) -> Result<(), StoreError> {
    tx.put(
        sql::UPDATE,
        params![
            call.business.0,
            id(&call.id),
            facts(call)?,
            outcome_code(call.facts.outcome),
            held_json(call)?,
            call.text.as_ref().map(|text| text.as_bytes()),
            time(call.decided_at),
            time(call.wake_at),
            write_journal(moments),
        ],
    )
}

/// Calls whose time has come: business and carrier's id.
///
/// # Errors
/// When the database cannot be read.
pub fn due(
    tx: &Tx<'_>,
    now: Instant,
    limit: u32,
) -> Result<Vec<(BusinessId, LineId, String)>, StoreError> {
    tx.all(sql::DUE, (now.0, limit), |row| {
        Ok((BusinessId(row.get(0)?), LineId(row.get(1)?), row.get(2)?))
    })
}

/// Looks at a call again at `until`, and not before.
///
/// # Errors
/// When the database cannot be written.
pub fn postpone(
    tx: &Tx<'_>,
    business: BusinessId,
    carrier_id: &str,
    until: Instant,
) -> Result<(), StoreError> {
    tx.put(sql::POSTPONE, (business.0, carrier_id, until.0))
}

/// The line of the call with this carrier's id: what comes from a leg to an owner's phone does
/// not name it.
///
/// # Errors
/// When the database cannot be read.
pub fn line_of(tx: &Tx<'_>, carrier_id: &str) -> Result<Option<LineId>, StoreError> {
    tx.one(sql::LINE_OF, [carrier_id], |row| Ok(LineId(row.get(0)?)))
}

/// The call with this carrier's id, whosever it is. For `why` on the console only.
///
/// # Errors
/// When the database cannot be read.
pub fn find(tx: &Tx<'_>, carrier_id: &str) -> Result<Option<CallStory>, StoreError> {
    tx.one(sql::FIND, [carrier_id], story)
}

/// The call with this id of ours, whosever it is. For `why` on the console only.
///
/// # Errors
/// When the database cannot be read.
pub fn find_by_id(tx: &Tx<'_>, call: &Id) -> Result<Option<CallStory>, StoreError> {
    tx.one(sql::FIND_BY_ID, [id(call)], story)
}

/// The last call of this caller, to whichever business. For `why` on the console only.
///
/// # Errors
/// When the database cannot be read.
pub fn last_of_caller(tx: &Tx<'_>, caller: &str) -> Result<Option<CallStory>, StoreError> {
    tx.one(sql::LAST_OF_CALLER, [caller], story)
}

/// One call by our own id.
///
/// # Errors
/// When the database cannot be read.
pub fn get(tx: &Tx<'_>, business: BusinessId, call: &Id) -> Result<Option<CallStory>, StoreError> {
    tx.one(sql::GET, (business.0, id(call)), story)
}

/// Calls to a line that were not texted for this reason and began at this time or later, oldest
/// first.
///
/// # Errors
/// When the database cannot be read.
pub fn held_since(
    tx: &Tx<'_>,
    business: BusinessId,
    line: LineId,
    reason: HoldReason,
    since: Instant,
    limit: u32,
) -> Result<Vec<StoredCall>, StoreError> {
    let reason =
        serde_json::to_string(&reason).map_err(|fault| unreadable("hold reason", fault))?;
    let first = Id::first_at(since);
    tx.all(
        sql::HELD_SINCE,
        params![business.0, id(&first), line.0, reason, limit],
        read,
    )
}

/// The newest calls of a business, newest first.
///
/// # Errors
/// When the database cannot be read.
pub fn recent(tx: &Tx<'_>, business: BusinessId, limit: u32) -> Result<Vec<CallStory>, StoreError> {
    before(tx, business, None, limit)
}

/// The newest calls of a business that are older than `before`, newest first.
///
/// # Errors
/// When the database cannot be read.
pub fn before(
    tx: &Tx<'_>,
    business: BusinessId,
    before: Option<Id>,
    limit: u32,
) -> Result<Vec<CallStory>, StoreError> {
    let before = before.unwrap_or(Id::LAST);
    tx.all(sql::RECENT, (business.0, limit, id(&before)), story)
}

/// The newest calls of one caller that are older than `before`, newest first.
///
/// # Errors
/// When the database cannot be read.
pub fn of_caller(
    tx: &Tx<'_>,
    business: BusinessId,
    caller: &str,
    before: Option<Id>,
    limit: u32,
) -> Result<Vec<CallStory>, StoreError> {
    let before = before.unwrap_or(Id::LAST);
    tx.all(
        sql::OF_CALLER,
        (business.0, caller, limit, id(&before)),
        story,
    )
}

/// When this caller's calls were missed since one of them was answered, newest first.
///
/// # Errors
/// When the database cannot be read.
pub fn missed_before(
    tx: &Tx<'_>,
    business: BusinessId,
    caller: &str,
    limit: u32,
) -> Result<Vec<Instant>, StoreError> {
    let rows = tx.all(sql::MISSED_BEFORE, (business.0, caller, limit), |row| {
        Ok((row.get::<String>(0)?, read_time(row, 1)?))
    })?;
    Ok(rows
        .into_iter()
        .take_while(|(outcome, _)| outcome != "answered")
        .filter_map(|(outcome, at)| at.filter(|_| outcome == "missed"))
        .collect())
}

const COLUMNS: usize = 10;

fn read(row: &Row<'_>) -> Result<StoredCall, StoreError> {
    let facts: String = row.get(5)?;
    let held: Option<String> = row.get(6)?;
    let held = held
        .map(|held| serde_json::from_str(&held))
        .transpose()
        .map_err(|fault| unreadable("hold reason", fault))?;
    Ok(StoredCall {
        business: BusinessId(row.get(0)?),
        id: read_id(row, 1)?,
        line: LineId(row.get(2)?),
        carrier_id: row.get(3)?,
        caller: row.get(4)?,
        facts: serde_json::from_str(&facts).map_err(|fault| unreadable("call", fault))?,
        held,
        text: read_id_maybe(row, 7)?,
        decided_at: read_time(row, 8)?,
        wake_at: read_time(row, 9)?,
    })
}

fn story(row: &Row<'_>) -> Result<CallStory, StoreError> {
    let journal: String = row.get(COLUMNS)?;
    Ok(CallStory {
        call: read(row)?,
        journal: read_journal(&journal),
    })
}

fn facts(call: &StoredCall) -> Result<String, StoreError> {
    serde_json::to_string(&call.facts).map_err(|fault| unreadable("call", fault))
}

fn held_json(call: &StoredCall) -> Result<Option<String>, StoreError> {
    call.held
        .map(|held| serde_json::to_string(&held))
        .transpose()
        .map_err(|fault| unreadable("hold reason", fault))
}

fn outcome_code(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Open => "open",
        Outcome::Answered => "answered",
        Outcome::Missed { .. } => "missed",
    }
}
