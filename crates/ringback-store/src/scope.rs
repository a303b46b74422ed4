//! What a command is about.

use ringback_desk::id::BusinessId;

/// What a command is about: commands about the same business never run at the same time, on
/// whichever replica, and different businesses do not wait on each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// One business: rows of another are not touched.
    Business(BusinessId),
    /// The installation: businesses come and go, leases are taken across all of them.
    Installation,
}

impl From<BusinessId> for Scope {
    fn from(business: BusinessId) -> Self {
        Self::Business(business)
    }
}
