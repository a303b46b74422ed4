//! Settings in the database: flat keys with text, of a business or of one of its lines.
//!
//! What a key means stands in `ringback_desk::settings`; here is only that it is kept. Each change
//! raises the revision, so that every process that has the settings in memory sees that they are
//! old.

mod sql;

use ringback_desk::id::{BusinessId, LineId};

use crate::value::Row;
use crate::{StoreError, Tx};

#[cfg(test)]
pub(crate) use sql::ALL as STATEMENTS;

/// One stored setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Whose.
    pub business: BusinessId,
    /// Of this line; of the whole business where there is none.
    pub line: Option<LineId>,
    /// As in the configuration.
    pub key: String,
    /// As text.
    pub value: String,
}

/// Stores a setting of a business or of one of its lines; `None` takes it away.
///
/// # Errors
/// When the database cannot be written.
pub fn set(
    tx: &Tx<'_>,
    business: BusinessId,
    line: Option<LineId>,
    key: &str,
    value: Option<&str>,
) -> Result<(), StoreError> {
    let line = line.map_or(0, |line| line.0);
    match value {
        Some(value) => tx.put(sql::SET, (business.0, line, key, value))?,
        None => tx.put(sql::UNSET, (business.0, line, key))?,
    };
    touch(tx)
}

/// All settings of a business and its lines.
///
/// # Errors
/// When the database cannot be read.
pub fn of_business(tx: &Tx<'_>, business: BusinessId) -> Result<Vec<Setting>, StoreError> {
    tx.all(sql::OF_BUSINESS, [business.0], read)
}

/// All settings of all businesses.
///
/// # Errors
/// When the database cannot be read.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Setting>, StoreError> {
    tx.all(sql::ALL_OF_THEM, (), read)
}

/// Says that settings, lines, accounts or businesses changed.
///
/// # Errors
/// When the database cannot be written.
pub fn touch(tx: &Tx<'_>) -> Result<(), StoreError> {
    tx.put(sql::TOUCH, ())
}

/// How often something changed.
///
/// # Errors
/// When the database cannot be read.
pub fn revision(tx: &Tx<'_>) -> Result<i64, StoreError> {
    let found = tx.one(sql::REVISION, (), |row| row.get(0))?;
    Ok(found.unwrap_or(0))
}

fn read(row: &Row<'_>) -> Result<Setting, StoreError> {
    let line: i64 = row.get(1)?;
    Ok(Setting {
        business: BusinessId(row.get(0)?),
        line: (line != 0).then_some(LineId(line)),
        key: row.get(2)?,
        value: row.get(3)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Scope, Store};

    #[tokio::test]
    async fn a_setting_is_kept_replaced_and_taken_away_and_each_time_the_revision_rises() {
        let store = Store::open_in_memory().expect("in memory");
        let (one, other) = (BusinessId(1), BusinessId(2));
        store
            .write(Scope::Installation, move |tx| {
                let before = revision(tx)?;
                set(tx, one, None, "owner", Some("Dana"))?;
                set(tx, one, Some(LineId(5)), "owner", Some("Sam"))?;
                set(tx, one, None, "owner", Some("Mia"))?;
                set(tx, other, None, "owner", Some("Jo"))?;
                set(tx, other, None, "owner", None)?;
                assert_eq!(revision(tx)?, before + 5);
                let kept: Vec<_> = of_business(tx, one)?
                    .into_iter()
                    .map(|setting| (setting.line, setting.value))
                    .collect();
                assert_eq!(
                    kept,
                    [
                        (None, "Mia".to_owned()),
                        (Some(LineId(5)), "Sam".to_owned())
                    ]
                );
                assert_eq!(of_business(tx, other)?, []);
                Ok(())
            })
            .await
            .expect("stored");
    }
}
