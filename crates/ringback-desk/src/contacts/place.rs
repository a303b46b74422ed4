//! The zone that a person lives by, as it is noted.

use serde::{Deserialize, Serialize};

use crate::zones::{self, Zone};

/// The IANA name of a person's zone.
///
/// A name and no [`Zone`], for rows outlive zone data: what a later table no longer knows is as if
/// nothing had been noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Place(String);

impl Place {
    /// The place of a stored name.
    #[must_use]
    pub fn named(name: String) -> Self {
        Self(name)
    }

    /// The name: `America/Chicago`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }

    /// The zone of that name, where there is one.
    #[must_use]
    pub fn zone(&self) -> Option<Zone> {
        zones::find(&self.0)
    }
}

impl From<&Zone> for Place {
    fn from(zone: &Zone) -> Self {
        Self(zone.name().to_owned())
    }
}
