//! How a number's registration stands.

use serde::{Deserialize, Serialize};

use super::refusals::refusal;

/// How a number's registration stands, and with it whether texts may leave.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Registration {
    /// Nobody has said yet: the carrier was not asked, or could not be.
    #[default]
    Unknown,
    /// The number's country asks for none that Ringback knows of.
    NotNeeded,
    /// Carriers let its texts through.
    Registered,
    /// Handed in; carriers are looking at it.
    Pending,
    /// Something has not been handed in.
    Missing {
        /// What.
        what: Missing,
    },
    /// Handed in and refused.
    Refused {
        /// The carrier's codes, where it gave any.
        codes: Vec<u32>,
        /// Its own words, where it gave any.
        words: Vec<String>,
    },
}

/// What has not been handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Missing {
    /// The business itself (the "brand").
    Brand,
    /// The business is known; what it texts about (the "campaign") is not.
    Campaign,
    /// There is a campaign, and the number does not belong to it.
    NumberInCampaign {
        /// The messaging service that has the campaign.
        service: String,
    },
    /// Verification of a toll-free number.
    TollFree,
}

impl Registration {
    /// Whether texts may leave. Where nobody has said, they may: a text that is blocked comes back
    /// with a code that says so.
    #[must_use]
    pub fn lets_texts_leave(&self) -> bool {
        matches!(self, Self::Unknown | Self::NotNeeded | Self::Registered)
    }

    /// The state's name in JSON and in tests.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::NotNeeded => "not_needed",
            Self::Registered => "registered",
            Self::Pending => "pending",
            Self::Missing { .. } => "missing",
            Self::Refused { .. } => "refused",
        }
    }

    /// How it stands, as a sentence for the owner.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Unknown => "Whether this number is registered is not known yet.".to_owned(),
            Self::NotNeeded => "This number needs no registration.".to_owned(),
            Self::Registered => "This number is registered: its texts arrive.".to_owned(),
            Self::Pending => "The registration was handed in and waits for the carriers: texts \
                              are held until then."
                .to_owned(),
            Self::Missing { what } => what.sentence(),
            Self::Refused { codes, words } => refused(codes, words),
        }
    }

    /// What to do about it, as a sentence; nothing where nothing has to be done.
    #[must_use]
    pub fn fix(&self) -> Option<&'static str> {
        match self {
            Self::Unknown | Self::NotNeeded | Self::Registered => None,
            Self::Pending => Some(
                "Nothing has to be done; it takes days, at times weeks, and Ringback keeps asking.",
            ),
            Self::Missing { what } => Some(what.fix()),
            Self::Refused { codes, .. } => Some(
                codes
                    .iter()
                    .find_map(|code| refusal(*code))
                    .map_or("Mend what the refusal names and hand it in again.", |it| {
                        it.fix
                    }),
            ),
        }
    }
}

impl Missing {
    fn sentence(&self) -> String {
        match self {
            Self::Brand => "This number is not registered: the carriers do not know the business \
                            yet, so they would block its texts."
                .to_owned(),
            Self::Campaign => "This number is not registered: the business is known, but no \
                               campaign says what it texts about."
                .to_owned(),
            Self::NumberInCampaign { service } => format!(
                "This number is not registered: the campaign of the Messaging Service \
                 \"{service}\" does not include it."
            ),
            Self::TollFree => {
                "This toll-free number is not verified, so carriers would block its texts."
                    .to_owned()
            }
        }
    }

    fn fix(&self) -> &'static str {
        match self {
            Self::Brand => {
                "Register the business in Twilio's console under Messaging, Regulatory Compliance."
            }
            Self::Campaign => {
                "Add a campaign in Twilio's console; what it asks for stands ready below."
            }
            Self::NumberInCampaign { .. } => {
                "Add the number to that service's senders in Twilio's console."
            }
            Self::TollFree => {
                "Hand in the verification in Twilio's console; what it asks for stands ready below."
            }
        }
    }
}

fn refused(codes: &[u32], words: &[String]) -> String {
    let explained: Vec<String> = codes
        .iter()
        .map(|code| match refusal(*code) {
            Some(known) => format!("{code}: {}", known.meaning),
            None => format!("{code}: see twilio.com/docs/api/errors/{code}."),
        })
        .collect();
    let reasons = if explained.is_empty() {
        words.join(" ")
    } else {
        explained.join(" ")
    };
    if reasons.is_empty() {
        "The registration was refused, without a reason.".to_owned()
    } else {
        format!("The registration was refused. {reasons}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Registration> {
        let missing = |what| Registration::Missing { what };
        vec![
            Registration::Unknown,
            Registration::NotNeeded,
            Registration::Registered,
            Registration::Pending,
            missing(Missing::Brand),
            missing(Missing::Campaign),
            missing(Missing::NumberInCampaign {
                service: "Desk".to_owned(),
            }),
            missing(Missing::TollFree),
            Registration::Refused {
                codes: vec![30896],
                words: Vec::new(),
            },
        ]
    }

    #[test]
    fn texts_leave_only_where_carriers_would_take_them_or_nobody_knows() {
        let leaving = all()
            .iter()
            .filter(|state| state.lets_texts_leave())
            .count();
        assert_eq!(leaving, 3);
    }

    #[test]
    fn whatever_holds_texts_says_what_to_do() {
        for state in all() {
            assert_eq!(state.fix().is_none(), state.lets_texts_leave(), "{state:?}");
            assert!(state.sentence().ends_with('.'), "{state:?}");
            let json = serde_json::to_string(&state).unwrap();
            assert_eq!(serde_json::from_str::<Registration>(&json).unwrap(), state);
        }
    }

    #[test]
    fn refusals_are_explained_by_code_or_in_the_carriers_words() {
        let of = |codes: &[u32], words: &[&str]| Registration::Refused {
            codes: codes.to_vec(),
            words: words.iter().map(|&word| word.to_owned()).collect(),
        };
        assert!(of(&[30896], &[]).sentence().contains("agreed"));
        assert!(of(&[31999], &["x"]).sentence().contains("errors/31999"));
        assert!(
            of(&[], &["The website was down."])
                .sentence()
                .contains("website was down")
        );
        assert!(of(&[], &[]).sentence().contains("without a reason"));
    }
}
