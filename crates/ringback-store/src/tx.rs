//! One transaction, as commands see it.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::StoreError;
use crate::keys::Keys;
use crate::postgres::Seat;
use crate::sqlite;
use crate::value::{Params, Row};

/// Statements that were run, for the metrics and for `bench`.
pub(crate) static STATEMENTS_RUN: AtomicU64 = AtomicU64::new(0);

/// A transaction (in a command) or a snapshot (in a query).
#[derive(Debug)]
pub struct Tx<'c> {
    backend: Backend<'c>,
    keys: &'c Keys,
}

/// Where statements run.
#[derive(Debug)]
pub(crate) enum Backend<'c> {
    /// On a connection to SQLite, at once.
    Sqlite(&'c rusqlite::Connection),
    /// In PostgreSQL, together with the statements of other commands.
    Postgres(&'c Seat<'c>),
}

impl<'c> Tx<'c> {
    pub(crate) fn new(backend: Backend<'c>, keys: &'c Keys) -> Self {
        Self { backend, keys }
    }

    /// Whether other processes may work on the database at the same time.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        matches!(self.backend, Backend::Postgres(_))
    }

    /// The installation's keys.
    pub(crate) fn keys(&self) -> &'c Keys {
        self.keys
    }

    /// Runs a statement of which nobody needs to know what it changed. It may still be on its way
    /// when this returns: where it fails, the command fails.
    pub(crate) fn put(&self, sql: &'static str, params: impl Params) -> Result<(), StoreError> {
        STATEMENTS_RUN.fetch_add(1, Ordering::Relaxed);
        match &self.backend {
            Backend::Sqlite(connection) => {
                sqlite::execute(connection, sql, params.values().as_ref())?;
                Ok(())
            }
            Backend::Postgres(seat) => seat.put(sql, params.values().as_ref()),
        }
    }

    /// Runs a statement, and says how many rows it changed.
    pub(crate) fn exec(&self, sql: &'static str, params: impl Params) -> Result<usize, StoreError> {
        STATEMENTS_RUN.fetch_add(1, Ordering::Relaxed);
        match &self.backend {
            Backend::Sqlite(connection) => {
                sqlite::execute(connection, sql, params.values().as_ref())
            }
            Backend::Postgres(seat) => seat.execute(sql, params.values().as_ref()),
        }
    }

    /// The one row that a query finds, if any.
    pub(crate) fn one<T>(
        &self,
        sql: &'static str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        STATEMENTS_RUN.fetch_add(1, Ordering::Relaxed);
        match &self.backend {
            Backend::Sqlite(connection) => {
                sqlite::one(connection, sql, params.values().as_ref(), read)
            }
            Backend::Postgres(seat) => seat.one(sql, params.values().as_ref(), read),
        }
    }

    /// All rows that a query finds.
    pub(crate) fn all<T>(
        &self,
        sql: &'static str,
        params: impl Params,
        read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        STATEMENTS_RUN.fetch_add(1, Ordering::Relaxed);
        match &self.backend {
            Backend::Sqlite(connection) => {
                sqlite::all(connection, sql, params.values().as_ref(), read)
            }
            Backend::Postgres(seat) => seat.all(sql, params.values().as_ref(), read),
        }
    }
}
