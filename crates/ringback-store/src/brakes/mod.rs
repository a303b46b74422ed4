//! The brakes' counters: one row for the business, one for each prefix. The business's row also
//! carries the breaker and what people lifted.

#[cfg(test)]
mod brakes_tests;
mod owner;
mod sql;

use ringback_desk::brakes::{Counter, Guard, Levels, day_of};
use ringback_desk::clock::Instant;
use ringback_desk::id::BusinessId;
use ringback_desk::zones::Zone;

use crate::value::{Row, params};
use crate::{StoreError, Tx};

pub use owner::{count_owner_text, owner_texts};
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
    for (key, counter, guard) in tx.all(sql::LOAD, (business.0, prefix), read)? {
        if key.is_empty() {
            levels.business = counter;
            levels.guard = guard;
        } else {
            levels.prefix = counter;
        }
    }
    Ok(levels)
}

fn read(row: &Row<'_>) -> Result<(String, Counter, Guard), StoreError> {
    let counter = Counter {
        minute: row.get(1)?,
        minute_texts: row.get(2)?,
        hour: row.get(3)?,
        hour_texts: row.get(4)?,
        day: row.get(5)?,
        day_texts: row.get(6)?,
        day_micros: row.get(7)?,
        month: row.get(8)?,
        month_texts: row.get(9)?,
        month_micros: row.get(10)?,
    };
    let guard = match row.get::<Option<String>>(11)? {
        Some(json) => serde_json::from_str(&json).map_err(unreadable)?,
        None => Guard::default(),
    };
    Ok((row.get(0)?, counter, guard))
}

fn unreadable(fault: serde_json::Error) -> StoreError {
    StoreError::Unreadable {
        what: "brake",
        fault: fault.to_string(),
    }
}

/// Stores both counters. The guard stays as it is: [`save_guard`] is for what is rare.
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
    tx.put(
        sql::SAVE,
        params![
            business.0,
            prefix,
            all.minute,
            all.minute_texts,
            all.hour,
            all.hour_texts,
            all.day,
            all.day_texts,
            all.day_micros,
            all.month,
            all.month_texts,
            all.month_micros,
            some.minute,
            some.minute_texts,
            some.hour,
            some.hour_texts,
            some.day,
            some.day_texts,
            some.day_micros,
            some.month,
            some.month_texts,
            some.month_micros,
        ],
    )
}

/// The breaker, and what people lifted.
///
/// # Errors
/// When the database cannot be read.
pub fn guard(tx: &Tx<'_>, business: BusinessId) -> Result<Guard, StoreError> {
    Ok(load(tx, business, "", Counter::default())?.guard)
}

/// Stores the breaker, and what people lifted.
///
/// # Errors
/// When the database cannot be written.
pub fn save_guard(tx: &Tx<'_>, business: BusinessId, guard: &Guard) -> Result<(), StoreError> {
    let json = serde_json::to_string(guard).map_err(unreadable)?;
    tx.put(sql::SAVE_GUARD, (business.0, json))
}

/// The prefixes that got most texts today, most first.
///
/// # Errors
/// When the database cannot be read.
pub fn busiest_prefixes(
    tx: &Tx<'_>,
    business: BusinessId,
    (now, zone): (Instant, &Zone),
    limit: u32,
) -> Result<Vec<(String, Counter)>, StoreError> {
    let today = day_of(now, zone);
    let rows = tx.all(sql::BUSIEST, (business.0, today, limit), read)?;
    Ok(rows
        .into_iter()
        .map(|(prefix, counter, _)| (prefix, counter.at(now, zone)))
        .collect())
}

/// The caller who got most texts today.
///
/// # Errors
/// When the database cannot be read.
pub fn busiest_caller(
    tx: &Tx<'_>,
    business: BusinessId,
    (now, zone): (Instant, &Zone),
) -> Result<Option<(String, Counter)>, StoreError> {
    let today = day_of(now, zone);
    tx.one(sql::BUSIEST_CALLER, (business.0, today), |row| {
        let counter = Counter {
            day: row.get(1)?,
            day_texts: row.get(2)?,
            hour: row.get(3)?,
            hour_texts: row.get(4)?,
            ..Counter::default()
        };
        Ok((row.get(0)?, counter.at(now, zone)))
    })
}
