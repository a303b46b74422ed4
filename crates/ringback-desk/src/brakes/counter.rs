//! Texts and spend by window of time.

use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use crate::clock::Instant;
use crate::phone::PhoneNumber;
use crate::zones::Zone;

pub(super) fn minute_of(now: Instant) -> i64 {
    now.0.div_euclid(60_000)
}

/// Which hour it is, since the epoch. Hours begin everywhere at the same time, but for the zones
/// that are half an hour off.
#[must_use]
pub fn hour_of(now: Instant) -> i64 {
    now.0.div_euclid(3_600_000)
}

/// Which day it is in `zone`: days of the calendar since 1970-01-01.
#[must_use]
pub fn day_of(now: Instant, zone: &Zone) -> i64 {
    let midnight = |date: Date| Offset::UTC.to_timestamp(date.to_datetime(Time::midnight()));
    let date = zone.date(now).and_then(|date| midnight(date).ok());
    let seconds = date.map_or(now.0.div_euclid(1_000), |date| date.as_second());
    seconds.div_euclid(86_400)
}

/// Months since the year 0, in `zone`.
pub(super) fn month_of(now: Instant, zone: &Zone) -> i64 {
    zone.date(now).map_or(0, |date| {
        i64::from(date.year()) * 12 + i64::from(date.month()) - 1
    })
}

/// When the next day begins in `zone`.
pub(super) fn next_day(now: Instant, zone: &Zone) -> Option<Instant> {
    beginning(zone.date(now)?.tomorrow().ok()?, zone)
}

/// When the next month begins in `zone`.
pub(super) fn next_month(now: Instant, zone: &Zone) -> Option<Instant> {
    beginning(zone.date(now)?.last_of_month().tomorrow().ok()?, zone)
}

fn beginning(date: Date, zone: &Zone) -> Option<Instant> {
    let midnight = zone.resolve(date.to_datetime(Time::midnight()))?;
    Some(Instant(midnight.first_at_or_after().as_millisecond()))
}

/// A number without its last four digits: the block that a forger usually draws from.
#[must_use]
pub fn prefix_of(number: &PhoneNumber) -> &str {
    let digits = number.as_str();
    &digits[..digits.len().saturating_sub(4)]
}

/// Texts and spend of the current minute, hour, day and month. Days and months are the business's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counter {
    /// The minute that is counted, since the epoch.
    pub minute: i64,
    /// Texts in it.
    pub minute_texts: u32,
    /// The hour that is counted, since the epoch.
    pub hour: i64,
    /// Texts in it.
    pub hour_texts: u32,
    /// The day that is counted, since 1970-01-01.
    pub day: i64,
    /// Texts in it.
    pub day_texts: u32,
    /// Spend in it, in millionths of the currency unit.
    pub day_micros: i64,
    /// The month that is counted, since the year 0.
    pub month: i64,
    /// Texts in it.
    pub month_texts: u32,
    /// Spend in it, in millionths of the currency unit.
    pub month_micros: i64,
}

impl Counter {
    /// The counter as it stands at `now`: a window that is over counts nothing.
    #[must_use]
    pub fn at(self, now: Instant, zone: &Zone) -> Self {
        let (minute, hour) = (minute_of(now), hour_of(now));
        let (day, is_today) = window(self.day, day_of(now, zone));
        let (month, is_this_month) = window(self.month, month_of(now, zone));
        let texts = |stands: bool, texts| if stands { texts } else { 0 };
        let micros = |stands: bool, micros| if stands { micros } else { 0 };
        Self {
            minute,
            minute_texts: texts(self.minute == minute, self.minute_texts),
            hour,
            hour_texts: texts(self.hour == hour, self.hour_texts),
            day,
            day_texts: texts(is_today, self.day_texts),
            day_micros: micros(is_today, self.day_micros),
            month,
            month_texts: texts(is_this_month, self.month_texts),
            month_micros: micros(is_this_month, self.month_micros),
        }
    }

    /// The counter after one more text.
    #[must_use]
    pub fn plus(self, now: Instant, zone: &Zone, micros: i64) -> Self {
        let mut next = self.at(now, zone);
        for texts in [
            &mut next.minute_texts,
            &mut next.hour_texts,
            &mut next.day_texts,
            &mut next.month_texts,
        ] {
            *texts = texts.saturating_add(1);
        }
        next.day_micros = next.day_micros.saturating_add(micros);
        next.month_micros = next.month_micros.saturating_add(micros);
        next
    }
}

/// Which window counts, and whether it is the stored one. A line of the same business farther east
/// may have begun the next one already: both count into that, and nobody begins anew twice a night.
fn window(stored: i64, current: i64) -> (i64, bool) {
    if stored == current || stored == current + 1 {
        (stored, true)
    } else {
        (current, false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_that_is_over_counts_nothing() {
        let zone = Zone::utc();
        // 2026-01-31T23:58:00Z.
        let start = Instant(1_769_903_880_000);
        let counter = Counter::default()
            .plus(start, &zone, 5)
            .plus(start, &zone, 5);
        let texts = |counter: Counter| {
            [
                counter.minute_texts,
                counter.hour_texts,
                counter.day_texts,
                counter.month_texts,
            ]
        };
        let at = |seconds| {
            let later = start.plus(std::time::Duration::from_secs(seconds));
            counter.at(later, &zone)
        };
        assert_eq!(texts(at(59)), [2, 2, 2, 2]);
        assert_eq!(texts(at(60)), [0, 2, 2, 2]);
        assert_eq!(texts(at(119)), [0, 2, 2, 2]);
        assert_eq!(texts(at(120)), [0, 0, 0, 0], "a new month begins");
        assert_eq!((at(120).day_micros, at(119).month_micros), (0, 10));

        // 2026-01-15T22:59:59Z: an hour, and then a day, within the month.
        let start = Instant(1_768_517_999_000);
        let counter = Counter::default().plus(start, &zone, 7);
        let at = |seconds| {
            let later = start.plus(std::time::Duration::from_secs(seconds));
            counter.at(later, &zone)
        };
        assert_eq!(texts(at(1)), [0, 0, 1, 1]);
        assert_eq!((at(3600).day_micros, at(3601).day_micros), (7, 0));
        assert_eq!(at(3601).month_micros, 7);
    }

    #[test]
    fn lines_in_two_zones_count_into_one_day_and_neither_begins_it_twice() {
        let [chicago, denver] = ["America/Chicago", "America/Denver"]
            .map(|name| crate::zones::find(name).expect("a zone"));
        // 2026-07-01T05:30:00Z: half past midnight in Chicago, half past eleven in Denver.
        let now = Instant(1_782_883_800_000);
        let counter = Counter::default().plus(now, &chicago, 1);
        let both = counter.plus(now, &denver, 1).plus(now, &chicago, 1);
        assert_eq!((both.day_texts, both.month_texts), (3, 3));
        let later = now.plus(std::time::Duration::from_hours(1));
        assert_eq!(both.at(later, &denver).day_texts, 3, "Denver's midnight");
        let tomorrow = now.plus(std::time::Duration::from_hours(24));
        assert_eq!(both.at(tomorrow, &chicago).day_texts, 0);
    }
}
