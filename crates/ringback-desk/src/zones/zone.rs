//! A time zone by its IANA name, with the rules that its clocks follow.

use std::fmt;

use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use crate::clock::Instant;

/// A time zone: its IANA name and its clock.
#[derive(Clone, PartialEq, Eq)]
pub struct Zone {
    name: String,
    clock: TimeZone,
}

/// What a local date and time means in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocalTime {
    /// It happens once.
    Normal(Timestamp),
    /// The clock skips it.
    Gap {
        /// Read with the offset from before the gap, as RFC 5545 3.3.5 asks for.
        rfc5545: Timestamp,
        /// The jump: the first instant after what is skipped.
        jump: Timestamp,
        /// Read with the offset from after the gap.
        other: Timestamp,
    },
    /// The clock shows it twice; RFC 5545 3.3.5 means the first time.
    Overlap {
        /// The first time.
        first: Timestamp,
        /// The second time.
        second: Timestamp,
    },
}

impl LocalTime {
    /// The instant that RFC 5545 3.3.5 means.
    #[must_use]
    pub fn rfc5545(self) -> Timestamp {
        match self {
            Self::Normal(at) => at,
            Self::Gap { rfc5545, .. } => rfc5545,
            Self::Overlap { first, .. } => first,
        }
    }

    /// The first instant at which the clock shows this time or a later one.
    #[must_use]
    pub fn first_at_or_after(self) -> Timestamp {
        match self {
            Self::Gap { jump, .. } => jump,
            Self::Normal(at) | Self::Overlap { first: at, .. } => at,
        }
    }
}

impl Zone {
    /// A zone of this name with this clock. [`super::find`] knows those of IANA.
    #[must_use]
    pub fn new(name: impl Into<String>, clock: TimeZone) -> Self {
        Self {
            name: name.into(),
            clock,
        }
    }

    /// UTC.
    #[must_use]
    pub fn utc() -> Self {
        Self::new("UTC", TimeZone::UTC)
    }

    /// The IANA name, as `America/Chicago`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the clock on the wall shows.
    #[must_use]
    pub fn wall(&self, at: Timestamp) -> DateTime {
        self.clock.to_datetime(at)
    }

    /// How far the clock on the wall is ahead of UTC, in seconds.
    #[must_use]
    pub fn offset_seconds(&self, at: Timestamp) -> i32 {
        self.clock.to_offset(at).seconds()
    }

    /// What a local date and time means. `None` at the ends of the calendar (years -9999 and
    /// 9999), where an offset leads out of it.
    #[must_use]
    pub fn resolve(&self, local: DateTime) -> Option<LocalTime> {
        Some(match self.clock.to_ambiguous_timestamp(local).offset() {
            AmbiguousOffset::Unambiguous { offset } => {
                LocalTime::Normal(offset.to_timestamp(local).ok()?)
            }
            AmbiguousOffset::Fold { before, after } => LocalTime::Overlap {
                first: before.to_timestamp(local).ok()?,
                second: after.to_timestamp(local).ok()?,
            },
            AmbiguousOffset::Gap { before, after } => {
                let rfc5545 = before.to_timestamp(local).ok()?;
                // Strictly before the second after it: the jump itself when it lies there.
                let later = rfc5545.checked_add(SignedDuration::from_secs(1)).ok()?;
                LocalTime::Gap {
                    rfc5545,
                    jump: self.clock.preceding(later).next()?.timestamp(),
                    other: after.to_timestamp(local).ok()?,
                }
            }
        })
    }

    /// The local date at an instant.
    #[must_use]
    pub fn date(&self, at: Instant) -> Option<Date> {
        Some(self.wall(timestamp(at)?).date())
    }
}

/// The instant as jiff has it; `None` outside of years -9999 to 9999.
pub(crate) fn timestamp(at: Instant) -> Option<Timestamp> {
    Timestamp::from_millisecond(at.0).ok()
}

/// The instant as the desk has it.
pub(crate) fn instant(at: Timestamp) -> Instant {
    Instant(at.as_millisecond())
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::zones::find;

    const KIT: &str = include_str!("../../../../tests/data/times.json");

    fn kit() -> Value {
        serde_json::from_str(KIT).unwrap()
    }

    fn zone(row: &Value) -> Zone {
        find(row["zone"].as_str().unwrap()).unwrap()
    }

    #[test]
    fn local_times_mean_what_the_kit_says() {
        for row in kit()["local_to_utc"].as_array().unwrap() {
            let local: DateTime = row["local"].as_str().unwrap().parse().unwrap();
            let meaning = match zone(row).resolve(local).unwrap() {
                LocalTime::Normal(at) => json!({"kind": "normal", "utc": at.to_string()}),
                LocalTime::Overlap { first, second } => json!({
                    "kind": "overlap",
                    "utc_first": first.to_string(),
                    "utc_second": second.to_string(),
                }),
                LocalTime::Gap {
                    rfc5545,
                    jump,
                    other,
                } => json!({
                    "kind": "gap",
                    "utc_rfc5545": rfc5545.to_string(),
                    "local_rfc5545": zone(row).wall(rfc5545).to_string(),
                    "utc_first_after_gap": jump.to_string(),
                    "utc_other": other.to_string(),
                }),
            };
            assert_eq!(meaning, row["expect"], "{}", row["id"]);
        }
    }

    /// A day before an appointment is the same time on the clock, which may be 23 or 25 hours.
    #[test]
    fn a_day_before_an_appointment_is_that_of_the_kit() {
        for row in kit()["reminders"].as_array().unwrap() {
            let zone = zone(row);
            let local: DateTime = row["appointment_local"].as_str().unwrap().parse().unwrap();
            let at = zone.resolve(local).unwrap().rfc5545();
            assert_eq!(json!(at.to_string()), row["appointment_utc"], "{row}");
            let before = local.date().yesterday().unwrap().to_datetime(local.time());
            let expected = &row["one_day_before"];
            let utc = expected.get("utc").or_else(|| expected.get("utc_rfc5545"));
            let before = zone.resolve(before).unwrap().rfc5545();
            assert_eq!(Some(&json!(before.to_string())), utc, "{row}");
            let day = at - SignedDuration::from_hours(24);
            assert_eq!(json!(day.to_string()), row["24_hours_before_utc"]);
            let wall = zone.wall(day).to_string();
            assert_eq!(json!(wall), row["24_hours_before_local"]);
        }
    }

    /// The data is the one that the kit was made with: every change of the clocks is there, and
    /// none of those that were abolished.
    #[test]
    fn clocks_change_when_they_do_and_no_longer_where_they_stopped() {
        let offset = |zone: &Zone, at: Timestamp| zone.offset_seconds(at);
        let second = SignedDuration::from_secs(1);
        for row in kit()["transitions"].as_array().unwrap() {
            let at: Timestamp = row["at_utc"].as_str().unwrap().parse().unwrap();
            assert_eq!(json!(offset(&zone(row), at - second)), row["offset_before"]);
            assert_eq!(json!(offset(&zone(row), at)), row["offset_after"], "{row}");
        }
        for row in kit()["removed_transitions"].as_array().unwrap() {
            let at: Timestamp = row["at_utc"].as_str().unwrap().parse().unwrap();
            let zone = zone(row);
            assert_eq!(offset(&zone, at - second), offset(&zone, at), "{row}");
        }
    }
}
