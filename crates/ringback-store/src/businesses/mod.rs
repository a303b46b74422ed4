//! The businesses of an installation: separate tenants, each with its own lines, people and data.

mod sql;

use ringback_desk::clock::Instant;
use ringback_desk::id::BusinessId;

use crate::columns::{read_time, time};
use crate::value::Row;
use crate::{StoreError, Tx, settings};

#[cfg(test)]
pub(crate) use sql::ALL as STATEMENTS;

/// One business.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Business {
    /// Which.
    pub id: BusinessId,
    /// Its name, unique in the installation.
    pub company: String,
    /// Since when it is suspended.
    pub suspended_at: Option<Instant>,
    /// How many lines it has.
    pub lines: u32,
}

/// Adds a business; `None` when another has the name.
///
/// # Errors
/// When the database cannot be written.
pub fn add(tx: &Tx<'_>, company: &str) -> Result<Option<BusinessId>, StoreError> {
    if tx.exec(sql::ADD, [company])? == 0 {
        return Ok(None);
    }
    settings::touch(tx)?;
    Ok(find(tx, company)?.map(|business| business.id))
}

/// All businesses, in the order in which they were added.
///
/// # Errors
/// When the database cannot be read.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Business>, StoreError> {
    tx.all(sql::ALL_OF_THEM, (), read)
}

/// The business with this name, or with this id in digits.
///
/// # Errors
/// When the database cannot be read.
pub fn find(tx: &Tx<'_>, name: &str) -> Result<Option<Business>, StoreError> {
    let by_name = tx.one(sql::FIND, [name.trim()], read)?;
    match (by_name, name.trim().parse::<i64>()) {
        (Some(business), _) => Ok(Some(business)),
        (None, Ok(id)) => get(tx, BusinessId(id)),
        (None, Err(_)) => Ok(None),
    }
}

/// One business.
///
/// # Errors
/// When the database cannot be read.
pub fn get(tx: &Tx<'_>, business: BusinessId) -> Result<Option<Business>, StoreError> {
    tx.one(sql::GET, [business.0], read)
}

/// Gives a business another name; `false` when another business has it.
///
/// # Errors
/// When the database cannot be written.
pub fn rename(tx: &Tx<'_>, business: BusinessId, company: &str) -> Result<bool, StoreError> {
    let renamed = tx.exec(sql::RENAME, (business.0, company))? > 0;
    settings::touch(tx)?;
    Ok(renamed)
}

/// Suspends a business, or lets it go on (`None`).
///
/// # Errors
/// When the database cannot be written.
pub fn suspend(
    tx: &Tx<'_>,
    business: BusinessId,
    since: Option<Instant>,
) -> Result<(), StoreError> {
    tx.put(sql::SUSPEND, (business.0, time(since)))?;
    settings::touch(tx)
}

fn read(row: &Row<'_>) -> Result<Business, StoreError> {
    Ok(Business {
        id: BusinessId(row.get(0)?),
        company: row.get(1)?,
        suspended_at: read_time(row, 2)?,
        lines: row.get(3)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Scope, Store};

    #[tokio::test]
    async fn a_name_is_given_once_and_suspending_can_be_taken_back() {
        let store = Store::open_in_memory().expect("in memory");
        let all = store
            .write(Scope::Installation, |tx| {
                let one = add(tx, "Riverside")?.expect("a new name");
                assert_eq!(add(tx, "Riverside")?, None);
                let two = add(tx, "Lakeside")?.expect("a new name");
                assert!(!rename(tx, two, "Riverside")?);
                suspend(tx, one, Some(Instant(7)))?;
                suspend(tx, two, Some(Instant(7)))?;
                suspend(tx, two, None)?;
                assert_eq!(
                    find(tx, &two.0.to_string())?.map(|found| found.id),
                    Some(two)
                );
                all(tx)
            })
            .await
            .expect("stored");
        let seen: Vec<_> = all
            .iter()
            .map(|business| (business.company.as_str(), business.suspended_at))
            .collect();
        assert_eq!(seen, [("Riverside", Some(Instant(7))), ("Lakeside", None)]);
    }
}
