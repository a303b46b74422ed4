//! Queries, on connections of their own.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use super::connect;
use crate::error::StoreError;
use crate::keys::Keys;
use crate::tx::{Backend, Tx};

/// Idle connections beyond this are closed.
const IDLE_MAX: usize = 4;

/// Read-only connections, opened when they are needed.
pub(super) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    keys: Arc<Keys>,
}

impl Readers {
    pub(super) fn new(path: &Path, keys: Arc<Keys>) -> Result<Self, StoreError> {
        let first = connect::reader(path)?;
        Ok(Self {
            path: path.to_owned(),
            idle: Mutex::new(vec![first]),
            keys,
        })
    }

    pub(super) async fn read<T, F>(self: &Arc<Self>, query: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        let readers = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || {
            let connection = readers.take()?;
            let result = in_snapshot(&connection, &readers.keys, query);
            readers.give_back(connection);
            result
        });
        done.await.map_err(|_| StoreError::Panicked)?
    }

    fn take(&self) -> Result<Connection, StoreError> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        idle.map_or_else(|| connect::reader(&self.path), Ok)
    }

    fn give_back(&self, connection: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_MAX {
            idle.push(connection);
        }
    }
}

/// All statements of one query see the same state.
pub(crate) fn in_snapshot<T>(
    connection: &Connection,
    keys: &Keys,
    query: impl FnOnce(&Tx<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    connection.prepare_cached("BEGIN")?.execute([])?;
    let result = query(&Tx::new(Backend::Sqlite(connection), keys));
    connection.prepare_cached("COMMIT")?.execute([])?;
    result
}
