//! What stands on the door when somebody calls, in words that fit into a text.

/// Whether the business is open, and when it opens again, written for the caller.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Door {
    /// Open, or a line without hours.
    #[default]
    Open,
    /// Closed, as on any day at this time.
    Closed {
        /// When it opens, as `Tue 8 AM`; empty when that is not in sight.
        opens: String,
    },
    /// Closed for a day with a name.
    Holiday {
        /// The name.
        name: String,
        /// When it opens, as `Tue 8 AM`; empty when that is not in sight.
        opens: String,
    },
    /// Closed for a vacation.
    Vacation {
        /// When it opens, as `Jan 4`; empty when that is not in sight.
        opens: String,
    },
}

impl Door {
    /// `{opens}`.
    #[must_use]
    pub fn opens(&self) -> &str {
        match self {
            Self::Open => "",
            Self::Closed { opens } | Self::Holiday { opens, .. } | Self::Vacation { opens } => opens,
        }
    }

    /// `{holiday}`.
    #[must_use]
    pub fn holiday(&self) -> &str {
        match self {
            Self::Holiday { name, .. } => name,
            Self::Open | Self::Closed { .. } | Self::Vacation { .. } => "",
        }
    }
}
