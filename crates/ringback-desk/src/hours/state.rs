//! What a caller would find on the door at an instant.

use super::plan::{ClosureKind, DayRule, Hours};
use crate::clock::Instant;
use crate::zones::zone::{instant, timestamp};

/// Whether a business is open, and why not. The text after a missed call is chosen by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenState {
    /// Open.
    Open {
        /// When it closes; `None` when it never does.
        closes_at: Option<Instant>,
    },
    /// Closed, as on any day at this time.
    Closed {
        /// When it opens; `None` when that is not in sight.
        opens_at: Option<Instant>,
    },
    /// Closed for a day with a name.
    Holiday {
        /// The name, as `Thanksgiving Day`.
        name: String,
        /// When it opens; `None` when that is not in sight.
        opens_at: Option<Instant>,
    },
    /// Closed for a vacation.
    Vacation {
        /// When it opens; `None` when that is not in sight.
        opens_at: Option<Instant>,
    },
}

impl OpenState {
    /// Whether it is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Open { .. })
    }

    /// When it opens next, if it is closed and that is in sight.
    #[must_use]
    pub fn opens_at(&self) -> Option<Instant> {
        match self {
            Self::Open { .. } => None,
            Self::Closed { opens_at }
            | Self::Holiday { opens_at, .. }
            | Self::Vacation { opens_at } => *opens_at,
        }
    }
}

impl Hours {
    /// What a caller finds at an instant. A period that began on the day before goes on, whatever
    /// today is.
    #[must_use]
    pub fn state(&self, now: Instant) -> OpenState {
        let Some(at) = timestamp(now) else {
            return OpenState::Closed { opens_at: None };
        };
        let reading = self.read(at);
        if reading.open {
            return OpenState::Open {
                closes_at: reading.next_close.map(instant),
            };
        }
        let opens_at = reading.next_open.map(instant);
        let named = |name: &str| OpenState::Holiday {
            name: name.to_owned(),
            opens_at,
        };
        match self.rule(self.zone.wall(at).date()) {
            DayRule::Weekly | DayRule::Special => OpenState::Closed { opens_at },
            DayRule::Holiday(name) => named(name),
            DayRule::Closed(closure) => match &closure.kind {
                ClosureKind::Vacation => OpenState::Vacation { opens_at },
                ClosureKind::Named(name) => named(name),
                ClosureKind::Plain => OpenState::Closed { opens_at },
            },
        }
    }
}
