//! The circuit breaker: a burst of very short calls from many numbers pauses automatic texts.
//!
//! Nobody who needs a plumber hangs up after two seconds, and ten who do within minutes are one
//! machine. It is paid for each text that answers it (SMS pumping), or it tries out which numbers
//! answer. The callers stay listed for a person.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::breaker_pattern::Pattern;
use super::{BrakeLimits, prefix_of};
use crate::clock::Instant;
use crate::phone::PhoneNumber;

/// Numbers that are remembered, at most: more would not say more.
const RECENT_MAX: usize = 60;
/// Prefixes that an alarm names.
const NAMED_MAX: usize = 3;

/// A very short call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShortCall {
    /// Who called, by caller id.
    pub number: PhoneNumber,
    /// When it ended, the last time that this number did so.
    pub at: Instant,
}

/// What opened the breaker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trip {
    /// The first of the burst's calls.
    pub since: Instant,
    /// When the breaker opened.
    pub at: Instant,
    /// The last very short call since.
    pub latest: Instant,
    /// How many very short calls since it began.
    pub calls: u32,
    /// How many different numbers opened it.
    pub numbers: u32,
    /// The prefixes that most of them have, most first.
    pub prefixes: Vec<String>,
    /// What they look like.
    pub pattern: Pattern,
}

impl Trip {
    /// What happened and what follows, for the owner; it ends after this much quiet.
    #[must_use]
    pub fn sentence(&self, quiet: Duration) -> String {
        let minutes = in_minutes(self.at.since(self.since));
        let quiet = in_minutes(quiet);
        let prefixes = self.prefixes.join(", ");
        format!(
            "Automatic texts are paused: {} very short calls from {} numbers within {minutes}, {} \
             (most begin with {prefixes}). Calls still ring. It ends after {quiet} without \
             another one, or by hand in Settings, Limits.",
            self.calls,
            self.numbers,
            self.pattern.words(),
        )
    }
}

/// A span in whole minutes, rounded up.
fn in_minutes(span: Duration) -> String {
    match span.as_secs().div_ceil(60) {
        0 | 1 => "a minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    }
}

/// The breaker of one business.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Breaker {
    /// The newest very short call of each number, oldest first.
    #[serde(default)]
    pub recent: Vec<ShortCall>,
    /// What opened it, until it closed.
    #[serde(default)]
    pub trip: Option<Trip>,
}

impl Breaker {
    /// Whether a call that lasted this long is a very short one.
    #[must_use]
    pub fn is_short(limits: &BrakeLimits, lasted: Duration) -> bool {
        lasted < limits.breaker_short
    }

    /// Counts a very short call; the trip, if this one opened it.
    pub fn count(
        &mut self,
        number: &PhoneNumber,
        limits: &BrakeLimits,
        now: Instant,
    ) -> Option<&Trip> {
        if self.trip.is_some() && !self.holds(limits, now) {
            *self = Self::default();
        }
        self.recent
            .retain(|call| call.number != *number && now.since(call.at) < limits.breaker_within);
        self.recent.push(ShortCall {
            number: *number,
            at: now,
        });
        if self.recent.len() > RECENT_MAX {
            self.recent.remove(0);
        }
        if let Some(trip) = &mut self.trip {
            trip.latest = now;
            trip.calls = trip.calls.saturating_add(1);
            return None;
        }
        if self.numbers(limits, now) < limits.breaker_numbers {
            return None;
        }
        self.trip = Some(self.tripped(now));
        self.trip.as_ref()
    }

    /// Forgets that this number called; whether it was remembered. What it opened stays open.
    pub fn forget(&mut self, number: &str) -> bool {
        let before = self.recent.len();
        self.recent.retain(|call| call.number.as_str() != number);
        self.recent.len() < before
    }

    fn tripped(&self, now: Instant) -> Trip {
        let numbers: Vec<_> = self.recent.iter().map(|call| call.number).collect();
        let count = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        Trip {
            since: self.recent.first().map_or(now, |call| call.at),
            at: now,
            latest: now,
            calls: count,
            numbers: count,
            prefixes: prefixes(&numbers),
            pattern: Pattern::of(&numbers),
        }
    }

    /// Whether it is open: no automatic text leaves.
    #[must_use]
    pub fn holds(&self, limits: &BrakeLimits, now: Instant) -> bool {
        self.closes_at(limits, now).is_some()
    }

    /// When an open breaker closes if it stays quiet.
    #[must_use]
    pub fn closes_at(&self, limits: &BrakeLimits, now: Instant) -> Option<Instant> {
        let closes = self.trip.as_ref()?.latest.plus(limits.breaker_quiet);
        (now < closes).then_some(closes)
    }

    /// Different numbers that made very short calls within the time that counts.
    #[must_use]
    pub fn numbers(&self, limits: &BrakeLimits, now: Instant) -> u32 {
        let within = |call: &&ShortCall| now.since(call.at) < limits.breaker_within;
        u32::try_from(self.recent.iter().filter(within).count()).unwrap_or(u32::MAX)
    }
}

/// The prefixes that most numbers have.
fn prefixes(numbers: &[PhoneNumber]) -> Vec<String> {
    let mut counted: Vec<(&str, usize)> = Vec::new();
    for number in numbers {
        let prefix = prefix_of(number);
        match counted.iter_mut().find(|(known, _)| *known == prefix) {
            Some((_, count)) => *count += 1,
            None => counted.push((prefix, 1)),
        }
    }
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let named = counted.into_iter().take(NAMED_MAX);
    named.map(|(prefix, _)| prefix.to_owned()).collect()
}

#[cfg(test)]
#[path = "breaker_tests.rs"]
mod tests;
