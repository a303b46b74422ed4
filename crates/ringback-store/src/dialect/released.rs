//! What earlier releases run still works on this release's schema, so that replicas of two releases
//! can stand side by side while one is replaced by the other.
//!
//! Each release leaves the list of its statements in `statements/released/`, in both databases'
//! words. A migration that takes something away comes one release after the last statement that
//! used it.

use std::fmt::Write;
use std::path::PathBuf;

use super::server;
use crate::Store;
use crate::statements::FEATURES;

/// Set when a release is made: `RINGBACK_WRITE_STATEMENTS=1 cargo test -p ringback-store released`.
const WRITE: &str = "RINGBACK_WRITE_STATEMENTS";

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("statements/released")
}

/// The statements of every release that ends like this, each with its file and name.
fn released(ending: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        if file.ends_with(ending) {
            let list = std::fs::read_to_string(folder().join(&file)).unwrap();
            all.extend(parse(&list).map(|(name, sql)| (format!("{file} {name}"), sql)));
        }
    }
    all
}

fn parse(list: &str) -> impl Iterator<Item = (String, String)> {
    list.split("\n-- ").skip(1).map(|part| {
        let (name, sql) = part.split_once('\n').unwrap();
        (name.to_owned(), sql.trim().trim_end_matches(';').to_owned())
    })
}

fn list(statements: impl Iterator<Item = (String, String)>) -> String {
    let mut list = String::from("-- Statements of a release; written by a test, never by hand.\n");
    for (name, sql) in statements {
        let sql: Vec<&str> = sql.lines().map(str::trim).collect();
        let _ = write!(list, "\n-- {name}\n{};\n", sql.join("\n"));
    }
    list
}

#[test]
fn a_release_leaves_its_list() {
    let sqlite = FEATURES.iter().flat_map(|(feature, statements)| {
        let named =
            move |(name, sql): &(&str, &str)| (format!("{feature}::{name}"), (*sql).to_owned());
        statements.iter().map(named)
    });
    let lists = [
        ("sqlite", list(sqlite)),
        ("postgres", list(server::statements())),
    ];
    for (database, list) in lists {
        let read: Vec<_> = parse(&list).collect();
        assert!(read.len() > 100 && read.iter().all(|(_, sql)| !sql.is_empty()));
        if std::env::var_os(WRITE).is_some() {
            let file = format!("{}.{database}.sql", env!("CARGO_PKG_VERSION"));
            std::fs::write(folder().join(file), list).unwrap();
        }
    }
}

#[test]
fn what_was_released_prepares_on_sqlite() {
    let released = released(".sqlite.sql");
    assert!(released.len() > 100, "{} statements", released.len());
    let store = Store::open_in_memory().unwrap();
    store.with_writer_connection(move |connection| {
        for (name, sql) in &released {
            let prepared = connection.prepare(sql);
            assert!(prepared.is_ok(), "{name}: {:?}", prepared.err());
        }
    });
}

#[tokio::test]
#[ignore = "wants PostgreSQL: cargo xtask test"]
async fn what_was_released_prepares_on_postgres() {
    let released = released(".postgres.sql");
    assert!(released.len() > 100, "{} statements", released.len());
    let (_scratch, client) = server::migrated().await;
    for (name, sql) in released {
        let prepared = client.prepare(&sql).await;
        assert!(prepared.is_ok(), "{name}: {:?}", prepared.err());
    }
}
