//! Load: missed calls, one after another or at a given rate.

pub(crate) mod call;
pub(crate) mod closed;
pub(crate) mod open;

use std::collections::BTreeMap;
use std::time::Instant;

use super::observe::samples::Samples;

/// What a load has seen.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// From each webhook to its answer.
    pub(crate) webhooks: Samples,
    /// From the moment the last webhook was sent to the moment the text's request was there.
    pub(crate) to_text: Samples,
    /// Calls that broke off, by what happened.
    pub(crate) failures: BTreeMap<String, u32>,
    /// When the last text was there.
    pub(crate) last_text: Option<Instant>,
}

impl Seen {
    /// Adds what another part of the load has seen.
    pub(crate) fn add(&mut self, other: Self) {
        self.webhooks.extend(other.webhooks);
        self.to_text.extend(other.to_text);
        for (what, times) in other.failures {
            *self.failures.entry(what).or_default() += times;
        }
        self.last_text = self.last_text.max(other.last_text);
    }
}
