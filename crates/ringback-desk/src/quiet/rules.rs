//! When the law lets a business write, as dated data.
//!
//! What the sources say was read in November 2026; it is no legal advice, and where a source is a
//! vendor's table and not the law itself, it says so.

use crate::hours::{Period, TimeOfDay, Weekly};
use crate::texts::TextClass;

/// The hours in which texts are allowed where a rule holds: from the first, until before the
/// second. At 21:00:00 a text waits, although the law says "after 9 p.m.".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietRule {
    /// `federal`, or the state's two letters.
    pub code: &'static str,
    /// From which hour until which, Monday to Saturday.
    pub weekday_hours: (u32, u32),
    /// From which hour until which on Sunday.
    pub sunday_hours: (u32, u32),
    /// The law, and what vouches for what is said of it.
    pub source: &'static str,
    /// When the source was read, as year and month.
    pub read_on: &'static str,
}

const fn daily(code: &'static str, from: u32, until: u32, source: &'static str) -> QuietRule {
    QuietRule {
        code,
        weekday_hours: (from, until),
        sunday_hours: (from, until),
        source,
        read_on: "2026-11",
    }
}

/// The rule of the United States. Whether it covers texts that somebody agreed to is an open
/// question at the FCC (petition of March 2025); it is kept to as if it did.
pub const FEDERAL: QuietRule = daily("federal", 8, 21, "47 CFR 64.1200(c)(1)");

/// The rules of single states; each holds beside the federal one.
pub const QUIET_RULES: &[QuietRule] = &[
    FEDERAL,
    daily(
        "CT",
        9,
        20,
        "Connecticut; from a vendor's table, not from the law",
    ),
    daily("FL", 8, 20, "Florida Statutes 501.616(6)"),
    daily(
        "MD",
        8,
        20,
        "Maryland; from a vendor's table, not from the law",
    ),
    daily(
        "MS",
        8,
        20,
        "Mississippi; from a vendor's table, not from the law",
    ),
    daily(
        "NJ",
        8,
        20,
        "New Jersey; from a vendor's table, not from the law",
    ),
    daily(
        "OK",
        8,
        20,
        "Oklahoma Telephone Solicitation Act of 2022; from a commentary",
    ),
    QuietRule {
        code: "TX",
        weekday_hours: (9, 21),
        sunday_hours: (12, 21),
        source: "Texas Business and Commerce Code 301.051; from a vendor's table",
        read_on: "2026-11",
    },
    daily("WA", 8, 20, "RCW 19.158.040"),
];

/// The rule of a code, in capitals or not.
#[must_use]
pub fn rule(code: &str) -> Option<&'static QuietRule> {
    QUIET_RULES
        .iter()
        .find(|rule| rule.code.eq_ignore_ascii_case(code))
}

/// The rules that a text of this class is held to, when its recipient's number is of this state.
/// Those of the states are of marketing; none is of the answer to a call.
#[must_use]
pub fn rules_for(class: TextClass, state: Option<&str>) -> Vec<&'static QuietRule> {
    match class {
        TextClass::Reply => Vec::new(),
        TextClass::Service | TextClass::Review => vec![&FEDERAL],
        TextClass::Marketing => state.and_then(rule).into_iter().chain([&FEDERAL]).collect(),
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
