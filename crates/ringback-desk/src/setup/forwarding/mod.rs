//! Which keys forward unanswered calls of another number to the line, by carrier and country.
//!
//! Plain forwarding is the weakest way to set a line up: the text then comes from a number that
//! the caller did not dial. Who offers it has to say so ([`HONEST`]).

mod carriers;
mod check;

use serde::Serialize;

use crate::phone::{PhoneNumber, Region};

pub use carriers::carriers;
pub use check::{Check, check, spare};

/// What everybody who forwards has to agree to.
pub const HONEST: &str = "Callers dial your old number, and the text comes from the new one. People \
                          trust a text less from a number that they don't know. To text from the \
                          number that people dial, port it to Twilio or have it hosted for texts.";

/// What picks up first if it is left on.
pub const RIVALS: &str = "Turn off Live Voicemail on an iPhone and Call Screen on a Pixel: they \
                          answer before the call is forwarded.";

/// The keys of one carrier. `{n}` stands for the line's number, `{s}` for seconds of ringing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Carrier {
    /// How people know it.
    pub name: &'static str,
    /// Two letters of the country, or empty for several.
    pub country: &'static str,
    /// Forward when nobody answers.
    pub no_answer: &'static str,
    /// Forward when the line is busy; empty where the first covers it or there is none.
    pub busy: &'static str,
    /// Forward when the phone is off; empty where the first covers it or there is none.
    pub off: &'static str,
    /// Take it back.
    pub cancel: &'static str,
    /// See what is set; empty where there is none.
    pub check: &'static str,
    /// How the number is written in the keys.
    pub number: Written,
    /// What else to know; may be empty.
    pub note: &'static str,
    /// Whether the carrier's or a vendor's page says so, or only general knowledge.
    pub sure: bool,
}

/// How the line's number is written in the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Written {
    /// `+13125550100`.
    International,
    /// `3125550100`, ten digits.
    National,
}

/// The keys to press, ready to be dialled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Keys {
    /// The carrier's name.
    pub carrier: &'static str,
    /// Forward when nobody answers.
    pub no_answer: String,
    /// Forward when busy, if that is apart.
    pub busy: Option<String>,
    /// Forward when off, if that is apart.
    pub off: Option<String>,
    /// Take it back.
    pub cancel: &'static str,
    /// See what is set.
    pub check: Option<&'static str>,
    /// What else to know.
    pub note: &'static str,
    /// Whether a page of the carrier's or a vendor's says so.
    pub sure: bool,
}

/// The longest that a network rings before it forwards (3GPP TS 22.082).
const RING_SECONDS_MAX: u32 = 30;
/// Mailboxes pick up this late at most carriers, where nobody has said otherwise.
pub const MAILBOX_SECONDS: u32 = 25;
/// A call has to be forwarded this long before a mailbox would pick up.
const SPARE_SECONDS: u32 = 5;

/// How long to ring before forwarding, so that five seconds are left until the mailbox picks up:
/// a multiple of five from 5 to 30, as networks take them.
#[must_use]
pub fn ring_seconds(mailbox_seconds: u32) -> u32 {
    let latest = mailbox_seconds.saturating_sub(SPARE_SECONDS);
    (latest / 5 * 5).clamp(5, RING_SECONDS_MAX)
}

impl Carrier {
    /// The keys that forward to `line`, ringing for `ring_seconds` first where the network can be
    /// told.
    #[must_use]
    pub fn keys(&self, line: &PhoneNumber, ring_seconds: u32) -> Keys {
        let number = match self.number {
            Written::International => line.as_str().to_owned(),
            Written::National => line
                .as_str()
                .strip_prefix("+1")
                .unwrap_or(line.as_str())
                .to_owned(),
        };
        let fill = |keys: &str| {
            keys.replace("{n}", &number)
                .replace("{s}", &ring_seconds.to_string())
        };
        let optional = |keys: &str| (!keys.is_empty()).then(|| fill(keys));
        Keys {
            carrier: self.name,
            no_answer: fill(self.no_answer),
            busy: optional(self.busy),
            off: optional(self.off),
            cancel: self.cancel,
            check: (!self.check.is_empty()).then_some(self.check),
            note: self.note,
            sure: self.sure,
        }
    }
}

/// The carriers of a country, those of all countries last.
#[must_use]
pub fn of_country(country: Region) -> Vec<&'static Carrier> {
    let (own, general): (Vec<_>, Vec<_>) = carriers()
        .iter()
        .filter(|carrier| carrier.country.is_empty() || carrier.country == country.as_str())
        .partition(|carrier| !carrier.country.is_empty());
    own.into_iter().chain(general).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(code: &str) -> Region {
        code.parse().unwrap()
    }

    #[test]
    fn five_seconds_are_left_before_the_mailbox() {
        for (mailbox, ring) in [
            (25, 20),
            (20, 15),
            (24, 15),
            (30, 25),
            (60, 30),
            (10, 5),
            (0, 5),
        ] {
            assert_eq!(ring_seconds(mailbox), ring, "{mailbox}");
        }
    }

    #[test]
    fn keys_are_ready_to_be_dialled() {
        let line = PhoneNumber::from_e164("+13125550100").unwrap();
        for carrier in carriers() {
            let keys = carrier.keys(&line, 20);
            let all = [
                Some(keys.no_answer.clone()),
                keys.busy.clone(),
                keys.off.clone(),
            ];
            for keys in all.into_iter().flatten() {
                assert!(!keys.contains('{'), "{}: {keys}", carrier.name);
                let is_dialled = keys
                    .bytes()
                    .all(|b| b.is_ascii_digit() || b"*#+".contains(&b));
                assert!(
                    is_dialled || carrier.no_answer.contains(' '),
                    "{}: {keys}",
                    carrier.name
                );
            }
        }
    }

    #[test]
    fn a_carriers_keys_are_as_its_page_says() {
        let line = PhoneNumber::from_e164("+13125550100").unwrap();
        let keys = |name: &str| {
            let carrier = carriers()
                .iter()
                .find(|carrier| carrier.name == name)
                .unwrap();
            carrier.keys(&line, 20).no_answer
        };
        assert_eq!(keys("T-Mobile"), "**61*+13125550100**20#");
        assert_eq!(keys("AT&T"), "**61*+13125550100**20#");
        assert_eq!(keys("Verizon"), "*713125550100");
        assert_eq!(keys("Landline"), "*923125550100");
        assert_eq!(keys("Cable phone (Spectrum)"), "*713125550100");
    }

    #[test]
    fn a_country_has_its_own_carriers_first() {
        let names = |code| {
            of_country(region(code))
                .iter()
                .map(|it| it.name)
                .collect::<Vec<_>>()
        };
        assert!(names("US").contains(&"Verizon") && !names("US").contains(&"BT landline"));
        assert_eq!(
            names("DE"),
            ["Any GSM mobile", "Internet phone or switchboard"]
        );
        assert_eq!(names("GB")[0], "Three");
    }
}
