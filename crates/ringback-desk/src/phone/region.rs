//! Which numbering region a number belongs to, as CLDR writes it: `US`, `CA`, `PR`, `GB`.
//!
//! `+1` is not a country: the United States, Canada, Jamaica and twenty-two others share it, so
//! what may be texted is decided by region and never by calling code.

use std::fmt;
use std::str::FromStr;

use rlibphonenumber::{PHONE_NUMBER_UTIL, Region as PlanRegion};
use serde::{Deserialize, Serialize};

/// A region that has a numbering plan: two capital letters, or `001` for numbers that belong to
/// no country (satellite and international networks).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region([u8; 3]);

/// A text that names no region with a numbering plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a country with a phone numbering plan; write two letters, such as US or GB")]
pub struct UnknownRegion(String);

impl Region {
    /// The United States.
    pub const US: Self = Self(*b"US\0");
    /// Canada.
    pub const CA: Self = Self(*b"CA\0");

    /// The letters, such as `US`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0)
            .unwrap_or_default()
            .trim_end_matches('\0')
    }

    /// The country calling code: 1 for `US`, 44 for `GB`; `None` for `001`.
    #[must_use]
    pub fn calling_code(self) -> Option<u16> {
        let code = PHONE_NUMBER_UTIL.get_country_code_for_region(self.plan())?;
        u16::try_from(code).ok()
    }

    /// The same region as the plan library names it.
    pub(super) fn plan(self) -> PlanRegion {
        PlanRegion::from_code(self.as_str()).unwrap_or(PlanRegion::World)
    }

    pub(super) fn from_plan(plan: PlanRegion) -> Self {
        let letters = plan.as_region_str();
        let mut code = [0; 3];
        for (to, from) in code.iter_mut().zip(letters.as_str().bytes()) {
            *to = from;
        }
        Self(code)
    }
}

impl FromStr for Region {
    type Err = UnknownRegion;

    /// Reads `us` or `US`.
    fn from_str(letters: &str) -> Result<Self, Self::Err> {
        let plan = PlanRegion::from_code(letters)
            .map_err(|_| UnknownRegion(letters.chars().take(20).collect()))?;
        let known = plan == PlanRegion::World
            || PHONE_NUMBER_UTIL
                .get_country_code_for_region(plan)
                .is_some();
        known
            .then(|| Self::from_plan(plan))
            .ok_or_else(|| UnknownRegion(letters.to_owned()))
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Region {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Region {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let letters = std::borrow::Cow::<'de, str>::deserialize(from)?;
        letters.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn reads_and_writes_letters() {
        assert_eq!("us".parse::<Region>().unwrap(), Region::US);
        assert_eq!("PR".parse::<Region>().unwrap().to_string(), "PR");
        assert_eq!("001".parse::<Region>().unwrap().as_str(), "001");
        assert_eq!(serde_json::to_string(&Region::CA).unwrap(), "\"CA\"");
        assert_eq!(
            serde_json::from_str::<Region>("\"gb\"").unwrap().as_str(),
            "GB"
        );
    }

    #[test]
    fn refuses_what_has_no_plan() {
        for letters in ["", "U", "USA", "XX", "U$", "ÜS", "zz"] {
            assert!(letters.parse::<Region>().is_err(), "{letters:?}");
        }
    }

    #[test]
    fn knows_calling_codes() {
        assert_eq!(Region::US.calling_code(), Some(1));
        assert_eq!("GB".parse::<Region>().unwrap().calling_code(), Some(44));
    }
}
