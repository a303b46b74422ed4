//! When the law lets a business write: which rules hold for a text, and the hours that each allows.

use super::table::{federal, rule};
use crate::hours::{Period, TimeOfDay, Weekly};
use crate::texts::TextClass;

/// The hours in which texts are allowed where a rule holds: from the first, until before the
/// second. At 21:00:00 a text waits, although the law says "after 9 p.m.".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuietRule {
    /// `federal`, or the state's two letters.
    pub code: String,
    /// From which hour until which, Monday to Saturday.
    pub weekday_hours: (u32, u32),
    /// From which hour until which on Sunday.
    pub sunday_hours: (u32, u32),
    /// The law, and what vouches for what is said of it.
    pub source: String,
    /// When the source was read, as year and month.
    pub read_on: String,
}

/// The rules that a text of this class is held to, when its recipient's number is of this state.
/// Those of the states are of marketing; none is of the answer to a call.
#[must_use]
pub fn rules_for(class: TextClass, state: Option<&str>) -> Vec<&'static QuietRule> {
    match class {
        TextClass::Reply => Vec::new(),
        TextClass::Service | TextClass::Review => vec![federal()],
        TextClass::Marketing => state
            .and_then(rule)
            .into_iter()
            .chain([federal()])
            .collect(),
    }
}

impl QuietRule {
    /// The allowed hours as a week.
    #[must_use]
    pub fn week(&self) -> Weekly {
        let period = |(from, until)| {
            let hour = |hour| TimeOfDay::new(hour, 0, 0);
            Period::new(hour(from)?, hour(until)?)
        };
        let mut week = Weekly::never();
        for day in jiff::civil::Weekday::Monday.cycle_forward().take(7) {
            let hours = match day {
                jiff::civil::Weekday::Sunday => self.sunday_hours,
                _ => self.weekday_hours,
            };
            if let Some(period) = period(hours) {
                week.add(day, period);
            }
        }
        week
    }
}
