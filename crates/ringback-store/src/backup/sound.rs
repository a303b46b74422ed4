//! Whether a copy of the database is sound, and what is in it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::Connection;

use super::error::{BackupError, of};
use super::sql;

/// Puts the pieces of a log behind a copy, has SQLite take them in, and checks the whole.
///
/// The copy may be younger than the beginning of the log: pages of frames that it has already are
/// written once more, and the last ones win.
pub(super) fn fold(database: &Path, log: &[&Path]) -> Result<Connection, BackupError> {
    if !log.is_empty() {
        let whole = database.with_extension("db-wal");
        let mut to = std::fs::File::create(&whole).map_err(of(&whole))?;
        for piece in log {
            let mut from = std::fs::File::open(piece).map_err(of(piece))?;
            std::io::copy(&mut from, &mut to).map_err(of(&whole))?;
        }
    }
    let connection = Connection::open(database)?;
    check(&connection)?;
    Ok(connection)
}

/// SQLite's own check of every page, row and index.
fn check(connection: &Connection) -> Result<(), BackupError> {
    let mut statement = connection.prepare(sql::CHECK)?;
    let found: Vec<String> = statement
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    if found == ["ok"] {
        return Ok(());
    }
    Err(BackupError::Unsound(found.join("; ")))
}

/// The rows of each table.
pub(super) fn rows(connection: &Connection) -> Result<BTreeMap<String, u64>, BackupError> {
    let mut statement = connection.prepare(sql::TABLES)?;
    let tables: Vec<String> = statement
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut rows = BTreeMap::new();
    for table in tables {
        let count: i64 = connection.query_row(&sql::count(&table), [], |row| row.get(0))?;
        rows.insert(table, count.unsigned_abs());
    }
    Ok(rows)
}

/// The media files that the database refers to.
pub(super) fn media(connection: &Connection) -> Result<BTreeSet<String>, BackupError> {
    let mut statement = connection.prepare(sql::FILES)?;
    let files = statement.query_map([], |row| row.get(0))?;
    Ok(files.collect::<Result<_, _>>()?)
}

/// The number of the newest migration.
pub(super) fn schema(connection: &Connection) -> Result<i64, BackupError> {
    Ok(connection.query_row(sql::SCHEMA, [], |row| row.get(0))?)
}
