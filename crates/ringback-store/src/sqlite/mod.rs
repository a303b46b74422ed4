//! SQLite: one writer thread with group commit, and readers of their own.

mod connect;
#[cfg(feature = "simulated")]
mod inline;
mod read;
mod run;
mod write;

use std::path::Path;
use std::sync::Arc;

pub(crate) use connect::{now_ms, reader};
pub(crate) use read::in_snapshot;
pub(crate) use run::{all, execute, one, value_of};

#[cfg(feature = "simulated")]
pub(crate) use inline::Inline;
#[cfg(feature = "simulated")]
pub use inline::{AtCommit, InlineDatabase, Turns};

use crate::error::StoreError;
use crate::keys::{self, KeyPlace, Keys};
use crate::tx::Tx;

/// A SQLite database that is open. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Database {
    writer: write::Writer,
    readers: Arc<read::Readers>,
}

impl Database {
    /// Opens or creates the database at `path` and brings it to this release's schema.
    pub(crate) fn open(path: &Path, place: &KeyPlace) -> Result<(Self, Arc<Keys>), StoreError> {
        let mut connection = connect::writer(path)?;
        crate::migrate::run(&mut connection, connect::now_ms())?;
        crate::moving::refuse_moved(&connection)?;
        let keys = Arc::new(keys::open(&connection, path, place)?);
        let readers = read::Readers::new(path, Arc::clone(&keys))?;
        let database = Self {
            writer: write::Writer::start(connection, Arc::clone(&keys)),
            readers: Arc::new(readers),
        };
        Ok((database, keys))
    }

    /// Runs a command in a group of those that wait.
    pub(crate) async fn write<T, F>(&self, command: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: Fn(&Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        self.writer.write(command).await
    }

    /// Runs a query on a snapshot, away from the writer.
    pub(crate) async fn read<T, F>(&self, query: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        self.readers.read(query).await
    }

    /// How many commands wait for the writer.
    pub(crate) fn queue_depth(&self) -> usize {
        self.writer.queue_depth()
    }

    /// Runs `look` on the writer's thread, outside any group.
    pub(crate) fn with_writer_connection(
        &self,
        look: impl FnOnce(&rusqlite::Connection) + Send + 'static,
    ) {
        self.writer.with_connection(look);
    }
}
