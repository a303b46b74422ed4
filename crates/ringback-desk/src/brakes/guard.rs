//! What the business's row of the brakes carries beside its counters: the breaker, and which
//! brakes a person lifted.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Brake, Breaker};
use crate::clock::Instant;

/// One brake, lifted by a person for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lift {
    /// Which.
    pub brake: Brake,
    /// When it was lifted.
    pub at: Instant,
    /// Until when.
    pub until: Instant,
    /// By whom, as people know them.
    pub by: String,
}

impl Lift {
    /// Who lifted what for how long, as a sentence for the owner.
    #[must_use]
    pub fn sentence(&self) -> String {
        let hours = self.until.since(self.at).as_secs() / 3_600;
        let span = match hours {
            0 | 1 => "an hour".to_owned(),
            hours => format!("{hours} hours"),
        };
        let name = self.brake.code().replace('_', " ");
        format!("{} lifted the brake ({name}) for {span}.", self.by)
    }
}

/// For how long a person may lift a brake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LiftFor {
    /// An hour.
    Hour,
    /// A day.
    Day,
}

impl LiftFor {
    /// The lift of this name: `hour` or `day`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "hour" => Some(Self::Hour),
            "day" => Some(Self::Day),
            _ => None,
        }
    }

    /// When a lift that begins now is over.
    #[must_use]
    pub fn until(self, now: Instant) -> Instant {
        now.plus(match self {
            Self::Hour => Duration::from_hours(1),
            Self::Day => Duration::from_hours(24),
        })
    }
}

/// The breaker and the lifts of one business.
///
/// Stored as JSON. Rows outlive code: new fields carry `#[serde(default)]`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Guard {
    /// The breaker.
    #[serde(default)]
    pub breaker: Breaker,
    /// What people lifted; at most one for each brake.
    #[serde(default)]
    pub lifts: Vec<Lift>,
}

impl Guard {
    /// Until when the brake is lifted.
    #[must_use]
    pub fn lifted_until(&self, brake: Brake, now: Instant) -> Option<Instant> {
        self.lift_of(brake, now).map(|lift| lift.until)
    }

    /// The lift of this brake that counts now.
    #[must_use]
    pub fn lift_of(&self, brake: Brake, now: Instant) -> Option<&Lift> {
        let mut lifts = self.lifts.iter();
        lifts.find(|lift| lift.brake == brake && now < lift.until)
    }

    /// Lifts a brake, and forgets lifts that are over. The breaker starts anew afterwards: what
    /// made it open was looked at by a person.
    pub fn lift(&mut self, brake: Brake, at: Instant, until: Instant, by: &str) {
        self.lifts
            .retain(|lift| lift.brake != brake && at < lift.until);
        self.lifts.push(Lift {
            brake,
            at,
            until,
            by: by.to_owned(),
        });
        if brake == Brake::Breaker {
            self.breaker = Breaker::default();
        }
    }

    /// Ends a lift before its time; says whether there was one.
    pub fn set_again(&mut self, brake: Brake, now: Instant) -> bool {
        let was = self.lifted_until(brake, now).is_some();
        self.lifts.retain(|lift| lift.brake != brake);
        was
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lift_is_one_per_brake_and_can_be_taken_back() {
        let mut guard = Guard::default();
        let now = Instant(1_764_000_000_000);
        let (hour, day) = (LiftFor::Hour.until(now), LiftFor::Day.until(now));
        guard.lift(Brake::Day, now, hour, "Dana");
        guard.lift(Brake::Day, now, day, "Sam");
        assert_eq!(guard.lifts.len(), 1);
        assert_eq!(guard.lifted_until(Brake::Day, hour), Some(day));
        let lift = guard.lift_of(Brake::Day, now).unwrap();
        assert_eq!(lift.sentence(), "Sam lifted the brake (day) for 24 hours.");
        assert_eq!(guard.lifted_until(Brake::Minute, now), None);
        assert!(guard.set_again(Brake::Day, now) && !guard.set_again(Brake::Day, now));
        let stored = serde_json::to_string(&guard).unwrap();
        assert_eq!(serde_json::from_str::<Guard>(&stored).unwrap(), guard);
        assert_eq!(serde_json::from_str::<Guard>("{}").unwrap(), guard);
    }
}
