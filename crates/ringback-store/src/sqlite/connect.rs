//! Opening connections, with the settings that durability and speed rest on.

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::StoreError;

/// Statements kept prepared. Measured: with rusqlite's 16 a command costs half as much again.
const STATEMENT_CACHE: usize = 128;

/// The clock, for the migrations' ledger and for backups.
pub(crate) fn now_ms() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |span| {
            i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
        })
}

/// The one connection that writes. `synchronous=FULL` in WAL mode syncs at each commit, so that
/// what was answered survives a power cut (sqlite.org/pragma.html#pragma_synchronous).
pub(super) fn writer(path: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(path).map_err(|fault| open_error(path, &fault))?;
    configure(&connection).map_err(|fault| open_error(path, &fault))?;
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
             PRAGMA wal_autocheckpoint = 8000; PRAGMA journal_size_limit = 67108864;
             PRAGMA cache_size = -16384;",
        )
        .map_err(|fault| open_error(path, &fault))?;
    Ok(connection)
}

/// A connection that can only read.
pub(crate) fn reader(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(path, flags).map_err(|fault| open_error(path, &fault))?;
    configure(&connection).map_err(|fault| open_error(path, &fault))?;
    Ok(connection)
}

/// A database in memory of one connection, for simulations.
#[cfg(feature = "simulated")]
pub(super) fn inline() -> Result<Connection, StoreError> {
    let place = super::inline::nowhere();
    let connection = Connection::open_in_memory().map_err(|fault| open_error(place, &fault))?;
    configure(&connection).map_err(|fault| open_error(place, &fault))?;
    connection.execute_batch("PRAGMA foreign_keys = ON; PRAGMA synchronous = OFF;")?;
    Ok(connection)
}

fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.set_prepared_statement_cache_capacity(STATEMENT_CACHE);
    // Plans that do not depend on bound values: without it SQLite compiles a statement anew
    // whenever a value that it looked at while planning is bound again (sqlite.org/qpsg.html).
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.execute_batch("PRAGMA temp_store = MEMORY;")
}

fn open_error(path: &Path, fault: &rusqlite::Error) -> StoreError {
    StoreError::Open {
        path: path.display().to_string(),
        fault: fault.to_string(),
    }
}
