//! The brakes by name.

use serde::{Deserialize, Serialize};

use super::counter::{day_of, hour_of, minute_of, month_of, next_day, next_month};
use crate::clock::Instant;
use crate::zones::Zone;

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;

/// Which brake holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Brake {
    /// A burst of very short calls from many numbers: no automatic text leaves until it is over.
    Breaker,
    /// Too many to one caller this hour.
    CallerHour,
    /// Too many to one caller today.
    CallerDay,
    /// Too many to one prefix this minute.
    PrefixMinute,
    /// Too many to one prefix today.
    PrefixDay,
    /// Too many this minute.
    Minute,
    /// Too many this hour.
    Hour,
    /// Too many today.
    Day,
    /// Too many this month.
    Month,
    /// Too much spent today.
    SpendDay,
    /// Too much spent this month.
    SpendMonth,
}

impl Brake {
    /// All of them, in the order in which they are asked.
    pub const ALL: [Self; 11] = [
        Self::Breaker,
        Self::CallerHour,
        Self::CallerDay,
        Self::PrefixMinute,
        Self::PrefixDay,
        Self::Minute,
        Self::Hour,
        Self::Day,
        Self::Month,
        Self::SpendDay,
        Self::SpendMonth,
    ];

    /// Its name in JSON, in notices and on the command line.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Breaker => "breaker",
            Self::CallerHour => "caller_hour",
            Self::CallerDay => "caller_day",
            Self::PrefixMinute => "prefix_minute",
            Self::PrefixDay => "prefix_day",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Month => "month",
            Self::SpendDay => "spend_day",
            Self::SpendMonth => "spend_month",
        }
    }

    /// The brake of this name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|brake| brake.code() == code)
    }

    /// Why no text left, as a sentence for the owner.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Breaker => {
                "Not texted: a burst of very short calls from many numbers paused automatic texts."
            }
            Self::CallerHour => {
                "Not texted: this caller had as many texts this hour as the brake allows."
            }
            Self::CallerDay => {
                "Not texted: this caller had as many texts today as the brake allows."
            }
            Self::PrefixMinute => {
                "Not texted: too many calls from numbers that look alike within a minute."
            }
            Self::PrefixDay => "Not texted: too many calls from numbers that look alike today.",
            Self::Minute => "Not texted: too many missed calls within a minute; the brake holds.",
            Self::Hour => "Not texted: this hour's limit of automatic texts is used up.",
            Self::Day => "Not texted: today's limit of automatic texts is used up.",
            Self::Month => "Not texted: this month's limit of automatic texts is used up.",
            Self::SpendDay => "Not texted: today's budget for automatic texts is used up.",
            Self::SpendMonth => "Not texted: this month's budget for automatic texts is used up.",
        }
    }

    /// What it counts, as a page lists it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Breaker => "Bursts of very short calls",
            Self::CallerHour => "To one caller this hour",
            Self::CallerDay => "To one caller today",
            Self::PrefixMinute => "To numbers that look alike, this minute",
            Self::PrefixDay => "To numbers that look alike, today",
            Self::Minute => "This minute",
            Self::Hour => "This hour",
            Self::Day => "Today",
            Self::Month => "This month",
            Self::SpendDay => "Spent today",
            Self::SpendMonth => "Spent this month",
        }
    }

    /// In which window of time the owner is told of it, once. A minute's brake may hold in every
    /// minute of a long night, and is told of once an hour.
    #[must_use]
    pub fn window(self, now: Instant, zone: &Zone) -> i64 {
        match self {
            Self::Breaker => minute_of(now),
            Self::PrefixMinute | Self::Minute | Self::CallerHour | Self::Hour => hour_of(now),
            Self::CallerDay | Self::PrefixDay | Self::Day | Self::SpendDay => day_of(now, zone),
            Self::Month | Self::SpendMonth => month_of(now, zone),
        }
    }

    /// When its window is over: days and months end at the business's own midnight. `None` for the
    /// breaker, which waits for quiet.
    #[must_use]
    pub fn resets_at(self, now: Instant, zone: &Zone) -> Option<Instant> {
        let next = |length_ms: i64| {
            let number = now.0.div_euclid(length_ms);
            Instant(number.saturating_add(1).saturating_mul(length_ms))
        };
        match self {
            Self::Breaker => None,
            Self::PrefixMinute | Self::Minute => Some(next(MINUTE_MS)),
            Self::CallerHour | Self::Hour => Some(next(HOUR_MS)),
            Self::CallerDay | Self::PrefixDay | Self::Day | Self::SpendDay => next_day(now, zone),
            Self::Month | Self::SpendMonth => next_month(now, zone),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back_and_each_window_ends() {
        // 2026-02-28T23:59:30Z.
        let now = Instant(1_772_323_170_000);
        for brake in Brake::ALL {
            assert_eq!(Brake::from_code(brake.code()), Some(brake));
            assert!(brake.sentence().starts_with("Not texted: "));
            if let Some(end) = brake.resets_at(now, &Zone::utc()) {
                assert_eq!(end.to_rfc3339(), "2026-03-01T00:00:00.000Z", "{brake:?}");
            }
        }
        assert_eq!(Brake::from_code("year"), None);
        let next_year = Brake::Month.resets_at(Instant(1_798_000_000_000), &Zone::utc());
        assert_eq!(
            next_year.map(Instant::to_rfc3339).as_deref(),
            Some("2027-01-01T00:00:00.000Z")
        );
    }

    #[test]
    fn days_and_months_end_at_the_midnight_of_the_business() {
        let chicago = crate::zones::find("America/Chicago").expect("a zone");
        let end = |brake: Brake, now: i64| {
            let end = brake.resets_at(Instant(now), &chicago);
            end.map(Instant::to_rfc3339).expect("an end")
        };
        // 2026-02-28T23:59:30Z: early evening of the same day in Chicago.
        let evening = 1_772_323_170_000;
        assert_eq!(end(Brake::Day, evening), "2026-03-01T06:00:00.000Z");
        assert_eq!(end(Brake::SpendMonth, evening), "2026-03-01T06:00:00.000Z");
        // 2026-03-08T12:00:00Z: the clocks went forward that morning.
        assert_eq!(
            end(Brake::Day, 1_772_971_200_000),
            "2026-03-09T05:00:00.000Z"
        );
    }
}
