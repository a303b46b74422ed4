//! Statements on a connection, with the values of both databases.

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, ToSql, params_from_iter};

use crate::columns::unreadable;
use crate::error::StoreError;
use crate::value::{Row, Value};

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// A column of a row.
pub(crate) fn value_of<'r>(
    row: &'r rusqlite::Row<'_>,
    column: usize,
) -> Result<Value<'r>, StoreError> {
    Ok(match row.get_ref(column)? {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Text(bytes) => Value::Text(
            std::str::from_utf8(bytes).map_err(|fault| unreadable("text column", fault))?,
        ),
        ValueRef::Blob(bytes) => Value::Blob(bytes),
        ValueRef::Real(number) => return Err(unreadable("column", number)),
    })
}

/// Runs a statement, and says how many rows it changed.
pub(crate) fn execute(
    connection: &Connection,
    sql: &str,
    values: &[Value<'_>],
) -> Result<usize, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.execute(params_from_iter(values))?)
}

/// The one row that a query finds, if any.
pub(crate) fn one<T>(
    connection: &Connection,
    sql: &str,
    values: &[Value<'_>],
    read: impl FnOnce(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement
        .query_row(params_from_iter(values), |row| Ok(read(&Row::Sqlite(row))))
        .optional()?;
    found.transpose()
}

/// All rows that a query finds.
pub(crate) fn all<T>(
    connection: &Connection,
    sql: &str,
    values: &[Value<'_>],
    read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(&Row::Sqlite(row))?);
    }
    Ok(found)
}
