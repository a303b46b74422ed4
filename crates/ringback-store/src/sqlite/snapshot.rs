//! Reading a database that another process writes.

use std::path::Path;

use rusqlite::Connection;

use super::{connect, read};
use crate::error::StoreError;
use crate::keys::{self, KeyPlace, Keys};
use crate::tx::Tx;

/// A database that is only read, by another process than the server's.
#[derive(Debug)]
pub struct Snapshot {
    connection: Connection,
    keys: Keys,
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
        let connection = connect::reader(path)?;
        let keys = keys::of(&connection, path, place)?;
        Ok(Self { connection, keys })
    }

    /// Runs a query on a snapshot.
    ///
    /// # Errors
    /// What the query returned.
    pub fn read<T>(
        &self,
        query: impl FnOnce(&Tx<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        read::in_snapshot(&self.connection, &self.keys, query)
    }
}
