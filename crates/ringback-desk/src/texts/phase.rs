//! The stations of a text on its way out.

use serde::{Deserialize, Serialize};

/// Where a text is on its way out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Written, and not given to the carrier.
    Pending,
    /// The request may have left; the carrier's answer is not stored.
    Attempted,
    /// The carrier has it.
    Accepted,
    /// The carrier refused it for good.
    Refused,
    /// The request left, and nobody can say what became of it.
    Unknown,
    /// It does not leave, for a reason.
    Held,
    /// It came in; nothing is to be done.
    Received,
}

impl Phase {
    /// The name under which it is stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Attempted => "attempted",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::Held => "held",
            Self::Received => "received",
        }
    }

    /// The phase of a stored name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [
            Self::Pending,
            Self::Attempted,
            Self::Accepted,
            Self::Refused,
            Self::Unknown,
            Self::Held,
            Self::Received,
        ]
        .into_iter()
        .find(|phase| phase.code() == code)
    }
}
