//! The situations in which a caller is texted, each with words of its own.

use serde::{Deserialize, Serialize};

/// What a text answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Situation {
    /// A call while the business is open.
    Open,
    /// A call outside opening hours.
    Closed,
    /// A call on a day that is off and has a name.
    Holiday,
    /// A call during a vacation.
    Vacation,
    /// A call while the business is open, of somebody whose first name is known.
    Known,
    /// A call of somebody who was texted within the line's window.
    Again,
    /// A call that ended with a voicemail, on a line that waits for it.
    Voicemail,
}

impl Situation {
    /// All of them, in the order in which settings show them.
    pub const ALL: [Self; 7] = [
        Self::Open,
        Self::Closed,
        Self::Holiday,
        Self::Vacation,
        Self::Known,
        Self::Again,
        Self::Voicemail,
    ];

    /// Its name in JSON and in settings.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Holiday => "holiday",
            Self::Vacation => "vacation",
            Self::Known => "known",
            Self::Again => "again",
            Self::Voicemail => "voicemail",
        }
    }

    /// The situation of this name.
    #[must_use]
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }
}
