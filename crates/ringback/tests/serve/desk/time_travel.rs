//! Letting time pass that nobody wants to wait for.
//!
//! The program has no other clock than the world's. So it is killed, every time in its database is
//! moved into the past, and it is started again: to it, it was dead for that long.

use std::time::Duration;

use rusqlite::Connection;

use super::Desk;

impl Desk {
    /// Kills the program, lets this much time pass, and starts it again.
    pub async fn dies_for(&mut self, span: Duration) {
        self.program.kill().await;
        let database = Connection::open(self.program.database()).unwrap();
        move_back(&database, i64::try_from(span.as_millis()).unwrap());
        drop(database);
        self.program.start().await;
    }
}

fn move_back(database: &Connection, milliseconds: i64) {
    for (table, column) in time_columns(database) {
        let sql = format!("UPDATE {table} SET {column} = {column} - ?1 WHERE {column} IS NOT NULL");
        database.execute(&sql, [milliseconds]).unwrap();
    }
    for (column, path) in [
        ("facts", "$.arrived_at"),
        ("facts", "$.end.at"),
        ("facts", "$.text_waits_until"),
        ("facts", "$.missed_at"),
        ("question", "$.asked_at"),
        ("guard", "$.breaker.trip.since"),
        ("guard", "$.breaker.trip.at"),
        ("guard", "$.breaker.trip.latest"),
    ] {
        let tables = columns(database, &format!("p.name = '{column}'"));
        assert_eq!(tables.len(), 1, "{column} is in {tables:?}");
        let table = &tables[0].0;
        let sql = format!(
            "UPDATE {table} SET {column} = json_set({column}, '{path}',
                json_extract({column}, '{path}') - ?1)
             WHERE json_extract({column}, '{path}') IS NOT NULL"
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
    assert!(found.len() >= 12, "the schema's times are found: {found:?}");
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
