//! The fence around a file that was moved: triggers that refuse every change, in words. They stand
//! in the file itself, so that they hold for whatever has it open, of whichever release: a server
//! that still runs cannot claim a text any more, and so cannot send one.

use rusqlite::{Connection, OptionalExtension};

use super::error::MoveError;
use super::tables;
use crate::error::StoreError;

const NOTE: &str = "moved_to";

fn words(to: &str) -> String {
    format!(
        "this installation was moved to {to}: start Ringback with that database, or take the move \
         back with `ringback move --undo`"
    )
}

/// Raises it, if it is not up.
pub(super) fn raise(connection: &Connection, to: &str) -> Result<(), MoveError> {
    if let Some(before) = moved_to(connection)? {
        if before == to {
            return Ok(());
        }
        return Err(MoveError::MovedElsewhere(before));
    }
    // A quote cannot stand in an address that was understood, and must not end the literal.
    let words = words(to).replace('\'', "''");
    let mut script = String::from("BEGIN IMMEDIATE;");
    for table in tables::names(connection)? {
        for event in ["INSERT", "UPDATE", "DELETE"] {
            script += &format!(
                "CREATE TRIGGER \"{}\" BEFORE {event} ON \"{table}\"
                 BEGIN SELECT RAISE(ABORT, '{words}'); END;",
                trigger(&table, event)
            );
        }
    }
    // The note comes before the trigger that would refuse it.
    let note = format!(
        "BEGIN IMMEDIATE; INSERT INTO installation (key, value) VALUES ('{NOTE}', '{}');",
        to.replace('\'', "''")
    );
    let script = script.replacen("BEGIN IMMEDIATE;", &note, 1) + "COMMIT;";
    let raised = connection.execute_batch(&script);
    if raised.is_err() && !connection.is_autocommit() {
        connection.execute_batch("ROLLBACK")?;
    }
    Ok(raised?)
}

/// Takes it away.
pub(super) fn lower(connection: &Connection) -> Result<(), MoveError> {
    let mut script = String::from("BEGIN IMMEDIATE;");
    for table in tables::names(connection)? {
        for event in ["INSERT", "UPDATE", "DELETE"] {
            script += &format!("DROP TRIGGER IF EXISTS \"{}\";", trigger(&table, event));
        }
    }
    script += &format!("DELETE FROM installation WHERE key = '{NOTE}'; COMMIT;");
    let lowered = connection.execute_batch(&script);
    if lowered.is_err() && !connection.is_autocommit() {
        connection.execute_batch("ROLLBACK")?;
    }
    Ok(lowered?)
}

fn trigger(table: &str, event: &str) -> String {
    format!("fence_{table}_{}", event.to_lowercase())
}

/// Whether it is up.
pub(super) fn is_up(connection: &Connection) -> Result<bool, MoveError> {
    Ok(moved_to(connection)?.is_some())
}

fn moved_to(connection: &Connection) -> Result<Option<String>, rusqlite::Error> {
    let sql = "SELECT value FROM installation WHERE key = ?1";
    connection
        .query_row(sql, [NOTE], |row| row.get(0))
        .optional()
}

/// Refuses to work on a file that was moved.
pub(crate) fn refuse_moved(connection: &Connection) -> Result<(), StoreError> {
    match moved_to(connection)? {
        Some(to) => Err(StoreError::Schema(words(&to))),
        None => Ok(()),
    }
}
