//! The question that waits for the owner's digit: one for each line, for its digits stand for
//! people who wrote to that line, and the answer leaves from it.

mod sql;

use ringback_desk::id::{BusinessId, LineId};
use ringback_desk::inbox::Question;

use crate::columns::unreadable;
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
        Ok(row.get::<_, Option<String>>(0)?)
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
    tx.exec(sql::SET_QUESTION, (business.0, line.0, json))?;
    Ok(())
}
