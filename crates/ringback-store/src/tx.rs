//! One transaction, as commands see it.

use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::{Connection, OptionalExtension, Params, Row};

use crate::error::StoreError;
use crate::keys::Keys;

/// Statements that were run, for the metrics and for `bench`.
pub(crate) static STATEMENTS_RUN: AtomicU64 = AtomicU64::new(0);

/// A transaction (in a command) or a snapshot (in a query).
#[derive(Debug)]
pub struct Tx<'c> {
    connection: &'c Connection,
    keys: &'c Keys,
}

impl<'c> Tx<'c> {
    pub(crate) fn new(connection: &'c Connection, keys: &'c Keys) -> Self {
        Self { connection, keys }
    }

    /// The installation's keys.
    pub(crate) fn keys(&self) -> &'c Keys {
        self.keys
    }

    /// Runs a statement, and says how many rows it changed.
    pub(crate) fn exec(&self, sql: &str, params: impl Params) -> Result<usize, StoreError> {
        STATEMENTS_RUN.fetch_add(1, Ordering::Relaxed);
        Ok(self.connection.prepare_cached(sql)?.execute(params)?)
    }

    /// The one row that a query finds, if any.
    pub(crate) fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        STATEMENTS_RUN.fetch_add(1, Ordering::Relaxed);
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement
            .query_row(params, |row| Ok(read(row)))
            .optional()?;
        found.transpose()
    }

    /// All rows that a query finds.
    pub(crate) fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        STATEMENTS_RUN.fetch_add(1, Ordering::Relaxed);
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read(row)?);
        }
        Ok(found)
    }
}
