//! Businesses and their lines, as far as the database has to know them.
//!
//! The settings of a line stand in the configuration; here is what other rows refer to.

mod forwarding;
mod sql;

use ringback_desk::clock::Instant;
use ringback_desk::id::{BusinessId, LineId};
use ringback_desk::lines::{Forwarding, LineTest};
use ringback_desk::phone::PhoneNumber;

use crate::columns::{read_time, unreadable};
use crate::value::Row;
use crate::{StoreError, Tx, settings};

pub use forwarding::{begin_forward_check, set_forwarded};
#[cfg(test)]
pub(crate) use sql::ALL as STATEMENTS;

/// The line with this number and its business; both are made when they are new.
///
/// A line stays with its business whatever the company is called later: the business holds who
/// said stop, and a new name on the sign is no new consent. The business takes the new name where
/// no other business has it.
///
/// # Errors
/// When the database cannot be read or written.
pub fn ensure(
    tx: &Tx<'_>,
    company: &str,
    number: &PhoneNumber,
) -> Result<(BusinessId, LineId), StoreError> {
    if let Some((line, business)) = find(tx, number)? {
        tx.put(sql::RENAME_BUSINESS, (business.0, company))?;
        return Ok((business, line));
    }
    tx.put(sql::ADD_BUSINESS, [company])?;
    let business = tx
        .one(sql::BUSINESS, [company], |row| row.get::<i64>(0))?
        .ok_or_else(|| StoreError::Schema(format!("the business {company} was not stored")))?;
    tx.put(sql::ADD_LINE, (business, number.as_str()))?;
    let (line, business) = find(tx, number)?
        .ok_or_else(|| StoreError::Schema(format!("the line {number} was not stored")))?;
    Ok((business, line))
}

fn find(tx: &Tx<'_>, number: &PhoneNumber) -> Result<Option<(LineId, BusinessId)>, StoreError> {
    tx.one(sql::LINES, [number.as_str()], |row| {
        Ok((LineId(row.get(0)?), BusinessId(row.get(1)?)))
    })
}

/// A line as the database knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredLine {
    /// Which.
    pub id: LineId,
    /// Whose.
    pub business: BusinessId,
    /// The number.
    pub number: PhoneNumber,
    /// Its settings are in the database.
    pub is_set_up: bool,
    /// A test that was begun, over or not.
    pub test: Option<LineTest>,
    /// When a test's text was first delivered.
    pub tested_at: Option<Instant>,
    /// Whether calls forwarded to it were seen.
    pub forwarding: Forwarding,
}

/// All lines that were ever known, with settings or without.
///
/// # Errors
/// When the database cannot be read.
pub fn all(tx: &Tx<'_>) -> Result<Vec<StoredLine>, StoreError> {
    tx.all(sql::ALL_OF_THEM, (), read)
}

/// All lines that a business ever had, with settings or without.
///
/// # Errors
/// When the database cannot be read.
pub fn of_business(tx: &Tx<'_>, business: BusinessId) -> Result<Vec<StoredLine>, StoreError> {
    tx.all(sql::OF_BUSINESS, [business.0], read)
}

fn read(row: &Row<'_>) -> Result<StoredLine, StoreError> {
    let number: String = row.get(2)?;
    Ok(StoredLine {
        id: LineId(row.get(0)?),
        business: BusinessId(row.get(1)?),
        number: PhoneNumber::from_e164(&number)
            .map_err(|fault| unreadable("line's number", fault))?,
        is_set_up: read_time(row, 3)?.is_some(),
        test: read_test(row, 4)?,
        tested_at: read_time(row, 6)?,
        forwarding: forwarding::read(row, 7)?,
    })
}

fn read_test(row: &Row<'_>, first: usize) -> Result<Option<LineTest>, StoreError> {
    let caller: Option<String> = row.get(first)?;
    let caller = caller.and_then(|number| PhoneNumber::from_e164(&number).ok());
    let until = read_time(row, first + 1)?;
    Ok(caller
        .zip(until)
        .map(|(caller, until)| LineTest { caller, until }))
}

/// Begins a test of a line; one that was begun before is over.
///
/// # Errors
/// When the database cannot be written.
pub fn begin_test(
    tx: &Tx<'_>,
    business: BusinessId,
    line: LineId,
    test: &LineTest,
) -> Result<(), StoreError> {
    tx.put(
        sql::BEGIN_TEST,
        (business.0, line.0, test.caller.as_str(), test.until.0),
    )?;
    settings::touch(tx)
}

/// Notes that a test's text was delivered; the first time counts.
///
/// # Errors
/// When the database cannot be written.
pub fn set_tested(
    tx: &Tx<'_>,
    business: BusinessId,
    line: LineId,
    now: Instant,
) -> Result<(), StoreError> {
    tx.put(sql::SET_TESTED, (business.0, line.0, now.0))?;
    settings::touch(tx)
}

/// Gives a business the line with this number, its settings in the database from now on; `None`
/// when the number is another business's.
///
/// # Errors
/// When the database cannot be read or written.
pub fn set_up(
    tx: &Tx<'_>,
    business: BusinessId,
    number: &PhoneNumber,
    now: Instant,
) -> Result<Option<LineId>, StoreError> {
    tx.put(sql::ADD_LINE, (business.0, number.as_str()))?;
    let (line, owner) = match find(tx, number)? {
        Some(found) if found.1 == business => found,
        _ => return Ok(None),
    };
    tx.put(sql::SET_UP, (owner.0, line.0, now.0))?;
    settings::touch(tx)?;
    Ok(Some(line))
}

/// When the installation began; noted on the first call.
///
/// # Errors
/// When the database cannot be read or written.
pub fn installed_at(tx: &Tx<'_>, now: Instant) -> Result<Instant, StoreError> {
    tx.put(sql::INSTALL, [now.0.to_string()])?;
    let stored = tx.one(sql::INSTALLED, (), |row| row.get::<String>(0))?;
    Ok(stored.and_then(|at| at.parse().ok()).map_or(now, Instant))
}

/// Up to when the carrier's list of texts to this line has been read.
///
/// # Errors
/// When the database cannot be read.
pub fn listed_at(
    tx: &Tx<'_>,
    business: BusinessId,
    line: LineId,
) -> Result<Option<Instant>, StoreError> {
    let found = tx.one(sql::LISTED, (business.0, line.0), |row| read_time(row, 0))?;
    Ok(found.flatten())
}

/// Notes that the list has been read up to `at`.
///
/// # Errors
/// When the database cannot be written.
pub fn set_listed_at(
    tx: &Tx<'_>,
    business: BusinessId,
    line: LineId,
    at: Instant,
) -> Result<(), StoreError> {
    tx.put(sql::SET_LISTED, (business.0, line.0, at.0))
}

#[cfg(test)]
#[path = "lines_tests.rs"]
mod tests;
