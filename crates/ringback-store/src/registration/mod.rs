//! Whether carriers let a line's texts through, as the carrier said last.

mod sql;

use ringback_desk::clock::Instant;
use ringback_desk::id::{BusinessId, LineId};
use ringback_desk::setup::registration::Registration;

use crate::columns::unreadable;
use crate::value::Row;
use crate::{StoreError, Tx};

#[cfg(test)]
pub(crate) use sql::ALL as STATEMENTS;

/// What the carrier said, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRegistration {
    /// How it stands.
    pub state: Registration,
    /// When the carrier was asked.
    pub asked_at: Instant,
}

/// Keeps what the carrier said; `true` when it is not what it said before.
///
/// # Errors
/// When the database cannot be written.
pub fn put(
    tx: &Tx<'_>,
    business: BusinessId,
    line: LineId,
    said: &StoredRegistration,
) -> Result<bool, StoreError> {
    let before = match get(tx, business, line) {
        Err(StoreError::Unreadable { .. }) => None,
        before => before?,
    };
    let state = serde_json::to_string(&said.state)
        .map_err(|fault| unreadable("state of a registration", fault))?;
    tx.put(sql::PUT, (business.0, line.0, state, said.asked_at.0))?;
    Ok(before.is_none_or(|before| before.state != said.state))
}

/// What the carrier said last of every line. What cannot be read (another release wrote it, or the
/// row is damaged) is left out: the carrier is asked again, and the other lines go on.
///
/// # Errors
/// When the database cannot be read.
pub fn all(tx: &Tx<'_>) -> Result<Vec<(BusinessId, LineId, StoredRegistration)>, StoreError> {
    let found = tx.all(sql::ALL_OF_THEM, (), |row| {
        let (business, line) = (BusinessId(row.get(0)?), LineId(row.get(1)?));
        match read(row, 2) {
            Ok(said) => Ok(Some((business, line, said))),
            Err(fault @ StoreError::Unreadable { .. }) => {
                tracing::error!(line = line.0, %fault, "a line's registration is left out");
                Ok(None)
            }
            Err(fault) => Err(fault),
        }
    })?;
    Ok(found.into_iter().flatten().collect())
}

/// What the carrier said last.
///
/// # Errors
/// When the database cannot be read.
pub fn get(
    tx: &Tx<'_>,
    business: BusinessId,
    line: LineId,
) -> Result<Option<StoredRegistration>, StoreError> {
    tx.one(sql::GET, (business.0, line.0), |row| read(row, 0))
}

fn read(row: &Row<'_>, column: usize) -> Result<StoredRegistration, StoreError> {
    let state: String = row.get(column)?;
    Ok(StoredRegistration {
        state: serde_json::from_str(&state)
            .map_err(|fault| unreadable("state of a registration", fault))?,
        asked_at: Instant(row.get(column + 1)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Scope, Store};

    #[tokio::test]
    async fn a_damaged_row_is_the_trouble_of_its_line_only_until_the_carrier_is_asked_again() {
        let store = Store::open_in_memory().expect("in memory");
        let said = StoredRegistration {
            state: Registration::Registered,
            asked_at: Instant(1),
        };
        store
            .write(Scope::Installation, move |tx| {
                let business = BusinessId(1);
                for line in [1, 2] {
                    put(tx, business, LineId(line), &said)?;
                }
                tx.put(
                    sql::PUT,
                    (1_i64, 1_i64, "{\"of\":\"another release\"}", 2_i64),
                )?;
                let lines: Vec<_> = all(tx)?.into_iter().map(|(_, line, _)| line).collect();
                assert_eq!(lines, [LineId(2)]);
                assert!(put(tx, business, LineId(1), &said)?, "it is new");
                assert_eq!(all(tx)?.len(), 2);
                Ok(())
            })
            .await
            .expect("stored");
    }

    #[tokio::test]
    async fn what_was_said_is_kept_and_a_change_is_noticed() {
        let store = Store::open_in_memory().expect("in memory");
        let said = |state, at| StoredRegistration {
            state,
            asked_at: Instant(at),
        };
        store
            .write(Scope::Installation, move |tx| {
                let (business, line) = (BusinessId(1), LineId(2));
                assert!(put(tx, business, line, &said(Registration::Pending, 1))?);
                assert!(!put(tx, business, line, &said(Registration::Pending, 2))?);
                assert!(put(tx, business, line, &said(Registration::Registered, 3))?);
                assert_eq!(
                    get(tx, business, line)?,
                    Some(said(Registration::Registered, 3))
                );
                assert_eq!(get(tx, BusinessId(2), line)?, None);
                Ok(())
            })
            .await
            .expect("stored");
    }
}
