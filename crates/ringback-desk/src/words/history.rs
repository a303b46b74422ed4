//! Which wordings a person has read, so that nobody reads the same one twice within a month.

use serde::{Deserialize, Serialize};
use std::time::Duration;

use super::situation::Situation;
use crate::clock::Instant;

/// For how long a wording is not used again for the same person.
pub const FRESH_FOR: Duration = Duration::from_hours(30 * 24);
/// How many wordings are remembered per person.
const REMEMBERED_MAX: usize = 8;

/// A wording that a person got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used {
    /// A number made of the template's text: settings change, and then it is another sentence.
    pub wording: u32,
    /// What it answered.
    pub situation: Situation,
    /// When.
    pub at: Instant,
}

/// The wordings that a person got, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct History(Vec<Used>);

impl History {
    /// Whether nothing is remembered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// When the person got this wording last, if that is not a month ago.
    #[must_use]
    pub fn used_at(&self, wording: u32, now: Instant) -> Option<Instant> {
        let used = self.0.iter().rev().find(|used| used.wording == wording)?;
        (now.since(used.at) < FRESH_FOR).then_some(used.at)
    }

    /// The last one.
    #[must_use]
    pub fn last(&self) -> Option<&Used> {
        self.0.last()
    }

    /// Forgets what was sent at this time, for it was not read.
    pub fn forget(&mut self, at: Instant) {
        self.0.retain(|used| used.at != at);
    }

    /// Remembers one more, and forgets what is a month old.
    pub fn remember(&mut self, used: Used) {
        let now = used.at;
        self.0
            .retain(|old| old.wording != used.wording && now.since(old.at) < FRESH_FOR);
        self.0.push(used);
        let forgotten = self.0.len().saturating_sub(REMEMBERED_MAX);
        self.0.drain(..forgotten);
    }
}

/// FNV-1a: the same on every machine and in every version, for it is stored.
pub(super) fn number_of(source: &str) -> u32 {
    source.bytes().fold(0x811c_9dc5, |hash: u32, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}
