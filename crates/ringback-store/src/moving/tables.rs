//! The tables that are moved, read from the file's own schema.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::error::MoveError;
use super::state;

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Int,
    Text,
    Blob,
}

/// One row, in the order of the table's columns.
pub(super) type Row = Vec<Value>;

/// A table.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<(String, Kind)>,
    /// Which columns are its key, in order.
    key: Vec<usize>,
}

impl Table {
    /// The key of one of its rows.
    pub(super) fn key_of(&self, row: &Row) -> Vec<Value> {
        self.key.iter().map(|&column| row[column].clone()).collect()
    }

    /// The columns, as both databases read them.
    pub(super) fn list(&self) -> String {
        let names: Vec<_> = self.columns.iter().map(|(name, _)| name.as_str()).collect();
        names.join(", ")
    }

    /// The columns of the key.
    pub(super) fn keys(&self) -> Vec<&str> {
        let name = |&column: &usize| self.columns[column].0.as_str();
        self.key.iter().map(name).collect()
    }

    /// The types of the key's columns.
    pub(super) fn key_kinds(&self) -> Vec<Kind> {
        self.key
            .iter()
            .map(|&column| self.columns[column].1)
            .collect()
    }

    /// Reads rows by their key; `?1` and so on are the key that they come after.
    pub(super) fn select(&self, goes_on: bool, limit: usize) -> String {
        let keys = self.keys().join(", ");
        let marks: Vec<String> = (1..=self.key.len()).map(|n| format!("?{n}")).collect();
        let mut conditions = Vec::new();
        if goes_on {
            conditions.push(format!("({keys}) > ({})", marks.join(", ")));
        }
        if self.name == "installation" {
            conditions.push(format!("key NOT IN ('{}')", state::OWN.join("', '")));
        }
        let condition = match conditions.is_empty() {
            true => String::new(),
            false => format!("WHERE {} ", conditions.join(" AND ")),
        };
        let (columns, name) = (self.list(), &self.name);
        format!("SELECT {columns} FROM {name} {condition}ORDER BY {keys} LIMIT {limit}")
    }
}

/// The names of all tables but the ledger of migrations: businesses first, which lines refer to.
pub(super) fn names(connection: &Connection) -> Result<Vec<String>, rusqlite::Error> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
        AND name <> 'migration' ORDER BY name <> 'business', name";
    let mut statement = connection.prepare(sql)?;
    statement.query_map([], |row| row.get(0))?.collect()
}

/// All of them.
pub(super) fn all(connection: &Connection) -> Result<Vec<Table>, MoveError> {
    let names = names(connection)?;
    let read = |name: &String| table(connection, name);
    Ok(names.iter().map(read).collect::<Result<_, _>>()?)
}

fn table(connection: &Connection, name: &str) -> Result<Table, rusqlite::Error> {
    let sql = "SELECT name, type, pk FROM pragma_table_info(?1) ORDER BY cid";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([name])?;
    let (mut columns, mut key) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let kind = match row.get::<_, String>(1)?.as_str() {
            "INTEGER" => Kind::Int,
            "BLOB" => Kind::Blob,
            _ => Kind::Text,
        };
        let place: i64 = row.get(2)?;
        if place > 0 {
            key.push((place, columns.len()));
        }
        columns.push((row.get(0)?, kind));
    }
    key.sort_unstable();
    Ok(Table {
        name: name.to_owned(),
        columns,
        key: key.into_iter().map(|(_, column)| column).collect(),
    })
}
