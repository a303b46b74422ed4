//! The timeline: what happened, in order, each with a sentence that the owner understands.
//!
//! Every call and every text keeps its own journal. The page, the live feed and `ringback why`
//! all read it; none of them has a second opinion.

mod happened;
mod sentence;

pub use happened::{Happened, Tone};

use serde::{Deserialize, Serialize};

use crate::clock::Instant;

/// One line of a journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// When, by our clock.
    pub at: Instant,
    /// What.
    #[serde(flatten)]
    pub happened: Happened,
}

/// Reads a journal as stored: one JSON object a line. A line that no longer parses is left out,
/// for rows outlive code and a page must still show the rest.
#[must_use]
pub fn read_journal(stored: &str) -> Vec<Moment> {
    stored
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect()
}

/// Writes moments in the form that [`read_journal`] reads.
#[must_use]
pub fn write_journal(moments: &[Moment]) -> String {
    let mut stored = String::with_capacity(moments.len() * 64);
    for moment in moments {
        if let Ok(line) = serde_json::to_string(moment) {
            stored.push_str(&line);
            stored.push('\n');
        }
    }
    stored
}
