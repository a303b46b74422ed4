//! Everything that is known about one spelling of a number, for `ringback explain number`.

use rlibphonenumber::{
    NumberLengthType, PHONE_NUMBER_UTIL, ParseError as PlanError, PhoneNumber as PlanNumber,
    PhoneNumberFormat, PhoneNumberType, ValidationError,
};
use serde::Serialize;

use super::caller_id::user_part;
use super::short_numbers::{
    connects_to_emergency, is_emergency, is_free, is_possible_short_code, is_short_code,
};
use super::{Class, PhoneNumber, Region, classify, may_text_back};

/// The United States with the territories that share its carriers, and Canada.
const US_CA_TERRITORIES: [&str; 7] = ["US", "CA", "PR", "VI", "GU", "AS", "MP"];

/// What is known about a spelling; the fields have libphonenumber's names and values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// Whether it can be read as a number at all. Without this the plan's fields are absent.
    pub parsed: bool,
    /// Why it cannot be read, such as `NOT_A_NUMBER`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<&'static str>,
    /// What the numbering plan says.
    #[serde(flatten)]
    pub plan: Option<Plan>,
    /// As a short number, dialled in the home region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short: Option<Short>,
    /// Whether it is an emergency number of the home region.
    pub emergency: bool,
    /// Whether dialling it there reaches an emergency service, though more digits follow.
    pub connects_to_emergency: bool,
    /// Our own class; see [`Class`].
    pub class: Class,
    /// Whether it may be texted when only the United States and Canada are allowed.
    pub text_back_us_ca: bool,
    /// The same with the United States' territories (PR, VI, GU, AS, MP).
    pub text_back_us_ca_territories: bool,
    /// Only for SIP addresses: the valid number in the user part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after_unwrap_e164: Option<Option<PhoneNumber>>,
}

/// What the numbering plan says of a spelling that it can read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// Whether the length is right.
    pub possible: bool,
    /// `IS_POSSIBLE`, `IS_POSSIBLE_LOCAL_ONLY`, `TOO_SHORT`, `TOO_LONG`, `INVALID_LENGTH`,
    /// `INVALID_COUNTRY_CODE`.
    pub possible_reason: &'static str,
    /// Whether such numbers are given out.
    pub valid: bool,
    /// E.164, if valid.
    pub e164: Option<String>,
    /// E.164, if possible.
    pub e164_if_possible: Option<String>,
    /// The region whose plan it is of.
    pub region: Option<Region>,
    /// `FIXED_LINE`, `MOBILE`, `FIXED_LINE_OR_MOBILE`, `TOLL_FREE` and so on.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The extension, if one is written.
    pub ext: Option<String>,
    /// As written within the country, if valid.
    pub national: Option<String>,
    /// As written from abroad, if valid.
    pub international: Option<String>,
}

/// A spelling as a short number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Short {
    /// Whether the home region has this short number.
    pub valid: bool,
    /// Whether its short numbers are of this length.
    pub possible: bool,
    /// `TOLL_FREE` for emergency and other free numbers, otherwise `UNKNOWN_COST`: no tariffs are
    /// kept here.
    pub cost: &'static str,
}

/// Explains one spelling; `home` as in [`classify`]. SIP addresses are explained by their user
/// part.
#[must_use]
pub fn explain(raw: &str, home: Option<Region>) -> Explained {
    let (spelt, from_sip) = user_part(raw);
    let parsed = PHONE_NUMBER_UTIL.parse(spelt, home.map(Region::plan));
    let classified = classify(raw, home);
    let plan = parsed.as_ref().ok().map(plan);
    let (emergency, connects) = emergency(spelt, home);
    let wide = US_CA_TERRITORIES.map(|code| code.parse().unwrap_or(Region::US));
    Explained {
        parsed: plan.is_some(),
        error: parsed.as_ref().err().map(error_name),
        short: parsed
            .as_ref()
            .ok()
            .zip(home)
            .map(|(number, home)| short(number, home)),
        emergency,
        connects_to_emergency: connects,
        class: classified.class,
        text_back_us_ca: may_text_back(&classified, &[Region::US, Region::CA]),
        text_back_us_ca_territories: may_text_back(&classified, &wide),
        after_unwrap_e164: from_sip.then(|| {
            classified
                .number
                .filter(|_| classified.class != Class::Invalid)
        }),
        plan,
    }
}

fn plan(number: &PlanNumber) -> Plan {
    let valid = PHONE_NUMBER_UTIL.is_valid_number(number);
    let possible = PHONE_NUMBER_UTIL.is_possible_number_with_reason(number);
    let written = |format| PHONE_NUMBER_UTIL.format(number, format).into_owned();
    Plan {
        possible: possible.is_ok(),
        possible_reason: reason_name(possible),
        valid,
        e164: valid.then(|| written(PhoneNumberFormat::E164)),
        e164_if_possible: possible.is_ok().then(|| written(PhoneNumberFormat::E164)),
        region: PHONE_NUMBER_UTIL
            .get_region_for_number(number)
            .map(Region::from_plan),
        kind: kind_name(PHONE_NUMBER_UTIL.get_number_type(number)),
        ext: number.extension.clone(),
        national: valid.then(|| written(PhoneNumberFormat::National)),
        international: valid.then(|| written(PhoneNumberFormat::International)),
    }
}

fn short(number: &PlanNumber, home: Region) -> Short {
    let digits = rlibphonenumber::get_national_significant_number_owned(number);
    let of_home = home.calling_code().map(i32::from) == Some(number.country_code);
    let free = is_free(&digits, home);
    Short {
        valid: of_home && is_short_code(&digits, home),
        possible: of_home && is_possible_short_code(&digits, home.as_str()),
        cost: if of_home && free {
            "TOLL_FREE"
        } else {
            "UNKNOWN_COST"
        },
    }
}

fn emergency(spelt: &str, home: Option<Region>) -> (bool, bool) {
    let Some(home) = home else {
        return (false, false);
    };
    let from_first_digit =
        spelt.trim_start_matches(|c: char| !c.is_numeric() && !matches!(c, '+' | '＋'));
    if from_first_digit.starts_with(['+', '＋']) {
        return (false, false);
    }
    let digits = PHONE_NUMBER_UTIL.normalize_digits_only(from_first_digit);
    (
        is_emergency(&digits, home),
        connects_to_emergency(&digits, home),
    )
}

fn error_name(error: &PlanError) -> &'static str {
    match error {
        PlanError::InvalidCountryCode => "INVALID_COUNTRY_CODE",
        PlanError::NotANumber(_) => "NOT_A_NUMBER",
        PlanError::TooShortAfterIdd => "TOO_SHORT_AFTER_IDD",
        PlanError::TooShortNsn => "TOO_SHORT_NSN",
        PlanError::TooLongNsn => "TOO_LONG",
    }
}

fn reason_name(possible: Result<NumberLengthType, ValidationError>) -> &'static str {
    match possible {
        Ok(NumberLengthType::IsPossible) => "IS_POSSIBLE",
        Ok(NumberLengthType::IsPossibleLocalOnly) => "IS_POSSIBLE_LOCAL_ONLY",
        Err(ValidationError::InvalidCountryCode) => "INVALID_COUNTRY_CODE",
        Err(ValidationError::TooShort) => "TOO_SHORT",
        Err(ValidationError::InvalidLength) => "INVALID_LENGTH",
        Err(ValidationError::TooLong) => "TOO_LONG",
    }
}

fn kind_name(kind: PhoneNumberType) -> &'static str {
    match kind {
        PhoneNumberType::FixedLine => "FIXED_LINE",
        PhoneNumberType::Mobile => "MOBILE",
        PhoneNumberType::FixedLineOrMobile => "FIXED_LINE_OR_MOBILE",
        PhoneNumberType::TollFree => "TOLL_FREE",
        PhoneNumberType::PremiumRate => "PREMIUM_RATE",
        PhoneNumberType::SharedCost => "SHARED_COST",
        PhoneNumberType::VoIP => "VOIP",
        PhoneNumberType::PersonalNumber => "PERSONAL_NUMBER",
        PhoneNumberType::Pager => "PAGER",
        PhoneNumberType::UAN => "UAN",
        PhoneNumberType::VoiceMail => "VOICEMAIL",
        PhoneNumberType::Unknown => "UNKNOWN",
    }
}

#[cfg(test)]
mod tests {
    //! Every row of `tests/data/phones.json`.
    #![allow(clippy::unwrap_used)]

    use serde::Deserialize;
    use serde_json::{Map, Value};

    use super::*;

    #[derive(Deserialize)]
    struct Kit {
        cases: Vec<Case>,
    }

    #[derive(Deserialize)]
    struct Case {
        id: String,
        category: String,
        raw: String,
        region: Option<Region>,
        strict: bool,
        expect: Map<String, Value>,
    }

    /// The fields that a row holds us to.
    fn binding(case: &Case) -> Vec<(&String, &Value)> {
        let only_class = ["withheld", "own_number"].contains(&case.category.as_str());
        case.expect
            .iter()
            .filter(|(field, _)| match case.category.as_str() {
                // The row describes the address as a whole; ours is what its user part is.
                "sip" => *field == "after_unwrap_e164",
                _ => !only_class || *field == "class",
            })
            .collect()
    }

    #[test]
    fn holds_the_kit() {
        let kit = include_str!("../../../../tests/data/phones.json");
        let mut wrong = Vec::new();
        for case in serde_json::from_str::<Kit>(kit).unwrap().cases {
            let explained = serde_json::to_value(explain(&case.raw, case.region)).unwrap();
            for (field, expected) in binding(&case) {
                if case.strict && explained.get(field) != Some(expected) {
                    let got = explained.get(field);
                    wrong.push(format!(
                        "{} {:?} {field}: {got:?}, not {expected}",
                        case.id, case.raw
                    ));
                }
            }
        }
        assert_eq!(wrong, Vec::<String>::new());
    }
}
