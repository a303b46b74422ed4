//! What the carrier says about an account and its numbers.

use serde::{Deserialize, Serialize};

use super::wiring::{Hook, Wiring};
use crate::phone::{Class, PhoneNumber, Region, classify};

/// An account at the carrier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountFacts {
    /// The carrier's id.
    pub account: String,
    /// What its owner calls it.
    pub name: String,
    /// `active`, `suspended` or `closed`.
    pub status: String,
    /// A trial account texts and calls only numbers that were verified first.
    pub trial: bool,
}

/// One number of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberFacts {
    /// The carrier's id.
    pub id: String,
    /// The number itself.
    pub number: PhoneNumber,
    /// Whether it takes calls.
    pub takes_calls: bool,
    /// Whether it takes and sends texts.
    pub takes_texts: bool,
    /// Whether it takes and sends pictures.
    pub takes_pictures: bool,
    /// Where its calls and texts lead.
    pub wiring: Wiring,
    /// The messaging service that it belongs to, if any.
    pub service: Option<ServiceFacts>,
}

impl NumberFacts {
    /// Which registration carriers want before texts from this number arrive.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        Scheme::of(&self.number)
    }
}

/// A messaging service: a pool of numbers with settings of its own, which come before those of its
/// numbers (<https://www.twilio.com/docs/messaging/api/service-resource>).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceFacts {
    /// The carrier's id.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// Where texts to all its numbers lead; an empty address drops them unlogged.
    pub inbound: Hook,
    /// Whether each number's own setting counts instead.
    pub uses_number_setting: bool,
    /// How many other numbers are in it.
    pub others: usize,
}

impl ServiceFacts {
    /// Whether it decides where texts to its numbers lead.
    #[must_use]
    pub fn overrides_texts(&self) -> bool {
        !self.uses_number_setting
    }
}

/// Which registration carriers want before texts from a number arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scheme {
    /// A brand and a campaign (A2P 10DLC): local numbers of the United States.
    Campaign,
    /// Toll-free verification: toll-free numbers of North America.
    TollFree,
    /// None that Ringback knows of.
    None,
}

impl Scheme {
    /// By the number's kind and country. US territories share the mainland's carriers, and with
    /// them its rules.
    #[must_use]
    pub fn of(number: &PhoneNumber) -> Self {
        let classified = classify(number.as_str(), None);
        let is_nanp = number.as_str().starts_with("+1");
        match (classified.class, classified.region) {
            (Class::TollFree, _) if is_nanp => Self::TollFree,
            (_, Some(region)) if is_united_states(region) => Self::Campaign,
            _ => Self::None,
        }
    }
}

fn is_united_states(region: Region) -> bool {
    matches!(region.as_str(), "US" | "PR" | "VI" | "GU" | "AS" | "MP")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheme_follows_country_and_kind() {
        for (number, scheme) in [
            ("+13125550100", Scheme::Campaign),
            ("+17875550100", Scheme::Campaign),
            ("+18885550100", Scheme::TollFree),
            ("+18335550100", Scheme::TollFree),
            ("+16045550100", Scheme::None),
            ("+18765550100", Scheme::None),
            ("+447400123456", Scheme::None),
        ] {
            let number = PhoneNumber::from_e164(number).unwrap();
            assert_eq!(Scheme::of(&number), scheme, "{}", number.as_str());
        }
    }
}
