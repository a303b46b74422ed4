//! Rows as the promises look at them, read by statements of their own.

use rusqlite::{Connection, Row};

/// A text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextRow {
    pub(super) id: [u8; 16],
    pub(super) business: i64,
    pub(super) line: i64,
    pub(super) kind: String,
    pub(super) party: String,
    pub(super) phase: String,
    pub(super) held: Option<String>,
    pub(super) attempt: i64,
    pub(super) call: Option<[u8; 16]>,
    pub(super) status: Option<String>,
    pub(super) deadline: Option<i64>,
}

const TEXTS: &str = "SELECT id, business_id, line_id, kind, party, phase, held, attempt, call_id,
    status, deadline FROM text";

/// Every text.
pub(super) fn texts(connection: &Connection) -> rusqlite::Result<Vec<TextRow>> {
    let mut statement = connection.prepare_cached(TEXTS)?;
    let rows = statement.query_map([], read_text)?;
    rows.collect()
}

fn read_text(row: &Row<'_>) -> rusqlite::Result<TextRow> {
    Ok(TextRow {
        id: row.get(0)?,
        business: row.get(1)?,
        line: row.get(2)?,
        kind: row.get(3)?,
        party: row.get(4)?,
        phase: row.get(5)?,
        held: row.get(6)?,
        attempt: row.get(7)?,
        call: row.get(8)?,
        status: row.get(9)?,
        deadline: row.get(10)?,
    })
}

/// A call.
#[derive(Debug, Clone)]
pub(super) struct CallRow {
    pub(super) carrier_id: String,
    pub(super) caller: Option<String>,
    pub(super) outcome: String,
    pub(super) held: Option<String>,
    pub(super) text: Option<[u8; 16]>,
    pub(super) wake_at: Option<i64>,
    pub(super) id: [u8; 16],
}

const CALLS: &str = "SELECT carrier_id, caller, outcome, held, text_id, wake_at, id FROM call";

/// Every call.
pub(super) fn calls(connection: &Connection) -> rusqlite::Result<Vec<CallRow>> {
    let mut statement = connection.prepare_cached(CALLS)?;
    let rows = statement.query_map([], |row| {
        Ok(CallRow {
            carrier_id: row.get(0)?,
            caller: row.get(1)?,
            outcome: row.get(2)?,
            held: row.get(3)?,
            text: row.get(4)?,
            wake_at: row.get(5)?,
            id: row.get(6)?,
        })
    })?;
    rows.collect()
}

const STOPPED: &str = "SELECT business_id, number FROM contact WHERE opted_out_at IS NOT NULL";

/// Whoever has said stop, by business.
pub(super) fn stopped(connection: &Connection) -> rusqlite::Result<Vec<(i64, String)>> {
    let mut statement = connection.prepare_cached(STOPPED)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}

const COUNTED: &str = "SELECT business_id, month, month_texts FROM brake WHERE prefix = ''";

/// Of each business: the month, and how many texts of it the brakes have counted.
pub(super) fn counted(connection: &Connection) -> rusqlite::Result<Vec<(i64, i64, i64)>> {
    let mut statement = connection.prepare_cached(COUNTED)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    rows.collect()
}

/// How many rows a query counts.
pub(super) fn count(
    connection: &Connection,
    sql: &str,
    params: impl rusqlite::Params,
) -> rusqlite::Result<i64> {
    connection
        .prepare_cached(sql)?
        .query_row(params, |row| row.get(0))
}

/// The text that an attempt is of: `<uuid>.<n>`.
pub(super) fn text_of_attempt(attempt: &str) -> Option<[u8; 16]> {
    let id = attempt.split('.').next()?;
    uuid::Uuid::parse_str(id).ok().map(uuid::Uuid::into_bytes)
}

/// A text's id as people read it.
pub(super) fn name(id: &[u8; 16]) -> String {
    uuid::Uuid::from_bytes(*id).to_string()
}
