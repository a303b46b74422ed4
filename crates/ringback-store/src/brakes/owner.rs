//! How many texts went to the owner's phones, hour by hour.

use ringback_desk::brakes::{OwnerTexts, hour_of};
use ringback_desk::clock::Instant;
use ringback_desk::id::BusinessId;

use super::sql;
use crate::{StoreError, Tx};

/// Counts one more text to the owner's phone, and says how many there are with it.
///
/// # Errors
/// When the database cannot be written.
pub fn count_owner_text(
    tx: &Tx<'_>,
    business: BusinessId,
    now: Instant,
) -> Result<OwnerTexts, StoreError> {
    let hour = hour_of(now);
    let counted = tx.one(sql::COUNT_OWNER_TEXT, (business.0, hour), |row| {
        Ok(OwnerTexts {
            this_hour: row.get(0)?,
            hour_before: row.get(1)?,
        })
    })?;
    Ok(counted.unwrap_or_default())
}

/// How many there were so far this hour, counting those that were kept back.
///
/// # Errors
/// When the database cannot be read.
pub fn owner_texts(tx: &Tx<'_>, business: BusinessId, now: Instant) -> Result<u32, StoreError> {
    let hour = hour_of(now);
    let stored = tx.one(sql::OWNER_TEXTS, [business.0], |row| {
        Ok((row.get::<i64>(0)?, row.get::<u32>(1)?))
    })?;
    Ok(stored.map_or(0, |(of, texts)| if of == hour { texts } else { 0 }))
}
