//! Migrations: numbered files, each run once in one transaction, each with its checksum.

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::error::StoreError;

/// A migration: its number, its name, and its file, which is called by both.
macro_rules! migration {
    ($number:literal, $digits:literal, $name:literal) => {
        (
            $number,
            $name,
            include_str!(concat!("../migrations/", $digits, "_", $name, ".sql")),
        )
    };
}

/// In order. A file that was released is never edited: its checksum is in every database.
pub(crate) const MIGRATIONS: &[(i64, &str, &str)] = &[
    migration!(1, "0001", "front_desk"),
    migration!(2, "0002", "people"),
    migration!(3, "0003", "waiting"),
    migration!(4, "0004", "settings"),
    migration!(5, "0005", "setup"),
    migration!(6, "0006", "words"),
    migration!(7, "0007", "line_test"),
    migration!(8, "0008", "consent"),
    migration!(9, "0009", "held"),
    migration!(10, "0010", "brakes"),
    migration!(11, "0011", "erasure"),
    migration!(12, "0012", "consent_order"),
    migration!(13, "0013", "zone"),
    migration!(14, "0014", "forwarding"),
    migration!(15, "0015", "erasure_of_words"),
    migration!(16, "0016", "retention"),
    migration!(17, "0017", "duties"),
];

pub(crate) const LEDGER: &str = "CREATE TABLE IF NOT EXISTS migration (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, at INTEGER NOT NULL)";

/// The number of the newest migration.
pub(crate) const NEWEST: &str = "SELECT coalesce(max(number), 0) FROM migration";
/// What a migration was when it ran.
pub(crate) const SHA256: &str = "SELECT sha256 FROM migration WHERE number = ?1";
/// Notes that one ran.
pub(crate) const NOTE: &str =
    "INSERT INTO migration (number, name, sha256, at) VALUES (?1, ?2, ?3, ?4)";

/// Brings a SQLite database to this release's schema.
///
/// # Errors
/// [`StoreError::Schema`] when a newer release wrote it, or a migration was changed since.
pub(crate) fn run(connection: &mut Connection, now_ms: i64) -> Result<(), StoreError> {
    connection.execute_batch(LEDGER)?;
    let newest = refuse_newer(connection)?;
    for &(number, name, sql) in MIGRATIONS {
        let sha256 = hex::encode(Sha256::digest(sql.as_bytes()));
        if number <= newest {
            let stored: String = connection.query_row(SHA256, [number], |row| row.get(0))?;
            verify(number, name, &stored, &sha256)?;
            continue;
        }
        let tx = connection.transaction()?;
        tx.execute_batch(sql)?;
        tx.execute(NOTE, (number, name, &sha256, now_ms))?;
        tx.commit()?;
    }
    Ok(())
}

/// The number of the database's newest migration, which this release must know.
///
/// # Errors
/// [`StoreError::Schema`] when a newer release wrote it.
pub(crate) fn refuse_newer(connection: &Connection) -> Result<i64, StoreError> {
    let newest: i64 = connection.query_row(NEWEST, [], |row| row.get(0))?;
    refuse(newest)?;
    Ok(newest)
}

/// Refuses a schema that this release does not know.
///
/// # Errors
/// [`StoreError::Schema`] when a newer release wrote it.
pub(crate) fn refuse(newest: i64) -> Result<(), StoreError> {
    let ours = MIGRATIONS.last().map_or(0, |migration| migration.0);
    if newest > ours {
        return Err(StoreError::Schema(format!(
            "the database is at schema {newest} and this release knows schema {ours}: it was \
             written by a newer release, so start that one"
        )));
    }
    Ok(())
}

/// Refuses a migration that is not what it was when it ran.
///
/// # Errors
/// [`StoreError::Schema`] names it.
pub(crate) fn verify(
    number: i64,
    name: &str,
    stored: &str,
    sha256: &str,
) -> Result<(), StoreError> {
    if stored == sha256 {
        return Ok(());
    }
    Err(StoreError::Schema(format!(
        "migration {number} ({name}) in the database differs from this release's: restore the \
         database's backup or start the release that wrote it"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_database_and_a_changed_migration_are_refused_in_words() {
        let mut connection = Connection::open_in_memory().expect("in memory");
        run(&mut connection, 1).expect("fresh");
        run(&mut connection, 2).expect("again");
        connection
            .execute("UPDATE migration SET sha256 = 'x'", [])
            .expect("tamper");
        let changed = run(&mut connection, 3).expect_err("changed").to_string();
        assert!(changed.contains("front_desk"), "{changed}");
        connection
            .execute("INSERT INTO migration VALUES (99, 'later', 'x', 1)", [])
            .expect("newer");
        let newer = run(&mut connection, 3).expect_err("newer").to_string();
        assert!(newer.contains("newer release"), "{newer}");
    }
}
