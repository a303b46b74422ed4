//! A database on a real server with this release's schema, for the tests beside this.

use ringback_scratch::Scratch;
use tokio_postgres::Client;
use tokio_postgres::types::Type;

use super::{migration, statement};
use crate::migrate::MIGRATIONS;
use crate::statements::FEATURES;

/// Statements that only SQLite runs, each with its reason.
const SQLITE_ONLY: &[(&str, &str)] = &[
    (
        "backup::TABLES",
        "backups of PostgreSQL are PostgreSQL's own",
    ),
    (
        "backup::CHECK",
        "backups of PostgreSQL are PostgreSQL's own",
    ),
];

/// An empty database with the schema.
pub(super) async fn migrated() -> (Scratch, Client) {
    let scratch = Scratch::create().await;
    let client = scratch.connect().await;
    for (number, name, sql) in MIGRATIONS {
        client
            .batch_execute(&migration(sql))
            .await
            .unwrap_or_else(|fault| panic!("migration {number} ({name}): {fault:?}"));
    }
    client
        .batch_execute(&migration(crate::migrate::LEDGER))
        .await
        .expect("ledger");
    (scratch, client)
}

/// Every statement that PostgreSQL runs, by its full name, in its words.
pub(super) fn statements() -> impl Iterator<Item = (String, String)> {
    FEATURES
        .iter()
        .flat_map(|(feature, statements)| {
            let named =
                move |(name, sql): &(&str, &str)| (format!("{feature}::{name}"), statement(sql));
            statements.iter().map(named)
        })
        .filter(|(name, _)| !SQLITE_ONLY.iter().any(|(only, _)| only == name))
}

/// The types that are bound and read: all that SQLite stores.
pub(super) fn is_ours(kind: &Type) -> bool {
    [Type::INT8, Type::TEXT, Type::BYTEA].contains(kind)
}
