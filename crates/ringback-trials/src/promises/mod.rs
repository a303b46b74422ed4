//! What must hold, whatever happens. One promise a file; the first that is broken ends the story.

mod after_start;
mod at_commit;
mod at_request;
mod at_rest;
mod at_webhook;
mod rows;

use std::collections::{BTreeMap, BTreeSet};

use rows::TextRow;

/// What is remembered of a story, to judge the rest of it by.
#[derive(Debug, Default)]
pub(crate) struct Promises {
    /// Every text as it was after the last commit, by its id.
    texts: BTreeMap<[u8; 16], Seen>,
    /// People who had said stop, by business and number, and since which commit.
    stopped: BTreeMap<(i64, String), u64>,
    /// How many commits there were.
    pub(crate) commits: u64,
    /// Texts of which a request was out when something failed.
    in_doubt: BTreeSet<[u8; 16]>,
    /// Texts that a person decided about.
    by_hand: BTreeSet<[u8; 16]>,
    /// How often the carrier took each text.
    taken: BTreeMap<[u8; 16], u32>,
    /// How many texts of this month the brakes have counted, by business.
    counted: BTreeMap<i64, (i64, i64)>,
    /// When the carrier took answers to calls, by business and number.
    answers: BTreeMap<(i64, String), Vec<Answered>>,
}

/// A text as it was seen.
#[derive(Debug, Clone)]
struct Seen {
    row: TextRow,
    /// The commit in which its last attempt was claimed, and the machine that did.
    claimed: Option<(u64, usize)>,
}

/// An answer to a call that the carrier took.
#[derive(Debug, Clone)]
struct Answered {
    text: [u8; 16],
    at_ms: i64,
    sid: String,
}

impl Promises {
    /// Something failed while the request of this attempt was out.
    pub(crate) fn doubt(&mut self, attempt: Option<&str>) {
        if let Some(id) = attempt.and_then(rows::text_of_attempt) {
            self.in_doubt.insert(id);
        }
    }

    /// A person decides about this text.
    pub(crate) fn settled_by_hand(&mut self, text: ringback_desk::id::Id) {
        self.by_hand.insert(*text.as_bytes());
    }
}
