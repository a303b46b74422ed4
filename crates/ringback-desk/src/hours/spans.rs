//! The hours as stretches of time: from the instant of an opening to that of its closing.
//!
//! It opens at the first instant at which the clock on the wall shows the opening time or a later
//! one, and closes at the first that shows the closing time or a later one. So a time that the
//! clock skips means the jump, and one that it shows twice means the first. Stretches that touch
//! are one: who is open round the clock never closes.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::plan::Hours;

/// How many days past the last date that differs a week must show whether it ever closes. More
/// than two weeks, because a clock change can swallow the only break of a week.
const PROOF_DAYS: i64 = 22;
/// Holidays come once a year, at the latest.
const HOLIDAY_DAYS: i64 = 400;
/// What lies further off than this is not looked for: five years.
const HORIZON_DAYS: i64 = 1_830;

/// Open from `open`, closed at `close`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) open: Timestamp,
    pub(super) close: Timestamp,
}

/// How the hours stand at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Whether it is open.
    pub open: bool,
    /// The first opening after the instant; `None` when there is none.
    pub next_open: Option<Timestamp>,
    /// When it closes, while it is open; `None` when it never does.
    pub next_close: Option<Timestamp>,
}

impl Hours {
    /// How the hours stand at an instant.
    #[must_use]
    pub fn read(&self, at: Timestamp) -> Reading {
        let mut reading = Reading {
            open: false,
            next_open: None,
            next_close: None,
        };
        for span in self.spans(at) {
            if at < span.open {
                reading.next_open = Some(span.open);
                break;
            }
            if at < span.close {
                reading.open = true;
                if span.close == Timestamp::MAX {
                    break;
                }
                reading.next_close = Some(span.close);
            }
        }
        reading
    }

    /// The stretches from shortly before `at` on. One that never closes ends at
    /// [`Timestamp::MAX`], and is the last.
    pub(super) fn spans(&self, at: Timestamp) -> impl Iterator<Item = Span> {
        let today = self.zone.wall(at).date();
        // A period is a day long at most, so that two days back nothing can reach `at`.
        let first = today.yesterday().and_then(Date::yesterday);
        Spans {
            hours: self,
            date: first.ok(),
            index: 0,
            end: self.proven_by(today),
            running: None,
        }
    }

    /// By which date the hours have shown all that they are going to do.
    fn proven_by(&self, today: Date) -> Date {
        let after = |date: Date, days: i64| {
            date.checked_add(SignedDuration::from_hours(24 * days))
                .unwrap_or(Date::MAX)
        };
        let holidays = if self.holidays.is_none() {
            0
        } else {
            HOLIDAY_DAYS
        };
        let from = self.last_date().map_or(today, |last| last.max(today));
        after(from, PROOF_DAYS + holidays).min(after(today, HORIZON_DAYS))
    }
}

/// Walks along the dates; see [`Hours::spans`].
struct Spans<'a> {
    hours: &'a Hours,
    /// The date to look at; `None` when there is none left.
    date: Option<Date>,
    /// The period of the date to look at.
    index: usize,
    /// The last date to look at.
    end: Date,
    /// The stretch that may go on.
    running: Option<Span>,
}

impl Spans<'_> {
    /// The stretch of the next period, by itself.
    fn step(&mut self) -> Option<Span> {
        loop {
            let date = self.date.filter(|date| *date <= self.end)?;
            let Some(period) = self.hours.periods(date).get(self.index) else {
                self.index = 0;
                self.date = self.following(date);
                continue;
            };
            self.index += 1;
            let (open, close) = period.on(date)?;
            let span = Span {
                open: self.hours.zone.resolve(open)?.first_at_or_after(),
                close: self.hours.zone.resolve(close)?.first_at_or_after(),
            };
            // The clock can skip the whole of a short period.
            if span.open < span.close {
                return Some(span);
            }
        }
    }

    /// The next date that may have a period: without a week, only those of their own.
    fn following(&self, date: Date) -> Option<Date> {
        let tomorrow = date.tomorrow().ok()?;
        if !self.hours.weekly.is_never() {
            return Some(tomorrow);
        }
        self.hours
            .special
            .range(tomorrow..)
            .next()
            .map(|(date, _)| *date)
    }
}

impl Iterator for Spans<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        while let Some(span) = self.step() {
            match &mut self.running {
                None => self.running = Some(span),
                Some(running) if span.open <= running.close => {
                    running.close = running.close.max(span.close);
                }
                Some(running) => return Some(std::mem::replace(running, span)),
            }
        }
        let last = self.running.take()?;
        // Still running on the last day looked at: it will run for ever.
        let never_closes = self.hours.zone.wall(last.close).date() > self.end;
        Some(Span {
            close: if never_closes {
                Timestamp::MAX
            } else {
                last.close
            },
            ..last
        })
    }
}
