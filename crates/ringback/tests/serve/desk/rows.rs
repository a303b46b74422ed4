//! What stands in the database, row by row.

use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use tokio_postgres::Client;

use super::Desk;
use super::database::Database;

/// So many tables hold rows of a business, at least.
const TABLES_MIN: usize = 12;

impl Desk {
    /// Every row of a business, of every table, each as its table and its values.
    pub async fn rows_of(&self, business: i64) -> Vec<String> {
        match &self.database {
            Database::Sqlite(path) => of_sqlite(path, business),
            Database::Postgres(scratch) => of_postgres(&scratch.connect().await, business).await,
        }
    }
}

async fn of_postgres(client: &Client, business: i64) -> Vec<String> {
    let tables = "SELECT table_name::text, column_name::text FROM information_schema.columns
        WHERE table_schema = 'public'
        AND (column_name = 'business_id' OR table_name = 'business' AND column_name = 'id')";
    let tables = client.query(tables, &[]).await.unwrap();
    assert!(tables.len() > TABLES_MIN, "the tables are found");
    let mut all = Vec::new();
    for row in tables {
        let (table, key): (String, String) = (row.get(0), row.get(1));
        let sql =
            format!("SELECT row_to_json(t)::text FROM {table} t WHERE {key}::bigint = {business}");
        let rows = client.query(&sql, &[]).await.unwrap();
        let rows = rows.iter().map(|row| row.get::<_, String>(0));
        all.extend(rows.map(|row| format!("{table}: {row}")));
    }
    all
}

fn of_sqlite(path: &Path, business: i64) -> Vec<String> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let database = Connection::open_with_flags(path, flags).unwrap();
    let tables = "SELECT m.name, p.name FROM sqlite_schema m, pragma_table_info(m.name) p
        WHERE m.type = 'table'
        AND (p.name = 'business_id' OR m.name = 'business' AND p.name = 'id')";
    let mut tables = database.prepare(tables).unwrap();
    let tables = tables.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    let tables: Vec<(String, String)> = tables.unwrap().map(Result::unwrap).collect();
    assert!(
        tables.len() > TABLES_MIN,
        "the tables are found: {tables:?}"
    );
    tables
        .iter()
        .flat_map(|(table, key)| rows(&database, table, key, business))
        .collect()
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
