//! A database without threads, for simulations: what a command does, it does at once, on the task
//! that asks; a simulated process says when, and whether it lives to see the end.

use std::future::Future;
use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use rusqlite::backup::Backup;

use super::{connect, read};
use crate::error::StoreError;
use crate::keys::Keys;
use crate::tx::{Backend, Tx};

/// Pages copied in one step: all of them.
const ALL_PAGES: std::ffi::c_int = -1;

/// What becomes of a command that stands before its commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtCommit {
    /// It is committed.
    Commit,
    /// It is undone, done a second time, and committed: as in a group of which another one failed.
    Again,
    /// The process dies; nothing was stored.
    DieBefore,
    /// It is committed, and the process dies before anybody hears of it.
    DieAfter,
    /// The disk is full.
    Refuse,
}

/// What a simulated process does to its commands.
pub trait Turns: Send + Sync {
    /// Waits until it is a command's or a query's turn.
    fn wait(&self) -> Pin<Box<dyn Future<Output = ()> + Send>>;
    /// A command stands before its commit.
    fn at_commit(&self) -> AtCommit;
    /// A command was committed.
    fn committed(&self, connection: &Connection);
}

/// A database in memory that any number of simulated processes share.
#[derive(Debug, Clone)]
pub struct InlineDatabase {
    connection: Arc<Mutex<Connection>>,
    keys: Arc<Keys>,
}

impl InlineDatabase {
    /// A new database of this release's schema, with a key that is always the same.
    ///
    /// # Errors
    /// When the memory does not suffice.
    pub fn create() -> Result<Self, StoreError> {
        let mut connection = connect::inline()?;
        crate::migrate::run(&mut connection, 0)?;
        Ok(Self::of(connection))
    }

    /// A copy, which goes its own way from now on.
    ///
    /// # Errors
    /// When the memory does not suffice.
    pub fn copy(&self) -> Result<Self, StoreError> {
        let mut connection = connect::inline()?;
        self.look(|own| Backup::new(own, &mut connection)?.step(ALL_PAGES))?;
        Ok(Self::of(connection))
    }

    fn of(connection: Connection) -> Self {
        Self {
            connection: Arc::new(Mutex::new(connection)),
            keys: Arc::new(Keys::fixed()),
        }
    }

    /// Looks at it, between two commands.
    pub fn look<T>(&self, look: impl FnOnce(&Connection) -> T) -> T {
        look(
            &self
                .connection
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    /// Runs a command at once, of no process.
    ///
    /// # Errors
    /// What the command returned.
    pub fn write<T>(
        &self,
        command: impl Fn(&Tx<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.look(|connection| {
            begin(connection)?;
            let result = command(&Tx::new(Backend::Sqlite(connection), &self.keys));
            end(connection, result.is_ok())?;
            result
        })
    }
}

/// One process's door to the database.
#[derive(Clone)]
pub(crate) struct Inline {
    pub(crate) database: InlineDatabase,
    pub(crate) turns: Arc<dyn Turns>,
}

impl Inline {
    pub(crate) fn keys(&self) -> &Arc<Keys> {
        &self.database.keys
    }

    pub(crate) async fn write<T, F>(&self, command: F) -> Result<T, StoreError>
    where
        F: Fn(&Tx<'_>) -> Result<T, StoreError>,
    {
        self.turns.wait().await;
        let done = self.run(&command);
        let Some(result) = done else {
            // The process is dead: nobody hears of it.
            return std::future::pending().await;
        };
        self.turns.wait().await;
        result
    }

    /// Nothing where the process died.
    fn run<T>(
        &self,
        command: &impl Fn(&Tx<'_>) -> Result<T, StoreError>,
    ) -> Option<Result<T, StoreError>> {
        self.database.look(|connection| {
            let tx = Tx::new(Backend::Sqlite(connection), &self.database.keys);
            if let Err(fault) = begin(connection) {
                return Some(Err(fault));
            }
            let mut result = command(&tx);
            let mut fate = self.turns.at_commit();
            if fate == AtCommit::Again && result.is_ok() {
                let again = end(connection, false).and_then(|()| begin(connection));
                result = again.and_then(|()| command(&tx));
                fate = AtCommit::Commit;
            }
            if fate == AtCommit::Refuse && result.is_ok() {
                result = Err(StoreError::Overloaded);
            }
            let stored = result.is_ok() && fate != AtCommit::DieBefore;
            if let Err(fault) = end(connection, stored) {
                return Some(Err(fault));
            }
            if stored {
                self.turns.committed(connection);
            }
            let is_dead = matches!(fate, AtCommit::DieBefore | AtCommit::DieAfter);
            (!is_dead).then_some(result)
        })
    }

    pub(crate) async fn read<T, F>(&self, query: F) -> Result<T, StoreError>
    where
        F: FnOnce(&Tx<'_>) -> Result<T, StoreError>,
    {
        self.turns.wait().await;
        let result = self
            .database
            .look(|connection| read::in_snapshot(connection, &self.database.keys, query));
        self.turns.wait().await;
        result
    }
}

fn begin(connection: &Connection) -> Result<(), StoreError> {
    connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
    Ok(())
}

fn end(connection: &Connection, stored: bool) -> Result<(), StoreError> {
    let sql = if stored { "COMMIT" } else { "ROLLBACK" };
    connection.prepare_cached(sql)?.execute([])?;
    Ok(())
}

/// What stands for a place in errors.
pub(super) fn nowhere() -> &'static Path {
    Path::new(":memory:")
}
