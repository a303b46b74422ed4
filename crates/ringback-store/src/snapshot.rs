//! Reading a database that another process writes.

use std::path::Path;

use rusqlite::Connection;

use crate::error::StoreError;
use crate::keys::{self, KeyPlace, Keys};
use crate::tx::Tx;
use crate::{postgres, sqlite};

/// A database that is only read, by another process than the server's.
#[derive(Debug)]
pub struct Snapshot(Source);

enum Source {
    Sqlite(Box<(Connection, Keys)>),
    Postgres(postgres::Database),
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Source").finish_non_exhaustive()
    }
}

impl Snapshot {
    /// Opens the database at `path` for reading.
    ///
    /// # Errors
    /// [`StoreError::Open`] names the path and what to check.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_with_key(path, &KeyPlace::Beside)
    }

    /// As [`Snapshot::open`], with the key file at a place of its own.
    ///
    /// # Errors
    /// As [`Snapshot::open`]; [`StoreError::Key`] when the key is not the database's.
    pub fn open_with_key(path: &Path, place: &KeyPlace) -> Result<Self, StoreError> {
        if let Some(address) = path.to_str().filter(|path| postgres::is_address(path)) {
            let (database, _) = postgres::Database::open(address, place)?;
            return Ok(Self(Source::Postgres(database)));
        }
        let connection = sqlite::reader(path)?;
        let keys = keys::of(&connection, path, place)?;
        Ok(Self(Source::Sqlite(Box::new((connection, keys)))))
    }

    /// Runs a query on a snapshot. Not to be called where something else runs on the thread.
    ///
    /// # Errors
    /// What the query returned.
    pub fn read<T: Send + 'static>(
        &self,
        query: impl Fn(&Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        match &self.0 {
            Source::Sqlite(file) => sqlite::in_snapshot(&file.0, &file.1, query),
            Source::Postgres(database) => database.read_blocking(query),
        }
    }
}
