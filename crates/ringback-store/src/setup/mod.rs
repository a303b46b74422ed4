//! What set-up replaced at the carrier, number by number, so that it can be put back after a
//! restart as well.

mod sql;

use ringback_desk::clock::Instant;
use ringback_desk::id::BusinessId;
use ringback_desk::phone::PhoneNumber;
use ringback_desk::setup::undo::UndoRecord;

use crate::columns::{read_time, unreadable};
use crate::value::Row;
use crate::{StoreError, Tx};

#[cfg(test)]
pub(crate) use sql::ALL as STATEMENTS;

/// What one number was like before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredUndo {
    /// The number.
    pub number: PhoneNumber,
    /// The carrier's account that it belongs to.
    pub account: String,
    /// How it was, and how it was left.
    pub record: UndoRecord,
    /// When it was pointed here.
    pub written_at: Instant,
    /// When it was put back.
    pub undone_at: Option<Instant>,
}

/// Keeps a record, in place of the number's earlier one. Anything that was put back before counts
/// as standing again.
///
/// # Errors
/// When the database cannot be written.
pub fn put(tx: &Tx<'_>, business: BusinessId, undo: &StoredUndo) -> Result<(), StoreError> {
    let record = serde_json::to_string(&undo.record)
        .map_err(|fault| unreadable("record of what was replaced", fault))?;
    tx.put(
        sql::PUT,
        (
            business.0,
            undo.number.as_str(),
            undo.account.as_str(),
            record,
            undo.written_at.0,
        ),
    )
}

/// The record of a number.
///
/// # Errors
/// When the database cannot be read, or the record not be understood.
pub fn get(
    tx: &Tx<'_>,
    business: BusinessId,
    number: &PhoneNumber,
) -> Result<Option<StoredUndo>, StoreError> {
    tx.one(sql::GET, (business.0, number.as_str()), read)
}

/// The records of all numbers of a business.
///
/// # Errors
/// As [`get`].
pub fn of_business(tx: &Tx<'_>, business: BusinessId) -> Result<Vec<StoredUndo>, StoreError> {
    tx.all(sql::OF_BUSINESS, [business.0], read)
}

/// Notes that a number was put back; the record stays, so that doing it twice finds nothing to do.
///
/// # Errors
/// When the database cannot be written.
pub fn set_undone(
    tx: &Tx<'_>,
    business: BusinessId,
    number: &PhoneNumber,
    at: Instant,
) -> Result<(), StoreError> {
    tx.put(sql::SET_UNDONE, (business.0, number.as_str(), at.0))
}

fn read(row: &Row<'_>) -> Result<StoredUndo, StoreError> {
    let (number, record): (String, String) = (row.get(0)?, row.get(2)?);
    Ok(StoredUndo {
        number: PhoneNumber::from_e164(&number)
            .map_err(|fault| unreadable("number that was set up", fault))?,
        account: row.get(1)?,
        record: serde_json::from_str(&record)
            .map_err(|fault| unreadable("record of what was replaced", fault))?,
        written_at: Instant(row.get(3)?),
        undone_at: read_time(row, 4)?,
    })
}

#[cfg(test)]
mod tests {
    use ringback_desk::setup::undo::Replaced;
    use ringback_desk::setup::wiring::{Hook, Wiring};

    use super::*;
    use crate::{Scope, Store};

    fn undo(url: &str) -> StoredUndo {
        StoredUndo {
            number: PhoneNumber::from_e164("+13125550100").expect("E.164"),
            account: "AC1".to_owned(),
            record: UndoRecord::V1(Replaced {
                number_id: "PN1".to_owned(),
                before: Wiring {
                    call: Hook::post(url),
                    ..Wiring::default()
                },
                after: Wiring::default(),
                service: None,
            }),
            written_at: Instant(5),
            undone_at: None,
        }
    }

    #[tokio::test]
    async fn a_record_stays_when_it_was_used_and_stands_again_when_it_is_written_again() {
        let store = Store::open_in_memory().expect("in memory");
        store
            .write(Scope::Installation, |tx| {
                let (one, other) = (BusinessId(1), BusinessId(2));
                let undo = undo("https://old.example/?a=1&b=\u{e9}");
                put(tx, one, &undo)?;
                assert_eq!(get(tx, one, &undo.number)?, Some(undo.clone()));
                assert_eq!(get(tx, other, &undo.number)?, None);
                set_undone(tx, one, &undo.number, Instant(9))?;
                let kept = of_business(tx, one)?;
                assert_eq!(kept[0].undone_at, Some(Instant(9)));
                put(tx, one, &undo)?;
                assert_eq!(of_business(tx, one)?, [undo]);
                Ok(())
            })
            .await
            .expect("stored");
    }
}
