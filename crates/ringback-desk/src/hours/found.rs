//! What the hours said at an instant, to be kept with the call that asked and told to the owner.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::plan::Hours;
use super::state::OpenState;
use crate::clock::Instant;
use crate::zones::zone::{instant, timestamp};
use crate::zones::{self, Zone};

/// A closing longer ago than this is not told of.
const SINCE_DAYS: i64 = 8;
/// Within this time a weekday says which day is meant.
const WEEK: SignedDuration = SignedDuration::from_hours(24 * 6);

/// What the hours said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Open or closed, and why.
    pub state: FoundState,
    /// The holiday's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Since when it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Instant>,
    /// When that changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
    /// The zone of the business.
    pub zone: String,
}

/// [`OpenState`] without its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FoundState {
    /// Open.
    Open,
    /// Closed, as on any day at this time.
    Closed,
    /// Closed for a holiday.
    Holiday,
    /// Closed for a vacation.
    Vacation,
}

impl Hours {
    /// What the hours say at an instant, with the values that the rule went by.
    #[must_use]
    pub fn found(&self, now: Instant) -> Found {
        let (state, name, until) = match self.state(now) {
            OpenState::Open { closes_at } => (FoundState::Open, None, closes_at),
            OpenState::Closed { opens_at } => (FoundState::Closed, None, opens_at),
            OpenState::Holiday { name, opens_at } => (FoundState::Holiday, Some(name), opens_at),
            OpenState::Vacation { opens_at } => (FoundState::Vacation, None, opens_at),
        };
        let since = match state {
            FoundState::Open => None,
            _ => timestamp(now).and_then(|at| self.closed_since(at)),
        };
        Found {
            state,
            name,
            since,
            until,
            zone: self.zone.name().to_owned(),
        }
    }

    /// The last closing before `at`, a week back at most.
    fn closed_since(&self, at: Timestamp) -> Option<Instant> {
        let from = at
            .checked_sub(SignedDuration::from_hours(24 * SINCE_DAYS))
            .ok()?;
        self.spans(from)
            .take_while(|span| span.close <= at)
            .last()
            .map(|span| instant(span.close))
    }
}

impl Found {
    /// As the owner reads it: `Closed since Mon 17:00, opens Tue 8:00 (America/Chicago).`
    #[must_use]
    pub fn sentence(&self) -> String {
        let zone = zones::find(&self.zone).unwrap_or_else(Zone::utc);
        let shown = |at: Instant| shown(&zone, at, self.since);
        let what = match (&self.state, &self.name) {
            (FoundState::Open, _) => "Open".to_owned(),
            (FoundState::Holiday, Some(name)) => format!("Closed for {name}"),
            (FoundState::Vacation, _) => "Closed for a vacation".to_owned(),
            (FoundState::Closed | FoundState::Holiday, _) => "Closed".to_owned(),
        };
        let since = self
            .since
            .filter(|_| self.state == FoundState::Closed)
            .map(|since| format!(" since {}", shown(since)));
        let until = match (self.state, self.until) {
            (FoundState::Open, None) => " round the clock".to_owned(),
            (FoundState::Open, Some(until)) => format!(" until {}", shown(until)),
            (_, None) => ", and no opening is in sight".to_owned(),
            (_, Some(until)) => format!(", opens {}", shown(until)),
        };
        format!("{what}{}{until} ({zone}).", since.unwrap_or_default())
    }
}

/// An instant on the clock of a zone: `Tue 8:00`, and further than a week from `near` with its
/// date: `Mon 4 Jan 8:00`.
#[must_use]
pub fn shown(zone: &Zone, at: Instant, near: Option<Instant>) -> String {
    let Some(time) = timestamp(at) else {
        return at.to_rfc3339();
    };
    let is_near = near.is_none_or(|near| {
        let apart = (at.0 - near.0).unsigned_abs();
        u128::from(apart) <= WEEK.as_millis().unsigned_abs()
    });
    let wall = zone.wall(time);
    let pattern = if is_near {
        "%a %-H:%M"
    } else {
        "%a %-d %b %-H:%M"
    };
    wall.strftime(pattern).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hours::spelling;

    fn at(text: &str) -> Instant {
        instant(text.parse().unwrap())
    }

    fn sentence(week: &str, closed: &str, now: &str) -> String {
        let zone = zones::find("America/Chicago").unwrap();
        let mut hours = Hours::weekly(zone, spelling::weekly(week).unwrap());
        hours.closed = spelling::closures(closed.split_terminator(',')).unwrap();
        hours.holidays.keep("us");
        let found = hours.found(at(now));
        let stored = serde_json::to_string(&found).unwrap();
        assert_eq!(serde_json::from_str::<Found>(&stored).unwrap(), found);
        found.sentence()
    }

    #[test]
    fn the_owner_reads_the_rule_with_its_values() {
        let week = "mon-fri 8:00-17:00";
        let winter = "2026-12-24..2027-01-02 vacation";
        for (week, closed, now, read) in [
            (
                week,
                "",
                "2026-11-24T03:30:00Z",
                "Closed since Mon 17:00, opens Tue 8:00 (America/Chicago).",
            ),
            (
                week,
                "",
                "2026-11-24T15:00:00Z",
                "Open until Tue 17:00 (America/Chicago).",
            ),
            (
                week,
                "",
                "2026-11-26T15:00:00Z",
                "Closed for Thanksgiving Day, opens Fri 8:00 (America/Chicago).",
            ),
            (
                week,
                winter,
                "2026-12-26T15:00:00Z",
                "Closed for a vacation, opens Mon 4 Jan 8:00 (America/Chicago).",
            ),
            (
                "never",
                "",
                "2026-11-24T15:00:00Z",
                "Closed, and no opening is in sight (America/Chicago).",
            ),
        ] {
            assert_eq!(sentence(week, closed, now), read);
        }
    }

    #[test]
    fn who_never_closes_is_open_round_the_clock() {
        let zone = zones::find("America/Chicago").unwrap();
        let hours = Hours::weekly(zone, spelling::weekly("24h").unwrap());
        let found = hours.found(at("2026-11-24T15:00:00Z"));
        assert_eq!(found.sentence(), "Open round the clock (America/Chicago).");
    }
}
