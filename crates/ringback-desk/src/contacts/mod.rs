//! Contacts: one person at one number, as one business knows them.

mod first_name;
mod place;

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::brakes::Counter;
use crate::clock::Instant;
use crate::consent::Prefers;
use crate::id::{Id, LineId};
use crate::words::{History, Language};

pub use first_name::{FIRST_NAME_CHARS_MAX, FirstNameError, read_first_name};
pub use place::Place;

/// A stop that was written no longer than this before a START counts as the later of the two. The
/// carrier's list says whole seconds, and its clock is not ours.
const IN_DOUBT: Duration = Duration::from_secs(5);

/// What a decision needs to know of the person who called.
///
/// A person and a thread are the same thing here: one thread per number and business.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Contact {
    /// When they said stop; `None` when they did not, or said start since.
    pub opted_out_at: Option<Instant>,
    /// When they last said start. A stop that was written before it and is heard of later is over.
    #[serde(default)]
    pub opted_in_at: Option<Instant>,
    /// When the carrier told us that the number is a landline.
    pub landline_at: Option<Instant>,
    /// When a missed call of theirs was last texted.
    pub texted_at: Option<Instant>,
    /// Which text that was.
    pub texted_by: Option<Id>,
    /// When a person last wrote, either way. Keywords and automatic texts do not count.
    pub person_wrote_at: Option<Instant>,
    /// When they last wrote to us.
    pub received_at: Option<Instant>,
    /// When any text last went, either way.
    pub text_at: Option<Instant>,
    /// The line of the last text, either way.
    pub line: Option<LineId>,
    /// Their first name, where somebody told us.
    #[serde(default)]
    pub first_name: Option<String>,
    /// The language that they are written to in.
    #[serde(default)]
    pub language: Language,
    /// The zone that they live by, where somebody noted it; it goes before what the number tells.
    #[serde(default)]
    pub zone: Option<Place>,
    /// The wordings that they read.
    #[serde(default)]
    pub wordings: History,
    /// Since when automatic texts to them wait, because something they wrote may mean stop; a
    /// person decides.
    #[serde(default)]
    pub paused_at: Option<Instant>,
    /// When they refused an offer, which ends the sequence of texts about it.
    #[serde(default)]
    pub sequence_stopped_at: Option<Instant>,
    /// How they like to be reached.
    #[serde(default)]
    pub prefers: Option<Prefers>,
    /// When we last answered an opt-out word of theirs, or HELP.
    #[serde(default)]
    pub consent_text_at: Option<Instant>,
    /// Automatic texts to them.
    #[serde(skip)]
    pub automatic: Counter,
}

impl Contact {
    /// Takes in that they wrote a stop at `at`; `false` when they wrote START after it. Texts are
    /// heard of in any order (a lost webhook, several lines' lists), and what was written last
    /// counts.
    pub fn stop(&mut self, at: Instant) -> bool {
        if self
            .opted_in_at
            .is_some_and(|start| at.plus(IN_DOUBT) <= start)
        {
            return false;
        }
        self.opted_out_at = self.opted_out_at.max(Some(at));
        self.paused_at = None;
        true
    }

    /// Takes in that they wrote START at `at`; `false` when they wrote a stop after it.
    pub fn start(&mut self, at: Instant) -> bool {
        if self.opted_out_at.is_some_and(|stop| at < stop) {
            return false;
        }
        self.opted_out_at = None;
        self.paused_at = self.paused_at.filter(|paused| at < *paused);
        self.opted_in_at = self.opted_in_at.max(Some(at));
        true
    }

    /// Whether a person may write to them by hand. Someone who said stop may be answered when they
    /// wrote again since, and not otherwise.
    #[must_use]
    pub fn may_be_written_to(&self) -> bool {
        self.opted_out_at
            .is_none_or(|stopped| self.received_at.is_some_and(|wrote| wrote > stopped))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_last_counts_in_whatever_order_it_is_heard() {
        const MINUTE: i64 = 60_000;
        // `true` is a START; each is written a minute after the one before it.
        for words in [
            vec![false, true],
            vec![true, false],
            vec![false, true, false],
            vec![true, false, true],
            vec![false, false, true],
            vec![false, true, true, false],
        ] {
            let last_is_start = words.last() == Some(&true);
            for order in orders(words.len()) {
                let mut contact = Contact::default();
                for index in order.clone() {
                    let at = Instant((index as i64 + 1) * MINUTE);
                    if words[index] {
                        contact.start(at);
                    } else {
                        contact.stop(at);
                    }
                }
                let is_in = contact.opted_out_at.is_none();
                assert_eq!(is_in, last_is_start, "{words:?} heard in {order:?}");
            }
        }
    }

    /// Every order of so many things.
    fn orders(count: usize) -> Vec<Vec<usize>> {
        (0..count).fold(vec![Vec::new()], |shorter, next| {
            shorter
                .iter()
                .flat_map(|order| {
                    (0..=order.len()).map(move |place| {
                        let mut longer = order.clone();
                        longer.insert(place, next);
                        longer
                    })
                })
                .collect()
        })
    }

    #[test]
    fn in_doubt_a_stop_counts_as_the_later_one() {
        let mut contact = Contact::default();
        assert!(contact.start(Instant(10_500)));
        assert!(contact.stop(Instant(10_000)), "the list says whole seconds");
        assert_eq!(contact.opted_out_at, Some(Instant(10_000)));
    }

    #[test]
    fn who_said_stop_is_written_to_by_hand_only_after_words_that_came_later() {
        let contact = |stopped: Option<i64>, wrote: Option<i64>| Contact {
            opted_out_at: stopped.map(Instant),
            received_at: wrote.map(Instant),
            ..Contact::default()
        };
        for (stopped, wrote, may) in [
            (None, None, true),
            (Some(5), None, false),
            (Some(5), Some(4), false),
            (Some(5), Some(5), false),
            (Some(5), Some(6), true),
        ] {
            let contact = contact(stopped, wrote);
            assert_eq!(contact.may_be_written_to(), may, "{stopped:?} {wrote:?}");
        }
    }
}
