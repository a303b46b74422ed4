//! The last backup that the server itself took, and what kept it from taking one since.

use ringback_desk::clock::Instant;

use super::sql;
use crate::{StoreError, Tx};

/// How the server's own backups stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Last {
    /// When the last one that was verified was taken.
    pub at: Option<Instant>,
    /// Why the newest attempt failed; nothing when it did not.
    pub fault: Option<String>,
}

/// How the server's own backups stand.
///
/// # Errors
/// When the database cannot be read.
pub fn last(tx: &Tx<'_>) -> Result<Last, StoreError> {
    let get = |key: &str| tx.one(sql::NOTED, [key], |row| row.get::<String>(0));
    Ok(Last {
        at: get("backup_at")?
            .and_then(|at| at.parse().ok())
            .map(Instant),
        fault: get("backup_fault")?.filter(|fault| !fault.is_empty()),
    })
}

/// Notes that one was taken and verified.
///
/// # Errors
/// When the database cannot be written.
pub fn took(tx: &Tx<'_>, at: Instant) -> Result<(), StoreError> {
    tx.put(sql::NOTE, ("backup_at", at.0.to_string()))?;
    tx.put(sql::NOTE, ("backup_fault", ""))
}

/// Notes that one failed.
///
/// # Errors
/// When the database cannot be written.
pub fn failed(tx: &Tx<'_>, fault: &str) -> Result<(), StoreError> {
    tx.put(sql::NOTE, ("backup_fault", fault))
}
