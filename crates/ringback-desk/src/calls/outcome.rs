//! How a call ended, decided once.

use serde::{Deserialize, Serialize};

use super::missed::MissedWhy;

/// Whether a call was missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// Not known yet: it rings, or its end has not been heard of.
    #[default]
    Open,
    /// A person took it.
    Answered,
    /// Nobody took it.
    Missed {
        /// Why.
        why: MissedWhy,
    },
}

impl Outcome {
    /// Whether it is still to be decided.
    #[must_use]
    pub fn is_open(self) -> bool {
        self == Self::Open
    }
}
