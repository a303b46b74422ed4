//! Texts and spend by window of time.

use jiff::tz::Offset;

use crate::clock::Instant;
use crate::phone::PhoneNumber;

pub(super) fn minute_of(now: Instant) -> i64 {
    now.0.div_euclid(60_000)
}

pub(super) fn hour_of(now: Instant) -> i64 {
    now.0.div_euclid(3_600_000)
}

pub(super) fn day_of(now: Instant) -> i64 {
    now.0.div_euclid(86_400_000)
}

/// Months since the year 0, in UTC.
pub(super) fn month_of(now: Instant) -> i64 {
    let Ok(at) = jiff::Timestamp::from_millisecond(now.0) else {
        return 0;
    };
    let date = Offset::UTC.to_datetime(at).date();
    i64::from(date.year()) * 12 + i64::from(date.month()) - 1
}

/// When a month begins.
pub(super) fn month_start(month: i64) -> Option<Instant> {
    let year = i16::try_from(month.div_euclid(12)).ok()?;
    let month = i8::try_from(month.rem_euclid(12) + 1).ok()?;
    let date = jiff::civil::Date::new(year, month, 1).ok()?;
    let begin = Offset::UTC.to_timestamp(date.to_datetime(jiff::civil::Time::midnight()));
    Some(Instant(begin.ok()?.as_millisecond()))
}

/// A number without its last four digits: the block that a forger usually draws from.
#[must_use]
pub fn prefix_of(number: &PhoneNumber) -> &str {
    let digits = number.as_str();
    &digits[..digits.len().saturating_sub(4)]
}

/// Texts and spend of the current minute, hour, day and month (UTC).
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
    /// The day that is counted, since the epoch.
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
    pub fn at(self, now: Instant) -> Self {
        let (minute, hour) = (minute_of(now), hour_of(now));
        let (day, month) = (day_of(now), month_of(now));
        let texts = |stands: bool, texts| if stands { texts } else { 0 };
        let micros = |stands: bool, micros| if stands { micros } else { 0 };
        Self {
            minute,
            minute_texts: texts(self.minute == minute, self.minute_texts),
            hour,
            hour_texts: texts(self.hour == hour, self.hour_texts),
            day,
            day_texts: texts(self.day == day, self.day_texts),
            day_micros: micros(self.day == day, self.day_micros),
            month,
            month_texts: texts(self.month == month, self.month_texts),
            month_micros: micros(self.month == month, self.month_micros),
        }
    }

    /// The counter after one more text.
    #[must_use]
    pub fn plus(self, now: Instant, micros: i64) -> Self {
        let mut next = self.at(now);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_that_is_over_counts_nothing() {
        // 2026-01-31T23:58:00Z.
        let start = Instant(1_769_903_880_000);
        let counter = Counter::default().plus(start, 5).plus(start, 5);
        let texts = |counter: Counter| {
            [
                counter.minute_texts,
                counter.hour_texts,
                counter.day_texts,
                counter.month_texts,
            ]
        };
        let at = |seconds| counter.at(start.plus(std::time::Duration::from_secs(seconds)));
        assert_eq!(texts(at(59)), [2, 2, 2, 2]);
        assert_eq!(texts(at(60)), [0, 2, 2, 2]);
        assert_eq!(texts(at(119)), [0, 2, 2, 2]);
        assert_eq!(texts(at(120)), [0, 0, 0, 0], "a new month begins");
        assert_eq!((at(120).day_micros, at(119).month_micros), (0, 10));

        // 2026-01-15T22:59:59Z: an hour, and then a day, within the month.
        let start = Instant(1_768_517_999_000);
        let counter = Counter::default().plus(start, 7);
        let at = |seconds| counter.at(start.plus(std::time::Duration::from_secs(seconds)));
        assert_eq!(texts(at(1)), [0, 0, 1, 1]);
        assert_eq!((at(3600).day_micros, at(3601).day_micros), (7, 0));
        assert_eq!(at(3601).month_micros, 7);
    }
}
