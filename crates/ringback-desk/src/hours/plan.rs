//! When a business is open: its week, and the dates that differ.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::holidays::Holidays;
use super::period::{Period, Weekly};
use crate::zones::Zone;

/// The hours of a business, in its zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    /// Where the clock hangs.
    pub zone: Zone,
    /// The ordinary week.
    pub weekly: Weekly,
    /// Dates with periods of their own; without any, the date is closed. They go before
    /// everything else.
    pub special: BTreeMap<Date, Vec<Period>>,
    /// Dates and ranges that are closed.
    pub closed: Vec<Closure>,
    /// Holidays, on which it is closed.
    pub holidays: Holidays,
}

/// A date or a range of them on which the business is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    /// The first closed date.
    pub first: Date,
    /// The last closed date.
    pub last: Date,
    /// What it is.
    pub kind: ClosureKind,
}

/// What a closure is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClosureKind {
    /// Time off: a range of dates, or what its words call a vacation.
    Vacation,
    /// A day with a name, as a holiday has.
    Named(String),
    /// A closed day, and no word of why.
    Plain,
}

/// Which rule a date follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayRule<'a> {
    /// The ordinary week.
    Weekly,
    /// Periods of its own.
    Special,
    /// A closure.
    Closed(&'a Closure),
    /// A holiday of this name.
    Holiday(&'static str),
}

impl Hours {
    /// The hours of an ordinary week, without any date that differs.
    #[must_use]
    pub fn weekly(zone: Zone, weekly: Weekly) -> Self {
        Self {
            zone,
            weekly,
            special: BTreeMap::new(),
            closed: Vec::new(),
            holidays: Holidays::none(),
        }
    }

    /// Which rule a date follows.
    #[must_use]
    pub fn rule(&self, date: Date) -> DayRule<'_> {
        if self.special.contains_key(&date) {
            return DayRule::Special;
        }
        if let Some(closure) = self.closure(date) {
            return DayRule::Closed(closure);
        }
        match self.holidays.on(date) {
            Some(name) => DayRule::Holiday(name),
            None => DayRule::Weekly,
        }
    }

    /// The periods that start on a date, sorted by opening.
    #[must_use]
    pub fn periods(&self, date: Date) -> &[Period] {
        if let Some(periods) = self.special.get(&date) {
            return periods;
        }
        let weekly = self.weekly.on(date.weekday());
        let is_closed = || self.closure(date).is_some() || self.holidays.on(date).is_some();
        if weekly.is_empty() || is_closed() {
            return &[];
        }
        weekly
    }

    fn closure(&self, date: Date) -> Option<&Closure> {
        self.closed
            .iter()
            .find(|closure| (closure.first..=closure.last).contains(&date))
    }

    /// The last date that differs from the ordinary week by itself; holidays come every year.
    pub(super) fn last_date(&self) -> Option<Date> {
        let special = self.special.keys().next_back().copied();
        special.max(self.closed.iter().map(|closure| closure.last).max())
    }
}
