//! Between columns and the desk's types.

use ringback_desk::clock::Instant;
use ringback_desk::id::Id;

use crate::error::StoreError;
use crate::value::{Row, Value};

/// A point in time as it is stored.
pub(crate) fn time(at: Option<Instant>) -> Option<i64> {
    at.map(|at| at.0)
}

/// An id as it is stored.
pub(crate) fn id(id: &Id) -> Value<'_> {
    Value::Blob(id.as_bytes())
}

/// Reads an optional point in time.
pub(crate) fn read_time(row: &Row<'_>, column: usize) -> Result<Option<Instant>, StoreError> {
    Ok(row.get::<Option<i64>>(column)?.map(Instant))
}

/// Reads an id.
pub(crate) fn read_id(row: &Row<'_>, column: usize) -> Result<Id, StoreError> {
    Ok(Id::from_bytes(row.get::<[u8; 16]>(column)?))
}

/// Reads an optional id.
pub(crate) fn read_id_maybe(row: &Row<'_>, column: usize) -> Result<Option<Id>, StoreError> {
    Ok(row.get::<Option<[u8; 16]>>(column)?.map(Id::from_bytes))
}

/// Turns JSON or a code word that no release wrote into an error that names it.
pub(crate) fn unreadable(what: &'static str, fault: impl ToString) -> StoreError {
    StoreError::Unreadable {
        what,
        fault: fault.to_string(),
    }
}
