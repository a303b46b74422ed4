//! The migrations make the same schema on both databases.

use std::collections::BTreeMap;

use super::server;
use crate::Store;

/// A column: its type in SQLite's words, and whether it may be null.
type Columns = BTreeMap<(String, String), (String, bool)>;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants PostgreSQL: cargo xtask test"]
async fn both_databases_have_the_same_tables_columns_and_indexes() {
    let (_scratch, client) = server::migrated().await;
    let rows = client
        .query(
            "SELECT table_name, column_name, data_type, is_nullable = 'YES'
            FROM information_schema.columns WHERE table_schema = 'public'",
            &[],
        )
        .await
        .unwrap();
    let postgres: Columns = rows
        .iter()
        .map(|row| {
            let kind = match row.get(2) {
                "bigint" => "INTEGER",
                "bytea" => "BLOB",
                "text" => "TEXT",
                other => other,
            };
            ((row.get(0), row.get(1)), (kind.to_owned(), row.get(3)))
        })
        .collect();
    let sqlite = sqlite_columns();
    assert!(sqlite.len() > 100, "{} columns", sqlite.len());
    assert_eq!(postgres, sqlite);

    let rows = client
        .query(
            "SELECT indexname FROM pg_indexes WHERE schemaname = 'public'
            AND indexname NOT LIKE '%\\_pkey' AND indexname NOT LIKE '%\\_key' ORDER BY 1",
            &[],
        )
        .await
        .unwrap();
    let indexes: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    // One of ours ends like those that PostgreSQL names by itself.
    let mut expected = sqlite_names("index");
    expected.retain(|name| name != "notice_key");
    assert_eq!(indexes, expected);
}

#[tokio::test]
#[ignore = "wants PostgreSQL: cargo xtask test"]
async fn texts_are_compared_by_their_bytes() {
    let (_scratch, client) = server::migrated().await;
    client
        .batch_execute("INSERT INTO installation VALUES ('a', ''), ('B', ''), ('é', ''), ('z', '')")
        .await
        .unwrap();
    let rows = client
        .query("SELECT key FROM installation ORDER BY key", &[])
        .await
        .unwrap();
    let keys: Vec<&str> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!(keys, ["B", "a", "z", "é"]);
}

fn sqlite_columns() -> Columns {
    let sql = "SELECT m.name, p.name, p.type, p.\"notnull\" = 0 AND p.pk = 0
        FROM sqlite_schema m, pragma_table_info(m.name) p WHERE m.type = 'table'";
    look(move |connection| {
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| {
            Ok(((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?)))
        });
        rows.unwrap().map(Result::unwrap).collect()
    })
}

fn sqlite_names(kind: &'static str) -> Vec<String> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = ?1 AND name NOT LIKE 'sqlite_%'
        ORDER BY name";
    look(move |connection| {
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([kind], |row| row.get(0));
        rows.unwrap().map(Result::unwrap).collect()
    })
}

fn look<T: Send + 'static>(look: impl FnOnce(&rusqlite::Connection) -> T + Send + 'static) -> T {
    let (send, receive) = std::sync::mpsc::channel();
    tokio::task::block_in_place(|| {
        let store = Store::open_in_memory().unwrap();
        store.with_writer_connection(move |connection| send.send(look(connection)).unwrap());
    });
    receive.recv().unwrap()
}
