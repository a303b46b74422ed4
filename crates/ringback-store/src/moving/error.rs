//! Why an installation was not moved, and what to do.

use crate::error::StoreError;

/// A move that did not happen, or not to its end.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// One of the two databases cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file refused.
    #[error("the SQLite file refused: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// The server refused.
    #[error("PostgreSQL refused: {0}; run the same command again to go on")]
    Server(String),
    /// There is something in the database already.
    #[error(
        "the PostgreSQL database is not empty: it holds an installation already. Name another \
         database, made with CREATE DATABASE"
    )]
    NotEmpty,
    /// The move was taken back before.
    #[error(
        "this move was taken back, and the PostgreSQL database does not work any more. Name another \
         database, made with CREATE DATABASE"
    )]
    TakenBack,
    /// What arrived is not what is in the file.
    #[error(
        "table {table} is not the same on both sides ({here} rows in the file, {there} on the \
         server). Drop the PostgreSQL database, make it anew, and run the same command again"
    )]
    Differs {
        /// The table.
        table: String,
        /// Rows in the file.
        here: u64,
        /// Rows on the server.
        there: u64,
    },
    /// The file is not fenced.
    #[error("nothing was moved out of this file; there is nothing to take back")]
    NotMoved,
    /// The file was moved to somewhere else.
    #[error(
        "this file was moved to {0} before. Go on there, or take that back with `ringback move \
         --undo`"
    )]
    MovedElsewhere(String),
    /// Texts have left from the other side.
    #[error(
        "texts were sent from the PostgreSQL database since: going back would send some of them \
         again and forget who was texted and who said stop. Stay there"
    )]
    Sent,
}

impl From<tokio_postgres::Error> for MoveError {
    fn from(fault: tokio_postgres::Error) -> Self {
        // The details of an error name values, and numbers stay out of what is printed.
        Self::Server(crate::postgres::in_words(&fault))
    }
}
