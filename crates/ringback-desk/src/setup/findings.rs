//! What stands in the way of a line, in words for its owner.

use super::facts::{AccountFacts, NumberFacts};

/// Something that was found out about an account or a number. Each has a sentence that says what
/// is the matter, and one that says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The account SID is not one.
    NotAnAccountSid,
    /// An API key was given instead of the account's own SID.
    KeyInsteadOfAccount,
    /// The carrier refuses SID and token, and the token looks like an API key's secret.
    KeyInsteadOfToken,
    /// The carrier refuses SID and token.
    WrongToken,
    /// The carrier knows no such account.
    NoSuchAccount,
    /// The account is suspended or closed.
    AccountNotActive {
        /// The carrier's word.
        status: String,
    },
    /// The account is on trial.
    TrialAccount,
    /// The carrier could not be asked.
    CarrierSilent {
        /// What went wrong.
        why: String,
    },
    /// The account has no number at all.
    NoNumbers,
    /// The number is not one of the account's.
    NotInAccount,
    /// The number takes no calls.
    NoCalls,
    /// The number takes and sends no texts.
    NoTexts,
    /// The number takes no pictures.
    NoPictures,
    /// A SIP trunk takes its calls.
    Trunk {
        /// The trunk's id.
        id: String,
    },
    /// An application takes its calls.
    CallApplication {
        /// The application's id.
        id: String,
    },
    /// An application takes its texts.
    TextApplication {
        /// The application's id.
        id: String,
    },
    /// A messaging service drops its texts unlogged.
    ServiceDropsTexts {
        /// The service's name.
        name: String,
    },
    /// A messaging service takes its texts somewhere else.
    ServiceTakesTexts {
        /// The service's name.
        name: String,
        /// Where to.
        url: String,
        /// How many other numbers it serves.
        others: usize,
    },
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// Good to know.
    Note,
    /// It would override Ringback; set-up replaces it.
    Replaced,
    /// Ringback cannot serve the line while this is so.
    Stops,
}

impl Finding {
    /// The finding's name in JSON and in tests.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAnAccountSid => "not_an_account_sid",
            Self::KeyInsteadOfAccount => "key_instead_of_account",
            Self::KeyInsteadOfToken => "key_instead_of_token",
            Self::WrongToken => "wrong_token",
            Self::NoSuchAccount => "no_such_account",
            Self::AccountNotActive { .. } => "account_not_active",
            Self::TrialAccount => "trial_account",
            Self::CarrierSilent { .. } => "carrier_silent",
            Self::NoNumbers => "no_numbers",
            Self::NotInAccount => "not_in_account",
            Self::NoCalls => "no_calls",
            Self::NoTexts => "no_texts",
            Self::NoPictures => "no_pictures",
            Self::Trunk { .. } => "trunk",
            Self::CallApplication { .. } => "call_application",
            Self::TextApplication { .. } => "text_application",
            Self::ServiceDropsTexts { .. } => "service_drops_texts",
            Self::ServiceTakesTexts { .. } => "service_takes_texts",
        }
    }

    /// How much it matters.
    #[must_use]
    pub fn weight(&self) -> Weight {
        match self {
            Self::TrialAccount | Self::NoPictures => Weight::Note,
            Self::Trunk { .. }
            | Self::CallApplication { .. }
            | Self::TextApplication { .. }
            | Self::ServiceDropsTexts { .. }
            | Self::ServiceTakesTexts { .. } => Weight::Replaced,
            Self::NotAnAccountSid
            | Self::KeyInsteadOfAccount
            | Self::KeyInsteadOfToken
            | Self::WrongToken
            | Self::NoSuchAccount
            | Self::AccountNotActive { .. }
            | Self::CarrierSilent { .. }
            | Self::NoNumbers
            | Self::NotInAccount
            | Self::NoCalls
            | Self::NoTexts => Weight::Stops,
        }
    }

    /// What is the matter, as a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::NotAnAccountSid => "That is not an account SID.".to_owned(),
            Self::KeyInsteadOfAccount => {
                "That is the SID of an API key, and Ringback needs the account's own.".to_owned()
            }
            Self::KeyInsteadOfToken => {
                "Twilio refuses SID and token, and the token looks like the secret of an API key."
                    .to_owned()
            }
            Self::WrongToken => "Twilio refuses this auth token for this account.".to_owned(),
            Self::NoSuchAccount => "Twilio knows no account with this SID.".to_owned(),
            Self::AccountNotActive { status } => format!("The Twilio account is {status}."),
            Self::TrialAccount => "The Twilio account is on trial: it calls and texts only \
                                   numbers that you have verified, and puts its own words in front."
                .to_owned(),
            Self::CarrierSilent { why } => format!("Twilio could not be asked: {why}."),
            Self::NoNumbers => "The account has no phone number yet.".to_owned(),
            Self::NotInAccount => "This number is not in the account.".to_owned(),
            Self::NoCalls => "This number takes no calls.".to_owned(),
            Self::NoTexts => "This number can't send or receive texts.".to_owned(),
            Self::NoPictures => "This number takes texts but no pictures.".to_owned(),
            Self::Trunk { id } => {
                format!("The SIP trunk {id} takes this number's calls.")
            }
            Self::CallApplication { id } => {
                format!("The TwiML app {id} takes this number's calls.")
            }
            Self::TextApplication { id } => {
                format!("The TwiML app {id} takes this number's texts.")
            }
            Self::ServiceDropsTexts { name } => format!(
                "The Messaging Service \"{name}\" drops every text to this number, even a STOP."
            ),
            Self::ServiceTakesTexts { name, url, others } => format!(
                "The Messaging Service \"{name}\" sends texts to this number{} to {url}.",
                and_others(*others)
            ),
        }
    }

    /// What to do about it, as a sentence.
    #[must_use]
    pub fn fix(&self) -> &'static str {
        match self {
            Self::NotAnAccountSid => {
                "Copy the Account SID from the first page of Twilio's console: AC and 32 characters."
            }
            Self::KeyInsteadOfAccount => {
                "Copy the Account SID, which begins with AC, from the first page of the console."
            }
            Self::KeyInsteadOfToken => {
                "Copy the Auth Token, which stands below the Account SID: only it signs webhooks."
            }
            Self::WrongToken => {
                "Copy the Auth Token again; if it was changed just now, take the primary one."
            }
            Self::NoSuchAccount => "Copy the Account SID again.",
            Self::AccountNotActive { .. } => "Open Twilio's console, which says what is owed.",
            Self::TrialAccount => {
                "Upgrade the account in the console, or verify your own mobile to try it out."
            }
            Self::CarrierSilent { .. } => "Look at this machine's network and try again.",
            Self::NoNumbers => "Buy one in the console, with Voice and SMS, or port yours.",
            Self::NotInAccount => {
                "Choose one that is; one at another phone company can be ported or forwarded."
            }
            Self::NoCalls => "Choose another number that can do Voice and SMS.",
            Self::NoTexts => {
                "Choose another number that can do SMS; a landline can be hosted for texts."
            }
            Self::NoPictures => "Nothing has to be done: pictures from customers won't arrive.",
            Self::Trunk { .. } | Self::CallApplication { .. } | Self::TextApplication { .. } => {
                "Set-up takes it off the number, and undoing puts it back."
            }
            Self::ServiceDropsTexts { .. } | Self::ServiceTakesTexts { .. } => {
                "Set-up tells the service to leave texts to each number's own setting, and undoing \
                 takes that back."
            }
        }
    }
}

fn and_others(others: usize) -> String {
    match others {
        0 => String::new(),
        1 => " and to one other".to_owned(),
        several => format!(" and to {several} others"),
    }
}

/// Looks at what was typed, before the carrier is asked.
#[must_use]
pub fn of_credentials(account_sid: &str) -> Option<Finding> {
    let is_sid = account_sid.len() == 34 && account_sid.bytes().all(|b| b.is_ascii_alphanumeric());
    if account_sid.starts_with("SK") {
        Some(Finding::KeyInsteadOfAccount)
    } else if !is_sid || !account_sid.starts_with("AC") {
        Some(Finding::NotAnAccountSid)
    } else {
        None
    }
}

/// Why the carrier refuses SID and token: an auth token is 32 hexadecimal digits, the secret of an
/// API key 32 letters of both cases and digits.
#[must_use]
pub fn of_refusal(auth_token: &str) -> Finding {
    let is_secret = auth_token.len() == 32
        && auth_token.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && auth_token.bytes().any(|byte| byte.is_ascii_uppercase());
    if is_secret {
        Finding::KeyInsteadOfToken
    } else {
        Finding::WrongToken
    }
}

/// What is to be said about an account.
#[must_use]
pub fn of_account(account: &AccountFacts) -> Vec<Finding> {
    let mut findings = Vec::new();
    if account.status != "active" {
        findings.push(Finding::AccountNotActive {
            status: account.status.clone(),
        });
    }
    if account.trial {
        findings.push(Finding::TrialAccount);
    }
    findings
}

/// What is to be said about a number; what stops comes first.
#[must_use]
pub fn of_number(facts: &NumberFacts) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !facts.takes_calls {
        findings.push(Finding::NoCalls);
    }
    if !facts.takes_texts {
        findings.push(Finding::NoTexts);
    } else if !facts.takes_pictures {
        findings.push(Finding::NoPictures);
    }
    let wiring = &facts.wiring;
    let id = |id: &str| (!id.is_empty()).then(|| id.to_owned());
    findings.extend(id(&wiring.trunk).map(|id| Finding::Trunk { id }));
    findings.extend(id(&wiring.call_application).map(|id| Finding::CallApplication { id }));
    findings.extend(id(&wiring.text_application).map(|id| Finding::TextApplication { id }));
    if let Some(service) = facts.service.as_ref().filter(|it| it.overrides_texts()) {
        let name = service.name.clone();
        findings.push(if service.inbound.url.is_empty() {
            Finding::ServiceDropsTexts { name }
        } else {
            Finding::ServiceTakesTexts {
                name,
                url: service.inbound.url.clone(),
                others: service.others,
            }
        });
    }
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.weight()));
    findings
}

#[cfg(test)]
mod tests {
    use super::super::plan::tests::{number, service};
    use super::*;

    fn codes(findings: &[Finding]) -> Vec<&'static str> {
        findings.iter().map(Finding::code).collect()
    }

    #[test]
    fn credentials_are_looked_at_before_anybody_is_asked() {
        let sid = format!("AC{}", "5".repeat(32));
        assert_eq!(of_credentials(&sid), None);
        let key = format!("SK{}", "5".repeat(32));
        assert_eq!(of_credentials(&key), Some(Finding::KeyInsteadOfAccount));
        for wrong in ["", "AC1", "ACxyz/../etc", "me@example.com"] {
            assert_eq!(
                of_credentials(wrong),
                Some(Finding::NotAnAccountSid),
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_refused_secret_is_told_from_a_refused_token() {
        assert_eq!(
            of_refusal("0123456789abcdef0123456789abcdef"),
            Finding::WrongToken
        );
        assert_eq!(of_refusal("short"), Finding::WrongToken);
        assert_eq!(
            of_refusal("aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF"),
            Finding::KeyInsteadOfToken
        );
    }

    #[test]
    fn a_number_that_is_free_and_able_gives_no_finding() {
        assert_eq!(of_number(&number()), []);
    }

    #[test]
    fn each_situation_of_a_number_has_its_finding() {
        let mut facts = number();
        facts.takes_texts = false;
        facts.wiring.trunk = "TK1".to_owned();
        assert_eq!(codes(&of_number(&facts)), ["no_texts", "trunk"]);

        let mut facts = number();
        facts.takes_calls = false;
        facts.takes_pictures = false;
        assert_eq!(codes(&of_number(&facts)), ["no_calls", "no_pictures"]);

        let mut facts = number();
        facts.wiring.call_application = "AP1".to_owned();
        facts.wiring.text_application = "AP2".to_owned();
        assert_eq!(
            codes(&of_number(&facts)),
            ["call_application", "text_application"]
        );

        let mut facts = number();
        facts.service = Some(service("", 0));
        assert_eq!(codes(&of_number(&facts)), ["service_drops_texts"]);
        facts.service = Some(service("https://old.example/sms", 1));
        let findings = of_number(&facts);
        assert_eq!(codes(&findings), ["service_takes_texts"]);
        assert!(
            findings[0]
                .sentence()
                .contains("this number and to one other to https://old")
        );
        facts.service = Some(crate::setup::facts::ServiceFacts {
            uses_number_setting: true,
            ..service("https://old.example/sms", 1)
        });
        assert_eq!(of_number(&facts), []);
    }

    #[test]
    fn a_trial_account_is_a_note_and_a_suspended_one_stops() {
        let account = AccountFacts {
            account: "AC1".to_owned(),
            name: "Hill".to_owned(),
            status: "suspended".to_owned(),
            trial: true,
        };
        let weights: Vec<_> = of_account(&account).iter().map(Finding::weight).collect();
        assert_eq!(weights, [Weight::Stops, Weight::Note]);
    }
}
