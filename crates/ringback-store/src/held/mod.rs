//! An installation that was restored from a backup, and is held until a person releases it.
//!
//! What happened between the backup and the restore is not in the database: whom a text went to,
//! and who said stop. Until the carrier's lists have filled that gap nothing may leave.

mod sql;

use std::collections::BTreeSet;

use ringback_desk::clock::Instant;
use ringback_desk::id::{BusinessId, LineId};

use crate::{StoreError, Tx, settings};

#[cfg(test)]
pub(crate) use sql::ALL as STATEMENTS;

/// Since when an installation is held, and of when it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// When it was restored.
    pub since: Instant,
    /// The last instant that the backup knows of.
    pub backup_at: Instant,
}

/// Whether the installation is held.
///
/// # Errors
/// When the database cannot be read.
pub fn get(tx: &Tx<'_>) -> Result<Option<Held>, StoreError> {
    let found = tx.all(sql::GET, (), |row| Ok(Instant(row.get(1)?)))?;
    Ok(match found[..] {
        [since, backup_at] => Some(Held { since, backup_at }),
        _ => None,
    })
}

/// Holds the installation.
///
/// # Errors
/// When the database cannot be written.
pub fn hold(tx: &Tx<'_>, held: Held) -> Result<(), StoreError> {
    tx.put(sql::PUT, ("held_at", held.since.0.to_string()))?;
    tx.put(sql::PUT, ("held_backup_at", held.backup_at.0.to_string()))?;
    tx.put(sql::FORGET_LISTED, ())?;
    settings::touch(tx)
}

/// Releases the installation; says whether it was held.
///
/// # Errors
/// When the database cannot be written.
pub fn release(tx: &Tx<'_>) -> Result<bool, StoreError> {
    let was_held = tx.exec(sql::RELEASE, ())? > 0;
    settings::touch(tx)?;
    Ok(was_held)
}

/// Notes that the carrier's lists of a line's texts were read up to `at`, from the backup on.
///
/// # Errors
/// When the database cannot be written.
pub fn set_relisted(
    tx: &Tx<'_>,
    business: BusinessId,
    line: LineId,
    at: Instant,
) -> Result<(), StoreError> {
    tx.put(sql::RELISTED, (business.0, line.0, at.0))
}

/// The lines whose lists were read again.
///
/// # Errors
/// When the database cannot be read.
pub fn relisted(tx: &Tx<'_>) -> Result<BTreeSet<LineId>, StoreError> {
    let lines = tx.all(sql::LISTED, (), |row| Ok(LineId(row.get(0)?)))?;
    Ok(lines.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Scope, Store};

    #[tokio::test]
    async fn held_until_it_is_released() {
        let store = Store::open_in_memory().expect("in memory");
        let held = Held {
            since: Instant(9),
            backup_at: Instant(5),
        };
        store
            .write(Scope::Installation, move |tx| {
                assert_eq!(get(tx)?, None);
                hold(tx, held)?;
                assert_eq!(get(tx)?, Some(held));
                assert!(release(tx)?);
                assert!(!release(tx)?);
                assert_eq!(get(tx)?, None);
                Ok(())
            })
            .await
            .expect("stored");
    }
}
