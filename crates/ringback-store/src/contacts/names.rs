//! First names, for lists of numbers.

use std::collections::HashMap;

use ringback_desk::id::BusinessId;

use super::sql;
use crate::{StoreError, Tx};

/// The first names that are known of these numbers (E.164), in one query.
///
/// # Errors
/// When the database cannot be read.
pub fn names<'n>(
    tx: &Tx<'_>,
    business: BusinessId,
    numbers: impl IntoIterator<Item = &'n str>,
) -> Result<HashMap<String, String>, StoreError> {
    let numbers: Vec<_> = numbers.into_iter().collect();
    if numbers.is_empty() {
        return Ok(HashMap::new());
    }
    let numbers = serde_json::json!(numbers).to_string();
    let rows = tx.all(sql::NAMES, (business.0, numbers), |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    Ok(rows.into_iter().collect())
}
