//! What kind of caller a number is, before anybody thinks of texting it.

use rlibphonenumber::{
    PHONE_NUMBER_UTIL, PhoneNumber as PlanNumber, PhoneNumberFormat, PhoneNumberType,
};
use serde::{Deserialize, Serialize};

use super::caller_id::{is_withheld, user_part};
use super::short_numbers::{is_emergency, is_short_code};
use super::{PhoneNumber, Region};

/// The kind of a caller's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// The caller withheld the number, or the network lost it.
    Withheld,
    /// An emergency service: 911, 112, 999.
    Emergency,
    /// A short code or service number, such as 611 or 898211.
    ShortCode,
    /// Free for the caller, such as 800 and 888.
    TollFree,
    /// Premium, shared-cost, personal, universal-access, pager and mailbox numbers.
    SpecialRate,
    /// A landline, where the plan can tell (it cannot in the United States and Canada).
    FixedLine,
    /// A number of an internet phone service, where the plan can tell.
    Voip,
    /// A mobile number, or one that may be one.
    MobileOrUnknown,
    /// No number of any plan.
    Invalid,
}

/// What [`classify`] found out about a caller id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Classified {
    /// The kind.
    pub class: Class,
    /// The number, wherever one can be told in E.164: also for a landline, and for one that no
    /// plan knows ([`Class::Invalid`]). `None` for withheld callers and short codes.
    pub number: Option<PhoneNumber>,
    /// Where the number belongs; `None` unless some plan knows it.
    pub region: Option<Region>,
}

/// Says what kind of number a caller id is; `home` is the region whose people wrote it without a
/// country code.
///
/// Takes what carriers send: E.164, national spelling, `tel:` and SIP addresses, name-addr, words
/// for withheld callers. What is already E.164 is kept digit by digit.
#[must_use]
pub fn classify(raw: &str, home: Option<Region>) -> Classified {
    let (spelt, from_sip) = user_part(raw);
    if is_withheld(spelt) {
        return without_number(Class::Withheld);
    }
    let as_given = PhoneNumber::from_e164(spelt).ok();
    let Ok(parsed) = PHONE_NUMBER_UTIL.parse(spelt, home.map(Region::plan)) else {
        return Classified {
            class: Class::Invalid,
            number: as_given,
            region: None,
        };
    };
    // In a SIP address a few digits are an extension of somebody's PBX and nobody's short code.
    let dialled_in = home.filter(|_| !from_sip);
    if dialled_in.is_some_and(|home| dials_emergency(spelt, home)) {
        return without_number(Class::Emergency);
    }
    let number = as_given.or_else(|| possible_e164(&parsed));
    let region = PHONE_NUMBER_UTIL.get_region_for_number(&parsed);
    if let Some(plan) = region
        && PHONE_NUMBER_UTIL.is_valid_number_for_region(&parsed, plan)
    {
        let class = class_of(PHONE_NUMBER_UTIL.get_number_type(&parsed));
        return Classified {
            class,
            number,
            region: Some(Region::from_plan(plan)),
        };
    }
    if dialled_in.is_some_and(|home| is_short_code_of(&parsed, home)) {
        return without_number(Class::ShortCode);
    }
    Classified {
        class: Class::Invalid,
        number,
        region: None,
    }
}

fn without_number(class: Class) -> Classified {
    Classified {
        class,
        number: None,
        region: None,
    }
}

/// Loads the numbering plans and compiles those of the United States and Canada, which otherwise
/// happens within a process's first calls and takes some tens of milliseconds. Meant for a thread of its own at start.
pub fn prepare() {
    for number in ["+12127365000", "+14169671111"] {
        let _ = classify(number, Some(Region::US));
    }
}

fn class_of(kind: PhoneNumberType) -> Class {
    match kind {
        PhoneNumberType::FixedLine => Class::FixedLine,
        PhoneNumberType::TollFree => Class::TollFree,
        PhoneNumberType::VoIP => Class::Voip,
        PhoneNumberType::PremiumRate
        | PhoneNumberType::SharedCost
        | PhoneNumberType::PersonalNumber
        | PhoneNumberType::Pager
        | PhoneNumberType::UAN
        | PhoneNumberType::VoiceMail => Class::SpecialRate,
        PhoneNumberType::Mobile | PhoneNumberType::FixedLineOrMobile => Class::MobileOrUnknown,
        PhoneNumberType::Unknown => Class::Invalid,
    }
}

/// Whether `spelt`, dialled as it stands in `home`, is an emergency number. `+1911` is not.
fn dials_emergency(spelt: &str, home: Region) -> bool {
    !spelt.contains(['+', '＋'])
        && is_emergency(&PHONE_NUMBER_UTIL.normalize_digits_only(spelt), home)
}

fn is_short_code_of(parsed: &PlanNumber, home: Region) -> bool {
    home.calling_code().map(i32::from) == Some(parsed.country_code)
        && is_short_code(
            &rlibphonenumber::get_national_significant_number_owned(parsed),
            home,
        )
}

/// The number in E.164, if it is as long as numbers of its country are.
fn possible_e164(parsed: &PlanNumber) -> Option<PhoneNumber> {
    use rlibphonenumber::NumberLengthType::IsPossible;
    if PHONE_NUMBER_UTIL.is_possible_number_with_reason(parsed) != Ok(IsPossible) {
        return None;
    }
    let e164 = PHONE_NUMBER_UTIL.format(parsed, PhoneNumberFormat::E164);
    PhoneNumber::from_e164(&e164).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    fn at_home(raw: &str) -> (Class, Option<String>, Option<String>) {
        let found = classify(raw, Some(Region::US));
        let number = found.number.map(|number| number.to_string());
        (
            found.class,
            number,
            found.region.map(|region| region.to_string()),
        )
    }

    #[test]
    fn knows_what_carriers_send() {
        let cases = [
            (
                "+13125550131",
                Class::MobileOrUnknown,
                Some("+13125550131"),
                Some("US"),
            ),
            (
                "(312) 555-0131",
                Class::MobileOrUnknown,
                Some("+13125550131"),
                Some("US"),
            ),
            (
                "sip:+13125550131@pbx.example",
                Class::MobileOrUnknown,
                Some("+13125550131"),
                Some("US"),
            ),
            (
                "+18765550131",
                Class::MobileOrUnknown,
                Some("+18765550131"),
                Some("JM"),
            ),
            (
                "+442079460018",
                Class::FixedLine,
                Some("+442079460018"),
                Some("GB"),
            ),
            (
                "+18003569377",
                Class::TollFree,
                Some("+18003569377"),
                Some("US"),
            ),
            ("anonymous", Class::Withheld, None, None),
            ("+266696687", Class::Withheld, None, None),
            ("911", Class::Emergency, None, None),
            ("898211", Class::ShortCode, None, None),
            ("sip:911@pbx.example", Class::Invalid, None, None),
            ("client:alice", Class::Invalid, None, None),
            // Kept, for it called or wrote; only nobody knows where it belongs.
            ("+15551234567", Class::Invalid, Some("+15551234567"), None),
            ("+99912345678", Class::Invalid, Some("+99912345678"), None),
        ];
        for (raw, class, number, region) in cases {
            let expected = (class, number.map(str::to_owned), region.map(str::to_owned));
            assert_eq!(at_home(raw), expected, "{raw}");
        }
    }

    #[test]
    fn numbers_for_fiction_are_like_any_other() {
        for area in ["212", "310", "312", "415", "617", "416", "604", "514"] {
            for line in ["0100", "0131", "0199"] {
                let found = classify(&format!("+1{area}555{line}"), None);
                assert_eq!(found.class, Class::MobileOrUnknown, "{area} {line}");
            }
        }
    }

    proptest! {
        #[test]
        fn anything_can_be_classified(raw in "\\PC{0,40}|[0-9+() .,;x#*-]{0,30}|sip:[0-9+@;<>]{0,20}") {
            let _ = classify(&raw, Some(Region::US));
            let _ = classify(&raw, None);
        }

        #[test]
        fn e164_is_kept_digit_by_digit(raw in "\\+[1-9][0-9]{6,14}") {
            let found = classify(&raw, Some(Region::US));
            if let Some(number) = found.number {
                prop_assert_eq!(number.as_str(), raw);
            } else {
                prop_assert!(matches!(found.class, Class::Withheld | Class::ShortCode));
            }
        }
    }
}
