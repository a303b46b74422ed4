//! Values between statements and a database, whichever it is.
//!
//! The subset that both databases have: whole numbers, text, bytes, nothing. Times, ids, money and
//! JSON are all stored as one of them.

mod params;
mod row;

pub(crate) use params::{Params, ToValue, params};
pub(crate) use row::Row;

/// One value that is bound to a statement, or read from a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value<'v> {
    /// Nothing.
    Null,
    /// A whole number, and a truth as 0 or 1.
    Int(i64),
    /// Text.
    Text(&'v str),
    /// Bytes.
    Blob(&'v [u8]),
}
