//! What can go wrong with the database, by what the caller can do about it.

/// A command or a query that did not happen.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// So many commands wait that this one is turned away: try again in a moment.
    #[error("the database is busier than it can bear; try again in a moment")]
    Overloaded,
    /// The store is shutting down.
    #[error("the database is closed")]
    Closed,
    /// The file or directory cannot be used.
    #[error(
        "cannot open the database at {path}: {fault}; check that the directory exists and can be written to"
    )]
    Open {
        /// The path as configured.
        path: String,
        /// What the system said.
        fault: String,
    },
    /// The database belongs to another release.
    #[error("{0}")]
    Schema(String),
    /// The key file is missing, of another database, or cannot be read or written.
    #[error("{0}")]
    Key(String),
    /// Disk full, read-only, damaged: nothing was stored.
    #[error("the database refused: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL refused: nothing was stored.
    #[error("the database refused: {message} ({code})")]
    Refused {
        /// What it said, without the values that it names in details.
        message: String,
        /// SQLSTATE.
        code: String,
    },
    /// PostgreSQL cannot be reached: what was asked for may be tried again.
    #[error("the database cannot be reached: {0}")]
    Unavailable(String),
    /// The transaction ended before the command did.
    #[error("the transaction was given up")]
    Interrupted,
    /// A row holds what no release wrote.
    #[error("a stored {what} cannot be read: {fault}")]
    Unreadable {
        /// Which kind of value.
        what: &'static str,
        /// Why.
        fault: String,
    },
    /// The command failed with a panic; the others of its group were not touched.
    #[error("the command failed unexpectedly and was not stored")]
    Panicked,
}
