//! A hash over the rows of a table, the same on both sides when the rows are.

use rusqlite::types::Value;
use sha2::{Digest as _, Sha256};

use super::tables::{Row, Table};

/// Rows so far.
#[derive(Default)]
pub(super) struct Digest {
    rows: u64,
    hash: Sha256,
}

impl Digest {
    /// Adds rows, in the order of their keys. Each value goes in with its type and its length, so
    /// that none can be taken for another.
    pub(super) fn add(&mut self, table: &Table, rows: &[Row]) {
        if self.rows == 0 {
            self.hash.update(table.list().as_bytes());
        }
        self.rows += rows.len() as u64;
        for value in rows.iter().flatten() {
            let (kind, bytes): (u8, &[u8]) = match value {
                Value::Null => (0, &[]),
                Value::Integer(number) => {
                    self.hash.update([1]);
                    self.hash.update(number.to_be_bytes());
                    continue;
                }
                Value::Real(_) => (4, &[]),
                Value::Text(text) => (2, text.as_bytes()),
                Value::Blob(bytes) => (3, bytes),
            };
            self.hash.update([kind]);
            self.hash.update((bytes.len() as u64).to_be_bytes());
            self.hash.update(bytes);
        }
    }

    /// How many rows there were, and their hash.
    pub(super) fn end(self) -> (u64, String) {
        (self.rows, hex::encode(self.hash.finalize()))
    }
}
