//! Letting time pass that nobody wants to wait for.
//!
//! The program has no other clock than the world's. So it is killed, every time in its database is
//! moved into the past, and it is started again: to it, it was dead for that long.

mod postgres;
mod sqlite;

use std::time::Duration;

use super::Desk;
use super::database::Database;

/// Times inside JSON: the column, of which there is one by that name, and the path.
const IN_JSON: [(&str, &str); 8] = [
    ("facts", "arrived_at"),
    ("facts", "end.at"),
    ("facts", "text_waits_until"),
    ("facts", "missed_at"),
    ("question", "asked_at"),
    ("guard", "breaker.trip.since"),
    ("guard", "breaker.trip.at"),
    ("guard", "breaker.trip.latest"),
];
/// So many columns hold a time, at least.
const TIMES_MIN: usize = 12;

impl Desk {
    /// Kills the program, lets this much time pass, and starts it again.
    pub async fn dies_for(&mut self, span: Duration) {
        self.program.kill().await;
        let milliseconds = i64::try_from(span.as_millis()).unwrap();
        match &self.database {
            Database::Sqlite(path) => sqlite::move_back(path, milliseconds),
            Database::Postgres(scratch) => {
                postgres::move_back(&scratch.connect().await, milliseconds).await;
            }
        }
        self.program.start().await;
    }
}
