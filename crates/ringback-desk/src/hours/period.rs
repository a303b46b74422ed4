//! A period of opening on the clock on the wall, and a week of them.

use std::fmt;

use jiff::civil::{Date, DateTime, Time, Weekday};

const DAY_SECONDS: u32 = 86_400;

/// A time of day in whole seconds, 00:00 to 24:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay {
    seconds: u32,
}

/// From one time of day to another: open at the first, closed at the second.
///
/// A period that closes at or before its opening time ends on the next day, and belongs to the
/// day on which it starts. So 18:00-02:00 is an evening and 00:00-00:00 a whole day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// When it opens; before 24:00.
    open: TimeOfDay,
    /// When it closes.
    close: TimeOfDay,
}

/// The periods of each weekday, sorted by opening.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Weekly {
    /// Monday first.
    days: [Vec<Period>; 7],
}

impl TimeOfDay {
    /// Midnight at the start of the day.
    pub const MIDNIGHT: Self = Self { seconds: 0 };
    /// Midnight at the end of the day.
    pub const END: Self = Self {
        seconds: DAY_SECONDS,
    };

    /// From hour and minute; `None` past 24:00.
    #[must_use]
    pub fn new(hour: u32, minute: u32, second: u32) -> Option<Self> {
        let seconds = hour * 3600 + minute * 60 + second;
        (minute < 60 && second < 60 && hour <= 24 && seconds <= DAY_SECONDS)
            .then_some(Self { seconds })
    }

    /// `8:00`, `08:00`, `08:00:30`, `24:00`; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(':');
        let hour = digits(parts.next()?, 1)?;
        let minute = digits(parts.next()?, 2)?;
        let second = parts.next().map_or(Some(0), |part| digits(part, 2))?;
        if parts.next().is_some() {
            return None;
        }
        Self::new(hour, minute, second)
    }

    /// Seconds since midnight.
    #[must_use]
    pub fn seconds(self) -> u32 {
        self.seconds
    }

    /// This time on a date; 24:00 is the midnight after it. `None` at the end of the calendar.
    fn on(self, date: Date) -> Option<DateTime> {
        if self == Self::END {
            return Some(date.tomorrow().ok()?.to_datetime(Time::midnight()));
        }
        let part = |seconds: u32| i8::try_from(seconds).ok();
        Some(date.at(
            part(self.seconds / 3600)?,
            part(self.seconds / 60 % 60)?,
            part(self.seconds % 60)?,
            0,
        ))
    }
}

/// A number of one or two digits, at least `least` of them.
fn digits(text: &str, least: usize) -> Option<u32> {
    let fits = (least..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

impl Period {
    /// The whole day.
    pub const DAY: Self = Self {
        open: TimeOfDay::MIDNIGHT,
        close: TimeOfDay::END,
    };

    /// A period; `None` when it would open at 24:00, which is the next day's 00:00.
    #[must_use]
    pub fn new(open: TimeOfDay, close: TimeOfDay) -> Option<Self> {
        (open < TimeOfDay::END).then_some(Self { open, close })
    }

    /// Whether it ends on the day after the one on which it starts.
    #[must_use]
    pub fn is_past_midnight(self) -> bool {
        self.close <= self.open
    }

    /// Whether it still runs when a later period of the same day begins.
    pub(super) fn reaches(self, later: Self) -> bool {
        self.is_past_midnight() || later.open < self.close
    }

    /// How long it is on a day whose clock does not change, in seconds.
    #[must_use]
    pub fn seconds(self) -> u32 {
        let closes = self.close.seconds;
        let past_midnight = if self.is_past_midnight() {
            DAY_SECONDS
        } else {
            0
        };
        closes + past_midnight - self.open.seconds
    }

    /// Its first and last moment on the wall, when it starts on `date`. `None` at the end of the
    /// calendar.
    pub(super) fn on(self, date: Date) -> Option<(DateTime, DateTime)> {
        let closes_on = if self.is_past_midnight() {
            date.tomorrow().ok()?
        } else {
            date
        };
        Some((self.open.on(date)?, self.close.on(closes_on)?))
    }
}

impl Weekly {
    /// Never open.
    #[must_use]
    pub fn never() -> Self {
        Self::default()
    }

    /// The same periods every day.
    #[must_use]
    pub fn daily(periods: &[Period]) -> Self {
        let mut weekly = Self::never();
        for day in &mut weekly.days {
            day.extend_from_slice(periods);
            day.sort_unstable();
        }
        weekly
    }

    /// Adds a period to a weekday.
    pub fn add(&mut self, day: Weekday, period: Period) {
        let periods = &mut self.days[index(day)];
        periods.push(period);
        periods.sort_unstable();
    }

    /// The periods that start on a weekday, sorted by opening.
    #[must_use]
    pub fn on(&self, day: Weekday) -> &[Period] {
        &self.days[index(day)]
    }

    /// All periods, those of Monday first.
    pub fn periods(&self) -> impl Iterator<Item = Period> {
        self.days.iter().flatten().copied()
    }

    /// Whether no day has a period.
    #[must_use]
    pub fn is_never(&self) -> bool {
        self.days.iter().all(Vec::is_empty)
    }
}

fn index(day: Weekday) -> usize {
    usize::try_from(day.to_monday_zero_offset()).unwrap_or(0)
}

impl fmt::Display for TimeOfDay {
    /// `8:00`; with seconds only where there are some.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute) = (self.seconds / 3600, self.seconds / 60 % 60);
        write!(f, "{hour}:{minute:02}")?;
        match self.seconds % 60 {
            0 => Ok(()),
            second => write!(f, ":{second:02}"),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.open, self.close)
    }
}
