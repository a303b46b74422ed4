//! What stands in the database, row by row.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use super::Desk;

impl Desk {
    /// Every row of a business, of every table, each as its table and its values.
    pub fn rows_of(&self, business: i64) -> Vec<String> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
        let database = Connection::open_with_flags(self.program.database(), flags).unwrap();
        let tables = "SELECT m.name, p.name FROM sqlite_schema m, pragma_table_info(m.name) p
            WHERE m.type = 'table'
            AND (p.name = 'business_id' OR m.name = 'business' AND p.name = 'id')";
        let mut tables = database.prepare(tables).unwrap();
        let tables = tables.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        let tables: Vec<(String, String)> = tables.unwrap().map(Result::unwrap).collect();
        assert!(tables.len() > 12, "the tables are found: {tables:?}");
        tables
            .iter()
            .flat_map(|(table, key)| rows(&database, table, key, business))
            .collect()
    }
}

fn rows(database: &Connection, table: &str, key: &str, business: i64) -> Vec<String> {
    let sql = format!("SELECT * FROM {table} WHERE {key} = ?1");
    let mut statement = database.prepare(&sql).unwrap();
    let columns = statement.column_count();
    let rows = statement.query_map([business], |row| {
        let values = (0..columns).map(|at| Ok(in_words(row.get_ref(at)?)));
        let values: rusqlite::Result<Vec<_>> = values.collect();
        Ok(format!("{table}: {}", values?.join(", ")))
    });
    rows.unwrap().map(Result::unwrap).collect()
}

fn in_words(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        other => format!("{other:?}"),
    }
}
