//! Moving every time of a SQLite file into the past.

use std::path::Path;

use rusqlite::Connection;

use super::{IN_JSON, TIMES_MIN};

pub(super) fn move_back(path: &Path, milliseconds: i64) {
    let database = &Connection::open(path).unwrap();
    for (table, column) in time_columns(database) {
        let sql = format!("UPDATE {table} SET {column} = {column} - ?1 WHERE {column} IS NOT NULL");
        database.execute(&sql, [milliseconds]).unwrap();
    }
    for (column, path) in IN_JSON {
        let tables = columns(database, &format!("p.name = '{column}'"));
        assert_eq!(tables.len(), 1, "{column} is in {tables:?}");
        let table = &tables[0].0;
        let sql = format!(
            "UPDATE {table} SET {column} = json_set({column}, '$.{path}',
                json_extract({column}, '$.{path}') - ?1)
             WHERE json_extract({column}, '$.{path}') IS NOT NULL"
        );
        database.execute(&sql, [milliseconds]).unwrap();
    }
    let sql = "UPDATE contact SET wordings = (SELECT json_group_array(json_set(value, '$.at',
        json_extract(value, '$.at') - ?1)) FROM json_each(wordings)) WHERE wordings IS NOT NULL";
    database.execute(sql, [milliseconds]).unwrap();
    let sql = "UPDATE installation SET value = value - ?1 WHERE key LIKE '%_at'";
    database.execute(sql, [milliseconds]).unwrap();
}

/// Every column that holds a time, by the schema's own way of naming them.
fn time_columns(database: &Connection) -> Vec<(String, String)> {
    let named = "p.name LIKE '%\\_at' ESCAPE '\\' OR p.name IN ('at', 'deadline', 'test_until')";
    let found = columns(database, &format!("p.type = 'INTEGER' AND ({named})"));
    assert!(
        found.len() >= TIMES_MIN,
        "the schema's times are found: {found:?}"
    );
    found
}

/// The columns for which this holds, each with its table.
fn columns(database: &Connection, wanted: &str) -> Vec<(String, String)> {
    let sql = format!(
        "SELECT m.name, p.name FROM sqlite_schema m, pragma_table_info(m.name) p
        WHERE m.type = 'table' AND ({wanted})"
    );
    let mut statement = database.prepare(&sql).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    rows.unwrap().map(Result::unwrap).collect()
}
