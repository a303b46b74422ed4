//! What went wrong, by what is to be done about it.

use tokio_postgres::Error;
use tokio_postgres::error::SqlState;

use crate::error::StoreError;

/// Why a transaction did not come to its end.
#[derive(Debug)]
pub(super) enum Fault {
    /// The connection is gone, or is of no use any more.
    Lost(String),
    /// Somebody else was in the way: the same thing may succeed now.
    Again(StoreError),
    /// It was refused, and would be again.
    Refused(StoreError),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        let Some(said) = error.as_db_error() else {
            return match std::error::Error::source(&error) {
                // A value that cannot be bound: the statement's own fault.
                Some(source) if error.to_string().contains("parameter") => {
                    Self::Refused(refused(source.to_string(), "-"))
                }
                source => Self::Lost(source.map_or(error.to_string(), ToString::to_string)),
            };
        };
        // The details of an error name values, and numbers stay out of logs.
        let refused = refused(said.message().to_owned(), said.code().code());
        match said.code() {
            code if is_lost(code) => Self::Lost(refused.to_string()),
            code if is_in_the_way(code) => Self::Again(refused),
            _ => Self::Refused(refused),
        }
    }
}

impl Fault {
    pub(super) fn into_error(self) -> StoreError {
        match self {
            Self::Lost(why) => StoreError::Unavailable(why),
            Self::Again(fault) | Self::Refused(fault) => fault,
        }
    }
}

fn refused(message: String, code: &str) -> StoreError {
    StoreError::Refused {
        message,
        code: code.to_owned(),
    }
}

/// The server stops, is a standby now, or has forgotten what was prepared: with a new connection it
/// may be as it should.
fn is_lost(code: &SqlState) -> bool {
    let codes = [
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::TOO_MANY_CONNECTIONS,
        SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
        SqlState::READ_ONLY_SQL_TRANSACTION,
        SqlState::INVALID_SQL_STATEMENT_NAME,
        // "cached plan must not change result type": a newer release has migrated.
        SqlState::FEATURE_NOT_SUPPORTED,
    ];
    codes.contains(code) || code.code().starts_with("08")
}

fn is_in_the_way(code: &SqlState) -> bool {
    let codes = [
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::LOCK_NOT_AVAILABLE,
    ];
    codes.contains(code)
}
