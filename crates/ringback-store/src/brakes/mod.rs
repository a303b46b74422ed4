//! The brakes' counters: one row for the business, one for each prefix.

mod sql;

use ringback_desk::brakes::{Counter, Levels};
use ringback_desk::id::BusinessId;

use crate::{StoreError, Tx};

#[cfg(test)]
pub(crate) use sql::ALL as STATEMENTS;

/// The business's counter and the prefix's. The caller's is on the contact.
///
/// # Errors
/// When the database cannot be read.
pub fn load(
    tx: &Tx<'_>,
    business: BusinessId,
    prefix: &str,
    caller: Counter,
) -> Result<Levels, StoreError> {
    let mut levels = Levels {
        caller,
        ..Levels::default()
    };
    let rows = tx.all(sql::LOAD, (business.0, prefix), |row| {
        let counter = Counter {
            minute: row.get(1)?,
            minute_texts: row.get(2)?,
            day: row.get(3)?,
            day_texts: row.get(4)?,
            day_micros: row.get(5)?,
        };
        Ok((row.get::<_, String>(0)?, counter))
    })?;
    for (key, counter) in rows {
        if key.is_empty() {
            levels.business = counter;
        } else {
            levels.prefix = counter;
        }
    }
    Ok(levels)
}

/// Stores both counters.
///
/// # Errors
/// When the database cannot be written.
pub fn save(
    tx: &Tx<'_>,
    business: BusinessId,
    prefix: &str,
    levels: &Levels,
) -> Result<(), StoreError> {
    let (all, some) = (levels.business, levels.prefix);
    tx.exec(
        sql::SAVE,
        rusqlite::params![
            business.0,
            all.minute,
            all.minute_texts,
            all.day,
            all.day_texts,
            all.day_micros,
            prefix,
            some.minute,
            some.minute_texts,
            some.day,
            some.day_texts,
            some.day_micros,
        ],
    )?;
    Ok(())
}
