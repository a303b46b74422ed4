//! The file that is moved.

use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, params_from_iter};

use super::error::MoveError;
use super::tables::{Row, Table};
use crate::error::StoreError;
use crate::migrate;
use crate::sqlite::now_ms;

/// Rows in one batch.
const BATCH: usize = 1_000;

pub(super) struct Source {
    pub(super) connection: Connection,
}

impl Source {
    /// Opens the file, which must be there, and brings it to this release's schema.
    pub(super) fn open(path: &Path) -> Result<Self, MoveError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = |fault: rusqlite::Error| StoreError::Open {
            path: path.display().to_string(),
            fault: fault.to_string(),
        };
        let mut connection = Connection::open_with_flags(path, flags).map_err(open)?;
        connection.busy_timeout(std::time::Duration::from_secs(10))?;
        connection.execute_batch("PRAGMA synchronous = FULL")?;
        migrate::run(&mut connection, now_ms())?;
        Ok(Self { connection })
    }

    /// The next rows behind this key, in the order of their keys.
    pub(super) fn batch(
        &self,
        table: &Table,
        after: Option<&[Value]>,
    ) -> Result<Vec<Row>, MoveError> {
        let sql = table.select(after.is_some(), BATCH);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(after.unwrap_or_default()))?;
        let mut batch = Vec::new();
        while let Some(row) = rows.next()? {
            let columns = 0..table.columns.len();
            let values = columns.map(|column| Ok(bearable(row.get(column)?)));
            batch.push(values.collect::<Result<Row, rusqlite::Error>>()?);
        }
        Ok(batch)
    }
}

/// PostgreSQL's texts cannot hold a zero byte, which no phone shows either.
fn bearable(value: Value) -> Value {
    match value {
        Value::Text(text) if text.contains('\0') => Value::Text(text.replace('\0', "\u{fffd}")),
        other => other,
    }
}
