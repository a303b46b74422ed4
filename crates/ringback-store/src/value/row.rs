//! What a query finds, column by column.

use super::Value;
use crate::columns::unreadable;
use crate::error::StoreError;
use crate::{postgres, sqlite};

/// One row, wherever it came from.
pub(crate) enum Row<'r> {
    /// From SQLite's cursor.
    Sqlite(&'r rusqlite::Row<'r>),
    /// From PostgreSQL.
    Postgres(&'r tokio_postgres::Row),
}

impl Row<'_> {
    /// Reads a column, counted from 0.
    pub(crate) fn get<T: FromValue>(&self, column: usize) -> Result<T, StoreError> {
        let value = match self {
            Self::Sqlite(row) => sqlite::value_of(row, column)?,
            Self::Postgres(row) => postgres::value_of(row, column)?,
        };
        T::from_value(value).ok_or_else(|| {
            let found = match value {
                Value::Null => "nothing",
                Value::Int(_) => "a number",
                Value::Text(_) => "text",
                Value::Blob(_) => "bytes",
            };
            let wanted = std::any::type_name::<T>();
            unreadable(
                "column",
                format!("no {wanted} but {found} in place {column}"),
            )
        })
    }
}

/// Something that can be read from a column.
pub(crate) trait FromValue: Sized {
    /// The value, if it is of the right kind and within bounds.
    fn from_value(value: Value<'_>) -> Option<Self>;
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::from_value(value).map(Some),
        }
    }
}

impl FromValue for i64 {
    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Int(number) => Some(number),
            _ => None,
        }
    }
}

impl FromValue for i32 {
    fn from_value(value: Value<'_>) -> Option<Self> {
        i64::from_value(value).and_then(|number| number.try_into().ok())
    }
}

impl FromValue for u32 {
    fn from_value(value: Value<'_>) -> Option<Self> {
        i64::from_value(value).and_then(|number| number.try_into().ok())
    }
}

impl FromValue for bool {
    fn from_value(value: Value<'_>) -> Option<Self> {
        i64::from_value(value).map(|number| number != 0)
    }
}

impl FromValue for String {
    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Text(text) => Some(text.to_owned()),
            _ => None,
        }
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Blob(bytes) => Some(bytes.to_vec()),
            _ => None,
        }
    }
}

impl<const N: usize> FromValue for [u8; N] {
    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Blob(bytes) => bytes.try_into().ok(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_not_read() {
        assert_eq!(u32::from_value(Value::Int(-1)), None);
        assert_eq!(u32::from_value(Value::Int(7)), Some(7));
        assert_eq!(<[u8; 2]>::from_value(Value::Blob(&[1])), None);
        assert_eq!(i64::from_value(Value::Null), None);
        assert_eq!(Option::<i64>::from_value(Value::Null), Some(None));
        assert_eq!(Option::<i64>::from_value(Value::Text("1")), None);
        assert_eq!(bool::from_value(Value::Int(1)), Some(true));
    }
}
