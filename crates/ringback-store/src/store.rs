//! The store: one handle, whichever database is behind it.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use tokio::sync::broadcast;

use crate::error::StoreError;
use crate::keys::{KeyPlace, Keys};
use crate::postgres::{self, Change};
use crate::scope::Scope;
use crate::sqlite;
use crate::tx::{STATEMENTS_RUN, Tx};

/// The database of an installation. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    database: Database,
    keys: Arc<Keys>,
}

#[derive(Clone)]
enum Database {
    Sqlite(sqlite::Database),
    Postgres(postgres::Database),
    /// Without threads.
    #[cfg(feature = "simulated")]
    Inline(sqlite::Inline),
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").finish_non_exhaustive()
    }
}

impl Store {
    /// Opens or creates the database at `path`, a file of SQLite's or the address of a PostgreSQL
    /// database (`postgres://…`), and brings it to this release's schema.
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
        if let Some(address) = path.to_str().filter(|path| postgres::is_address(path)) {
            let (database, keys) = postgres::Database::open(address, place)?;
            return Ok(Self {
                database: Database::Postgres(database),
                keys,
            });
        }
        let (database, keys) = sqlite::Database::open(path, place)?;
        Ok(Self {
            database: Database::Sqlite(database),
            keys,
        })
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

    /// The door of one simulated process to a database without threads.
    #[cfg(feature = "simulated")]
    #[must_use]
    pub fn inline(database: &sqlite::InlineDatabase, turns: Arc<dyn sqlite::Turns>) -> Self {
        let database = database.clone();
        let inline = sqlite::Inline { database, turns };
        Self {
            keys: Arc::clone(inline.keys()),
            database: Database::Inline(inline),
        }
    }

    /// The installation's keys.
    #[must_use]
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Runs a command: all of it is on the disk when this returns, or nothing is.
    ///
    /// `command` may run more than once (the group is redone without a command that failed),
    /// so that it must have no effect but on the transaction. It touches only what its scope names.
    ///
    /// # Errors
    /// What the command returned, or why it could not be stored.
    pub async fn write<T, F>(&self, scope: impl Into<Scope>, command: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: Fn(&Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        let scope = scope.into();
        match &self.database {
            // One writer: everything is one after the other, whatever it is about.
            Database::Sqlite(sqlite) => sqlite.write(command).await,
            Database::Postgres(postgres) => postgres.write(scope, command).await,
            #[cfg(feature = "simulated")]
            Database::Inline(inline) => inline.write(command).await,
        }
    }

    /// Runs a query on a snapshot, away from the writers.
    ///
    /// # Errors
    /// What the query returned.
    pub async fn read<T, F>(&self, query: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: Fn(&Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        match &self.database {
            Database::Sqlite(sqlite) => sqlite.read(query).await,
            Database::Postgres(postgres) => postgres.read(query).await,
            #[cfg(feature = "simulated")]
            Database::Inline(inline) => inline.read(query).await,
        }
    }

    /// What other replicas change from now on; nothing where there can be none.
    #[must_use]
    pub fn changes(&self) -> Option<broadcast::Receiver<Change>> {
        match &self.database {
            Database::Postgres(postgres) => Some(postgres.changes()),
            _ => None,
        }
    }

    /// Gets ready for many commands, where they go over connections.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn warm_up(&self) -> Result<(), StoreError> {
        match &self.database {
            Database::Postgres(postgres) => postgres.warm_up().await,
            _ => Ok(()),
        }
    }

    /// Whether other processes may work on the database at the same time.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        matches!(self.database, Database::Postgres(_))
    }

    /// Which server is behind it; nothing where it is a file.
    #[must_use]
    pub fn server(&self) -> Option<String> {
        match &self.database {
            Database::Postgres(postgres) => Some(postgres.server().to_owned()),
            _ => None,
        }
    }

    /// How many statements this process has run.
    #[must_use]
    pub fn statements_run(&self) -> u64 {
        STATEMENTS_RUN.load(Ordering::Relaxed)
    }

    /// How many commands wait to be stored.
    #[must_use]
    pub fn queue_depth(&self) -> usize {
        match &self.database {
            Database::Sqlite(sqlite) => sqlite.queue_depth(),
            Database::Postgres(postgres) => postgres.queue_depth(),
            #[cfg(feature = "simulated")]
            Database::Inline(_) => 0,
        }
    }

    /// Runs `look` on the writer's thread, outside any group.
    #[doc(hidden)]
    pub fn with_writer_connection(
        &self,
        look: impl FnOnce(&rusqlite::Connection) + Send + 'static,
    ) {
        match &self.database {
            Database::Sqlite(sqlite) => sqlite.with_writer_connection(look),
            // There is none of SQLite.
            Database::Postgres(_) => drop(look),
            #[cfg(feature = "simulated")]
            Database::Inline(inline) => inline.database.look(look),
        }
    }
}
