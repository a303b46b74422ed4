//! What a business does: it chooses the starting texts.

use serde::{Deserialize, Serialize};

/// A trade.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Trade {
    /// Any business.
    #[default]
    General,
    /// Plumbing.
    Plumber,
    /// Heating and cooling.
    Heating,
    /// Electrical work.
    Electrician,
    /// Hair, nails, beauty.
    Salon,
    /// Cleaning.
    Cleaner,
    /// Cars.
    Garage,
    /// Gardens, lawns, trees.
    Gardener,
    /// Animals and people: no details by text.
    Clinic,
}

impl Trade {
    /// All of them, in the order in which the set-up shows them.
    pub const ALL: [Self; 9] = [
        Self::General,
        Self::Plumber,
        Self::Heating,
        Self::Electrician,
        Self::Salon,
        Self::Cleaner,
        Self::Garage,
        Self::Gardener,
        Self::Clinic,
    ];

    /// Its name in settings.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Plumber => "plumber",
            Self::Heating => "heating",
            Self::Electrician => "electrician",
            Self::Salon => "salon",
            Self::Cleaner => "cleaner",
            Self::Garage => "garage",
            Self::Gardener => "gardener",
            Self::Clinic => "clinic",
        }
    }

    /// The trade of this name.
    #[must_use]
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }

    /// What the set-up calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::General => "Something else",
            Self::Plumber => "Plumbing",
            Self::Heating => "Heating and cooling",
            Self::Electrician => "Electrical",
            Self::Salon => "Salon or barber",
            Self::Cleaner => "Cleaning",
            Self::Garage => "Garage",
            Self::Gardener => "Garden and lawn",
            Self::Clinic => "Vet or clinic",
        }
    }
}
