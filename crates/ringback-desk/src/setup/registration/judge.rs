//! From what the carrier says about brands, campaigns and verifications to one state.

use serde::{Deserialize, Serialize};

use super::state::{Missing, Registration};

/// How something that was handed in stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Accepted.
    Approved,
    /// Being looked at.
    Pending,
    /// Refused, suspended or taken away.
    Refused,
}

/// A fault that was found in what was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fault {
    /// The carrier's code, where it gave one.
    pub code: Option<u32>,
    /// Its own words; may be empty.
    pub words: String,
}

/// A brand or campaign as handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// How it stands.
    pub standing: Standing,
    /// What was found wrong with it.
    pub faults: Vec<Fault>,
}

/// A toll-free verification as handed in; the same thing under another name.
pub type TollFree = Campaign;

/// What the carrier says about one number's registration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Facts {
    /// A number that needs none.
    NotNeeded,
    /// A local number of the United States.
    Campaign {
        /// Campaigns of the service that the number is in.
        own: Vec<Campaign>,
        /// The name of another service that has an approved campaign, if there is one.
        elsewhere: Option<String>,
        /// The businesses that the account has registered.
        brands: Vec<Campaign>,
    },
    /// A toll-free number of North America, newest verification first.
    TollFree {
        /// What was handed in for it.
        verifications: Vec<TollFree>,
    },
}

/// How a number's registration stands. What is approved counts whatever was refused before it; what
/// is being looked at counts before what was refused.
#[must_use]
pub fn judge(facts: &Facts) -> Registration {
    match facts {
        Facts::NotNeeded => Registration::NotNeeded,
        Facts::TollFree { verifications } => {
            best_of(verifications).unwrap_or(Registration::Missing {
                what: Missing::TollFree,
            })
        }
        Facts::Campaign {
            own,
            elsewhere,
            brands,
        } => best_of(own).unwrap_or_else(|| without_campaign(elsewhere.as_ref(), brands)),
    }
}

/// The number is in no campaign: how far did the owner get?
fn without_campaign(elsewhere: Option<&String>, brands: &[Campaign]) -> Registration {
    if let Some(service) = elsewhere {
        let what = Missing::NumberInCampaign {
            service: service.clone(),
        };
        return Registration::Missing { what };
    }
    match best_of(brands) {
        Some(Registration::Registered) => Registration::Missing {
            what: Missing::Campaign,
        },
        Some(state) => state,
        None => Registration::Missing {
            what: Missing::Brand,
        },
    }
}

fn best_of(handed_in: &[Campaign]) -> Option<Registration> {
    let stands = |standing| handed_in.iter().find(|one| one.standing == standing);
    if stands(Standing::Approved).is_some() {
        return Some(Registration::Registered);
    }
    if stands(Standing::Pending).is_some() {
        return Some(Registration::Pending);
    }
    let refused = stands(Standing::Refused)?;
    let mut codes: Vec<u32> = refused
        .faults
        .iter()
        .filter_map(|fault| fault.code)
        .collect();
    codes.dedup();
    let words = refused.faults.iter().map(|fault| fault.words.clone());
    Some(Registration::Refused {
        codes,
        words: words.filter(|words| !words.is_empty()).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(standing: Standing) -> Campaign {
        Campaign {
            standing,
            faults: Vec::new(),
        }
    }

    fn refused(code: u32) -> Campaign {
        Campaign {
            standing: Standing::Refused,
            faults: vec![Fault {
                code: Some(code),
                words: "no".to_owned(),
            }],
        }
    }

    fn campaign(
        own: Vec<Campaign>,
        elsewhere: Option<&str>,
        brands: Vec<Campaign>,
    ) -> &'static str {
        let facts = Facts::Campaign {
            own,
            elsewhere: elsewhere.map(str::to_owned),
            brands,
        };
        match judge(&facts) {
            Registration::Missing { what } => match what {
                Missing::Brand => "brand",
                Missing::Campaign => "campaign",
                Missing::NumberInCampaign { .. } => "number",
                Missing::TollFree => "other",
            },
            state => state.code(),
        }
    }

    #[test]
    fn a_local_number_goes_from_nothing_to_registered() {
        use Standing::{Approved, Pending};
        assert_eq!(campaign(vec![], None, vec![]), "brand");
        assert_eq!(campaign(vec![], None, vec![one(Pending)]), "pending");
        assert_eq!(campaign(vec![], None, vec![refused(30799)]), "refused");
        assert_eq!(campaign(vec![], None, vec![one(Approved)]), "campaign");
        assert_eq!(
            campaign(vec![], Some("Desk"), vec![one(Approved)]),
            "number"
        );
        assert_eq!(
            campaign(vec![one(Pending)], None, vec![one(Approved)]),
            "pending"
        );
        assert_eq!(
            campaign(vec![refused(30896)], None, vec![one(Approved)]),
            "refused"
        );
        assert_eq!(
            campaign(vec![refused(30896), one(Pending)], None, vec![]),
            "pending"
        );
        assert_eq!(
            campaign(vec![refused(30896), one(Approved)], None, vec![]),
            "registered"
        );
    }

    #[test]
    fn a_refusal_carries_codes_and_words() {
        let facts = Facts::TollFree {
            verifications: vec![refused(30513)],
        };
        let expected = Registration::Refused {
            codes: vec![30513],
            words: vec!["no".to_owned()],
        };
        assert_eq!(judge(&facts), expected);
    }

    #[test]
    fn a_toll_free_number_is_verified_or_not() {
        let of = |verifications| judge(&Facts::TollFree { verifications }).code();
        assert_eq!(of(vec![]), "missing");
        assert_eq!(of(vec![one(Standing::Pending)]), "pending");
        assert_eq!(of(vec![one(Standing::Approved)]), "registered");
        assert_eq!(judge(&Facts::NotNeeded), Registration::NotNeeded);
    }
}
