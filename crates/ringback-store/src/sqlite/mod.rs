//! SQLite: one writer thread with group commit, and readers of their own.

mod connect;
#[cfg(feature = "simulated")]
mod inline;
mod read;
mod write;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use rusqlite::Connection;

pub(crate) use connect::{now_ms, reader};

#[cfg(feature = "simulated")]
pub use inline::{AtCommit, InlineDatabase, Turns};

use crate::error::StoreError;
use crate::keys::{self, KeyPlace, Keys};
use crate::tx::{STATEMENTS_RUN, Tx};

/// The database of an installation. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    writer: write::Writer,
    readers: Arc<read::Readers>,
    keys: Arc<Keys>,
    /// Instead of writer and readers.
    #[cfg(feature = "simulated")]
    inline: Option<inline::Inline>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").finish_non_exhaustive()
    }
}

impl Store {
    /// Opens or creates the database at `path` and brings it to this release's schema.
    ///
    /// # Errors
    /// [`StoreError::Open`] names the path and what to check.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_with_key(path, &KeyPlace::Beside)
    }

    /// As [`Store::open`], with the key file at a place of its own.
    ///
    /// # Errors
    /// As [`Store::open`]; [`StoreError::Key`] when the key is not the database's.
    pub fn open_with_key(path: &Path, place: &KeyPlace) -> Result<Self, StoreError> {
        let mut connection = connect::writer(path)?;
        crate::migrate::run(&mut connection, connect::now_ms())?;
        let keys = Arc::new(keys::open(&connection, path, place)?);
        let readers = read::Readers::new(path, Arc::clone(&keys))?;
        Ok(Self {
            writer: write::Writer::start(connection, Arc::clone(&keys)),
            readers: Arc::new(readers),
            keys,
            #[cfg(feature = "simulated")]
            inline: None,
        })
    }

    /// The door of one simulated process to a database without threads.
    #[cfg(feature = "simulated")]
    #[must_use]
    pub fn inline(database: &InlineDatabase, turns: Arc<dyn Turns>) -> Self {
        let database = database.clone();
        let inline = inline::Inline { database, turns };
        Self {
            writer: write::Writer::none(),
            readers: Arc::new(read::Readers::none(Arc::clone(inline.keys()))),
            keys: Arc::clone(inline.keys()),
            inline: Some(inline),
        }
    }

    /// The installation's keys.
    #[must_use]
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// A database in memory, for tests: the same statements, gone afterwards.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_in_memory() -> Result<Self, StoreError> {
        let name = format!(
            "file:ringback-{}?mode=memory&cache=shared",
            uuid::Uuid::now_v7()
        );
        Self::open_with_key(Path::new(&name), &KeyPlace::Memory)
    }

    /// Runs a command: all of it is on the disk when this returns, or nothing is.
    ///
    /// `command` may run more than once (the group is redone without a command that failed),
    /// so that it must have no effect but on the transaction.
    ///
    /// # Errors
    /// What the command returned, or why it could not be stored.
    pub async fn write<T, F>(&self, command: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: Fn(&Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        #[cfg(feature = "simulated")]
        if let Some(inline) = &self.inline {
            return inline.write(command).await;
        }
        self.writer.write(command).await
    }

    /// Runs a query on a snapshot, away from the writer.
    ///
    /// # Errors
    /// What the query returned.
    pub async fn read<T, F>(&self, query: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        #[cfg(feature = "simulated")]
        if let Some(inline) = &self.inline {
            return inline.read(query).await;
        }
        self.readers.read(query).await
    }

    /// How many statements this process has run.
    #[must_use]
    pub fn statements_run(&self) -> u64 {
        STATEMENTS_RUN.load(Ordering::Relaxed)
    }

    /// How many commands wait for the writer.
    #[must_use]
    pub fn queue_depth(&self) -> usize {
        self.writer.queue_depth()
    }

    /// Runs `look` on the writer's thread, outside any group.
    #[doc(hidden)]
    pub fn with_writer_connection(&self, look: impl FnOnce(&Connection) + Send + 'static) {
        self.writer.with_connection(look);
    }
}

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
