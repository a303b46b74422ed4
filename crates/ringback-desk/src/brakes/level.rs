//! The counters, and the rule that reads them.

use serde::{Deserialize, Serialize};

use crate::clock::Instant;
use crate::lines::BrakeLimits;
use crate::phone::PhoneNumber;

/// Which brake holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Brake {
    /// Too many to one caller today.
    CallerDay,
    /// Too many to one prefix this minute.
    PrefixMinute,
    /// Too many to one prefix today.
    PrefixDay,
    /// Too many this minute.
    Minute,
    /// Too many today.
    Day,
    /// Too much spent today.
    SpendDay,
}

impl Brake {
    /// Its name in JSON and in notices.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::CallerDay => "caller_day",
            Self::PrefixMinute => "prefix_minute",
            Self::PrefixDay => "prefix_day",
            Self::Minute => "minute",
            Self::Day => "day",
            Self::SpendDay => "spend_day",
        }
    }

    /// Why no text left, as a sentence for the owner.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::CallerDay => {
                "Not texted: this caller had as many texts today as the brake allows."
            }
            Self::PrefixMinute => {
                "Not texted: too many calls from numbers that look alike within a minute."
            }
            Self::PrefixDay => "Not texted: too many calls from numbers that look alike today.",
            Self::Minute => "Not texted: too many missed calls within a minute; the brake holds.",
            Self::Day => "Not texted: today's limit of automatic texts is used up.",
            Self::SpendDay => "Not texted: today's budget for automatic texts is used up.",
        }
    }

    /// In which window of time it counts, so that the owner is told once for each.
    #[must_use]
    pub fn window(self, now: Instant) -> i64 {
        match self {
            Self::PrefixMinute | Self::Minute => minute_of(now),
            Self::CallerDay | Self::PrefixDay | Self::Day | Self::SpendDay => day_of(now),
        }
    }
}

fn minute_of(now: Instant) -> i64 {
    now.0.div_euclid(60_000)
}

fn day_of(now: Instant) -> i64 {
    now.0.div_euclid(86_400_000)
}

/// A number without its last four digits: the block that a forger usually draws from.
#[must_use]
pub fn prefix_of(number: &PhoneNumber) -> &str {
    let digits = number.as_str();
    &digits[..digits.len().saturating_sub(4)]
}

/// Texts and spend of the current minute and day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counter {
    /// The minute that is counted, since the epoch.
    pub minute: i64,
    /// Texts in it.
    pub minute_texts: u32,
    /// The day that is counted, since the epoch.
    pub day: i64,
    /// Texts in it.
    pub day_texts: u32,
    /// Spend in it, in millionths of the currency unit.
    pub day_micros: i64,
}

impl Counter {
    /// The counter as it stands at `now`: a window that is over counts nothing.
    #[must_use]
    pub fn at(self, now: Instant) -> Self {
        let (minute, day) = (minute_of(now), day_of(now));
        Self {
            minute,
            minute_texts: if self.minute == minute {
                self.minute_texts
            } else {
                0
            },
            day,
            day_texts: if self.day == day { self.day_texts } else { 0 },
            day_micros: if self.day == day { self.day_micros } else { 0 },
        }
    }

    /// The counter after one more text.
    #[must_use]
    pub fn plus(self, now: Instant, micros: i64) -> Self {
        let mut next = self.at(now);
        next.minute_texts = next.minute_texts.saturating_add(1);
        next.day_texts = next.day_texts.saturating_add(1);
        next.day_micros = next.day_micros.saturating_add(micros);
        next
    }
}

/// What the brakes read: the counters of the caller, of its prefix and of the business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Levels {
    /// This caller's.
    pub caller: Counter,
    /// The prefix's.
    pub prefix: Counter,
    /// The business's.
    pub business: Counter,
}

impl Levels {
    /// The brake that holds one more text of `micros`, if any.
    #[must_use]
    pub fn holding(&self, limits: &BrakeLimits, micros: i64, now: Instant) -> Option<Brake> {
        let (caller, prefix, all) = (
            self.caller.at(now),
            self.prefix.at(now),
            self.business.at(now),
        );
        [
            (caller.day_texts >= limits.caller_day_max, Brake::CallerDay),
            (
                prefix.minute_texts >= limits.prefix_minute_max,
                Brake::PrefixMinute,
            ),
            (prefix.day_texts >= limits.prefix_day_max, Brake::PrefixDay),
            (all.minute_texts >= limits.minute_max, Brake::Minute),
            (all.day_texts >= limits.day_max, Brake::Day),
            (
                all.day_micros.saturating_add(micros) > limits.spend_day_max_micros,
                Brake::SpendDay,
            ),
        ]
        .into_iter()
        .find_map(|(holds, brake)| holds.then_some(brake))
    }

    /// The levels after one more text.
    #[must_use]
    pub fn plus(&self, now: Instant, micros: i64) -> Self {
        Self {
            caller: self.caller.plus(now, micros),
            prefix: self.prefix.plus(now, micros),
            business: self.business.plus(now, micros),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_that_is_over_counts_nothing() {
        let noon = Instant(1_764_000_000_000);
        let counter = Counter::default().plus(noon, 5).plus(noon, 5);
        assert_eq!((counter.minute_texts, counter.day_micros), (2, 10));
        let later = counter.at(noon.plus(std::time::Duration::from_secs(60)));
        assert_eq!((later.minute_texts, later.day_texts), (0, 2));
        let next_day = counter.at(noon.plus(std::time::Duration::from_hours(24)));
        assert_eq!((next_day.day_texts, next_day.day_micros), (0, 0));
    }

    #[test]
    fn each_limit_holds_the_next_text_and_none_before() {
        let now = Instant(1_764_000_000_000);
        let limits = BrakeLimits {
            minute_max: 2,
            ..BrakeLimits::default()
        };
        let mut levels = Levels::default();
        for _ in 0..2 {
            assert_eq!(levels.holding(&limits, 1, now), None);
            levels = Levels {
                business: levels.business.plus(now, 1),
                ..levels
            };
        }
        assert_eq!(levels.holding(&limits, 1, now), Some(Brake::Minute));
    }
}
