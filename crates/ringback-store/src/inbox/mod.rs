//! The question that waits for the owner's digit: one for each line, for its digits stand for
//! people who wrote to that line, and the answer leaves from it. And the answers that were written on
//! a page, by the key that the browser gave them.

mod sql;

use ringback_desk::clock::Instant;
use ringback_desk::id::{BusinessId, Id, LineId};
use ringback_desk::inbox::Question;
use ringback_desk::phone::PhoneNumber;

use crate::columns::{id, read_id, unreadable};
use crate::{StoreError, Tx};

#[cfg(test)]
pub(crate) use sql::ALL as STATEMENTS;

/// The question that was put to the owner and is not answered.
///
/// # Errors
/// When the database cannot be read.
pub fn question(
    tx: &Tx<'_>,
    business: BusinessId,
    line: LineId,
) -> Result<Option<Question>, StoreError> {
    let stored = tx.one(sql::QUESTION, (business.0, line.0), |row| {
        row.get::<Option<String>>(0)
    })?;
    stored
        .flatten()
        .map(|json| serde_json::from_str(&json).map_err(|fault| unreadable("question", fault)))
        .transpose()
}

/// Stores the question, or that none is open.
///
/// # Errors
/// When the database cannot be written.
pub fn set_question(
    tx: &Tx<'_>,
    business: BusinessId,
    line: LineId,
    question: Option<&Question>,
) -> Result<(), StoreError> {
    let json = question
        .map(serde_json::to_string)
        .transpose()
        .map_err(|fault| unreadable("question", fault))?;
    tx.put(sql::SET_QUESTION, (business.0, line.0, json))
}

/// Takes somebody out of the questions of a business's lines. A question that cannot be read is not
/// kept either, for it may be about them.
///
/// # Errors
/// When the database cannot be written.
pub fn forget(tx: &Tx<'_>, business: BusinessId, number: &PhoneNumber) -> Result<(), StoreError> {
    let asked = tx.all(sql::QUESTIONS, [business.0], |row| {
        Ok((LineId(row.get(0)?), row.get::<String>(1)?))
    })?;
    for (line, json) in asked {
        let question = serde_json::from_str::<Question>(&json).ok();
        let left = question.and_then(|question| question.without(number));
        set_question(tx, business, line, left.as_ref())?;
    }
    Ok(())
}

/// The first text of the answer that came with this key, if one did.
///
/// # Errors
/// When the database cannot be read.
pub fn answer(tx: &Tx<'_>, business: BusinessId, key: &str) -> Result<Option<Id>, StoreError> {
    tx.one(sql::ANSWER, (business.0, key), |row| read_id(row, 0))
}

/// Notes that the answer with this key is written; a second one with it is refused.
///
/// # Errors
/// When the database cannot be written.
pub fn add_answer(
    tx: &Tx<'_>,
    business: BusinessId,
    key: &str,
    text: &Id,
    now: Instant,
) -> Result<(), StoreError> {
    tx.put(sql::ADD_ANSWER, (business.0, key, id(text), now.0))
}
