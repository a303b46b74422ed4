//! What kind of caller a number is, before anybody thinks of texting it.

use rlibphonenumber::{
    PHONE_NUMBER_UTIL, PhoneNumber as PlanNumber, PhoneNumberFormat, PhoneNumberType,
};
use serde::{Deserialize, Serialize};

use super::caller_id::{is_withheld, user_part};
use super::short_numbers::{DIGITS_MAX, is_emergency, is_short_code};
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
        return Classified {
            class: Class::Withheld,
            number: None,
            region: None,
        };
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
    if !from_sip && let Some(class) = short_class(spelt, &parsed, home) {
        return Classified {
            class,
            number: None,
            region: None,
        };
    }
    let number = as_given.or_else(|| possible_e164(&parsed));
    if !PHONE_NUMBER_UTIL.is_valid_number(&parsed) {
        return Classified {
            class: Class::Invalid,
            number,
            region: None,
        };
    }
    let region = PHONE_NUMBER_UTIL
        .get_region_for_number(&parsed)
        .map(Region::from_plan);
    let class = class_of(PHONE_NUMBER_UTIL.get_number_type(&parsed));
    Classified {
        class,
        number,
        region,
    }
}

/// Loads the numbering plans, which otherwise happens within the first call of a process and
/// takes some milliseconds.
pub fn prepare() {
    let _ = classify("+12127365000", Some(Region::US));
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

/// Emergency or short code, if `parsed` is one of `home`.
fn short_class(spelt: &str, parsed: &PlanNumber, home: Option<Region>) -> Option<Class> {
    let home = home?;
    let national = rlibphonenumber::get_national_significant_number_owned(parsed);
    if national.len() > DIGITS_MAX {
        return None;
    }
    let digits = PHONE_NUMBER_UTIL.normalize_digits_only(spelt);
    if !spelt.contains(['+', '＋']) && is_emergency(&digits, home) {
        return Some(Class::Emergency);
    }
    let of_home = home.calling_code().map(i32::from) == Some(parsed.country_code);
    (of_home && is_short_code(&national, home)).then_some(Class::ShortCode)
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
