//! Where a command sits while it runs: it asks for one statement at a time and sleeps until the
//! answer is there, on a stack of its own.
//!
//! So the store's code is the same as for SQLite, and the statements of many commands still travel
//! together: whoever drives the commands collects what each asks for, and sends it in one round
//! trip. Statements of which nobody needs an answer do not even wait for that: they ride along with
//! the command's next one.

use std::cell::{Cell, RefCell};

use corosensei::Yielder;

use super::values::Owned;
use crate::error::StoreError;
use crate::value::{Row, Value};

/// A statement that waits for its round trip.
#[derive(Debug)]
pub(super) struct Statement {
    pub(super) sql: &'static str,
    pub(super) values: Vec<Owned>,
    pub(super) wants: Wants,
}

/// What a command has to know of a statement's outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wants {
    Nothing,
    Count,
    Rows,
}

/// What a command wakes up with.
pub(super) enum Answer {
    /// It begins.
    Begin,
    /// How many rows its statement changed.
    Count(usize),
    /// What its statement found.
    Rows(Vec<tokio_postgres::Row>),
    /// The transaction is over, and nothing of it is stored.
    Over,
}

/// What a command sleeps in.
pub(super) type Sleeper = Yielder<Answer, Vec<Statement>>;

/// A command's place in a transaction.
pub(crate) struct Seat<'y> {
    sleeper: &'y Sleeper,
    waiting: RefCell<Vec<Statement>>,
    is_over: Cell<bool>,
}

impl std::fmt::Debug for Seat<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Seat").finish_non_exhaustive()
    }
}

impl<'y> Seat<'y> {
    pub(super) fn new(sleeper: &'y Sleeper) -> Self {
        Self {
            sleeper,
            waiting: RefCell::default(),
            is_over: Cell::new(false),
        }
    }

    /// What has not been sent when the command ends.
    pub(super) fn into_waiting(self) -> Vec<Statement> {
        self.waiting.into_inner()
    }

    /// Puts a statement on the way.
    pub(crate) fn put(&self, sql: &'static str, values: &[Value<'_>]) -> Result<(), StoreError> {
        if self.is_over.get() {
            return Err(StoreError::Interrupted);
        }
        self.add(sql, values, Wants::Nothing);
        Ok(())
    }

    /// Runs a statement, and says how many rows it changed.
    pub(crate) fn execute(
        &self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> Result<usize, StoreError> {
        match self.ask(sql, values, Wants::Count)? {
            Answer::Count(count) => Ok(count),
            _ => Err(StoreError::Interrupted),
        }
    }

    /// The one row that a query finds, if any.
    pub(crate) fn one<T>(
        &self,
        sql: &'static str,
        values: &[Value<'_>],
        read: impl FnOnce(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let rows = self.rows(sql, values)?;
        rows.first()
            .map(|row| read(&Row::Postgres(row)))
            .transpose()
    }

    /// All rows that a query finds.
    pub(crate) fn all<T>(
        &self,
        sql: &'static str,
        values: &[Value<'_>],
        read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let rows = self.rows(sql, values)?;
        rows.iter().map(|row| read(&Row::Postgres(row))).collect()
    }

    fn rows(
        &self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> Result<Vec<tokio_postgres::Row>, StoreError> {
        match self.ask(sql, values, Wants::Rows)? {
            Answer::Rows(rows) => Ok(rows),
            _ => Err(StoreError::Interrupted),
        }
    }

    fn ask(
        &self,
        sql: &'static str,
        values: &[Value<'_>],
        wants: Wants,
    ) -> Result<Answer, StoreError> {
        if self.is_over.get() {
            return Err(StoreError::Interrupted);
        }
        self.add(sql, values, wants);
        let batch = self.waiting.take();
        let answer = self.sleeper.suspend(batch);
        if matches!(answer, Answer::Over) {
            self.is_over.set(true);
            return Err(StoreError::Interrupted);
        }
        Ok(answer)
    }

    fn add(&self, sql: &'static str, values: &[Value<'_>], wants: Wants) {
        self.waiting.borrow_mut().push(Statement {
            sql,
            values: values.iter().map(Owned::from).collect(),
            wants,
        });
    }
}
