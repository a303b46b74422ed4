//! How the date of a holiday follows from the year.

use jiff::civil::{Date, Weekday};

/// On which date of a year a holiday falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateRule {
    /// A date: month, day.
    On(i8, i8),
    /// A weekday of a month: month, which one (-1 is the last), weekday.
    Nth(i8, i8, Weekday),
    /// The last such weekday before a date, which itself is excluded: month, day, weekday.
    Before(i8, i8, Weekday),
    /// So many days after Easter Sunday.
    Easter(i64),
}

/// On which days a holiday is observed that falls on a weekend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Observed {
    /// It is not moved.
    Never,
    /// Saturday to the Friday before, Sunday to the Monday after (5 U.S.C. 6103(b) and Executive
    /// Order 11582).
    Nearest,
    /// Saturday and Sunday to the Monday after.
    Monday,
    /// Sunday to the Monday after; Saturday stays.
    SundayToMonday,
    /// Boxing Day behind Christmas: each weekend day that the two take is made up for after it.
    BehindChristmas,
}

impl DateRule {
    /// The date in a year; `None` when that year has none.
    #[must_use]
    pub fn date(self, year: i16) -> Option<Date> {
        match self {
            Self::On(month, day) => Date::new(year, month, day).ok(),
            Self::Nth(month, nth, weekday) => Date::new(year, month, 1)
                .and_then(|first| first.nth_weekday_of_month(nth, weekday))
                .ok(),
            Self::Before(month, day, weekday) => Date::new(year, month, day)
                .and_then(|date| date.nth_weekday(-1, weekday))
                .ok(),
            Self::Easter(days) => plus(easter(year)?, days),
        }
    }
}

impl Observed {
    /// Where a holiday is observed that falls on `date`; `None` when it stays.
    #[must_use]
    pub fn moved(self, date: Date) -> Option<Date> {
        let days = match (self, date.weekday()) {
            (Self::Nearest, Weekday::Saturday) => -1,
            (Self::Nearest | Self::SundayToMonday | Self::Monday, Weekday::Sunday) => 1,
            (Self::Monday, Weekday::Saturday) => 2,
            // Christmas on Friday: Boxing Day on Monday. On Saturday or Sunday: on Tuesday,
            // behind Christmas's Monday.
            (Self::BehindChristmas, Weekday::Saturday | Weekday::Sunday) => 2,
            // Christmas on Sunday takes Boxing Day's Monday.
            (Self::BehindChristmas, Weekday::Monday) => 1,
            _ => return None,
        };
        plus(date, days)
    }
}

fn plus(date: Date, days: i64) -> Option<Date> {
    date.checked_add(jiff::SignedDuration::from_hours(24 * days))
        .ok()
}

/// Easter Sunday of the Gregorian calendar, by the tables of the Book of Common Prayer as
/// arithmetic (the "anonymous" computus, Nature, 20 April 1876).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let golden = year % 19;
    let (century, rest) = (year / 100, year % 100);
    let moon =
        (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    let days = moon + sunday - 7 * late + 114;
    let part = |value: i32| i8::try_from(value).ok();
    Date::new(
        i16::try_from(year).ok()?,
        part(days / 31)?,
        part(days % 31 + 1)?,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn easter_sundays_are_those_of_the_calendar() {
        for (year, month, day) in [
            (1961, 4, 2),
            (2000, 4, 23),
            (2008, 3, 23),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2038, 4, 25),
            (2076, 4, 19),
        ] {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }
}
