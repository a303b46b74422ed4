//! Who plays in the demo: one business, its owner, and the people who call.
//!
//! All numbers are from the block that is kept free for fiction (555-0100 to 555-0199).

use ringback_simulator::PhoneKind;
use serde::Serialize;

/// The business's name.
pub(super) const COMPANY: &str = "Riverside Plumbing";
/// The owner's first name, as texts sign it.
pub(super) const OWNER: &str = "Sam";
/// The line that customers call, E.164.
pub(super) const LINE: &str = "+13125550100";
/// The owner's own phone, E.164.
pub(super) const OWNER_PHONE: &str = "+13125550177";
/// Where the business is.
pub(super) const ZONE: &str = "America/Chicago";
/// What a withheld number looks like to the carrier.
pub(super) const WITHHELD: &str = "anonymous";
/// Ring time of the demo's line, in seconds at real speed.
pub(super) const RING_SECONDS: u32 = 25;
/// What stands on the owner's phone before anything has come in.
pub(super) const OWNER_TROUBLE: &str =
    "Sam is under somebody’s sink. What customers write will arrive here, as ordinary texts.";
/// What the owner might answer.
pub(super) const OWNER_SUGGESTIONS: [&str; 2] =
    ["On my way. 20 minutes.", "Can I call you at five?"];

/// What a caller's phone can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Handset {
    /// Calls and reads texts.
    Mobile,
    /// Calls only.
    Landline,
}

impl Handset {
    /// The same for the carrier.
    pub(super) fn phone_kind(self) -> PhoneKind {
        match self {
            Self::Mobile => PhoneKind::Mobile,
            Self::Landline => PhoneKind::Landline,
        }
    }
}

/// Somebody who may call.
#[derive(Debug)]
pub(super) struct Person {
    /// Name on the page and in its requests.
    pub(super) id: &'static str,
    /// Full name.
    pub(super) name: &'static str,
    /// E.164.
    pub(super) number: &'static str,
    /// What the phone can do.
    pub(super) handset: Handset,
    /// Why this person calls.
    pub(super) trouble: &'static str,
    /// What this person writes when asked what it is about.
    pub(super) says: &'static str,
}

const fn person(
    id: &'static str,
    name: &'static str,
    number: &'static str,
    trouble: &'static str,
    says: &'static str,
) -> Person {
    Person {
        id,
        name,
        number,
        handset: Handset::Mobile,
        trouble,
        says,
    }
}

const fn at_a_landline(
    id: &'static str,
    name: &'static str,
    number: &'static str,
    trouble: &'static str,
) -> Person {
    Person {
        id,
        name,
        number,
        handset: Handset::Landline,
        trouble,
        says: "",
    }
}

/// Everybody, in the order in which they are offered.
pub(super) const PEOPLE: [Person; 12] = [
    person(
        "dana",
        "Dana Whitfield",
        "+13125550131",
        "Dana’s water heater is leaking into the hall. She calls the plumber.",
        "My water heater is leaking all over the hall. Can someone come today?",
    ),
    person(
        "marco",
        "Marco Ruiz",
        "+13125550132",
        "Marco’s kitchen sink has been blocked since Sunday, and his guests come at six.",
        "Kitchen sink is blocked since Sunday. What would you charge?",
    ),
    person(
        "priya",
        "Priya Nair",
        "+13125550133",
        "Priya wants a price for a new bathroom. The first plumber to answer gets the job.",
        "Hi Sam! Looking for a quote on a full bathroom, new pipes and all.",
    ),
    person(
        "lee",
        "Lee Okafor",
        "+13125550134",
        "Lee hears water behind the wall, and nobody knows where the valve is.",
        "There is water running inside my wall. Where do I turn it off?",
    ),
    person(
        "ines",
        "Inés Calderón",
        "+13125550135",
        "Inés has no hot water, and a newborn.",
        "No hot water since this morning. We have a newborn, please call me.",
    ),
    person(
        "tom",
        "Tom Becker",
        "+13125550136",
        "Tom manages forty flats. One of them has a flood.",
        "Flood in 4B, Lincoln Ave. I need somebody there within the hour.",
    ),
    person(
        "aisha",
        "Aisha Karim",
        "+13125550137",
        "Aisha’s toilet runs all night, and she has looked up six plumbers.",
        "The toilet does not stop running. Are you free on Thursday?",
    ),
    person(
        "noah",
        "Noah Lindgren",
        "+13125550138",
        "Noah drilled into a pipe. He is holding it shut with his thumb.",
        "I drilled into a pipe. Holding it with my thumb. HELP ME PLEASE",
    ),
    person(
        "grace",
        "Grace Park",
        "+13125550139",
        "Grace’s garden tap has frozen and split.",
        "The garden tap split in the frost. No hurry, this week is fine.",
    ),
    person(
        "omar",
        "Omar Haddad",
        "+13125550140",
        "Omar opens his café in an hour, and the dishwasher is under water.",
        "Dishwasher drain is backing up at the café. We open at 8.",
    ),
    at_a_landline(
        "jo",
        "Jo Lindqvist",
        "+13125550151",
        "Jo calls from the telephone on the kitchen wall. It rings like any other, but it cannot read.",
    ),
    at_a_landline(
        "walt",
        "Walt Jensen",
        "+13125550152",
        "Walt has had the same telephone since 1978, and the same plumber.",
    ),
];

/// The person with this id.
pub(super) fn by_id(id: &str) -> Option<&'static Person> {
    PEOPLE.iter().find(|person| person.id == id)
}

/// The way a number of the demo is read: all are North American.
pub(super) fn shown(number: &str) -> String {
    match number.strip_prefix("+1") {
        Some(rest) if rest.len() == 10 && rest.is_ascii() => {
            format!("({}) {}-{}", &rest[..3], &rest[3..6], &rest[6..])
        }
        _ => number.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_has_a_number_of_their_own() {
        let mut numbers: Vec<_> = PEOPLE.iter().map(|person| person.number).collect();
        numbers.extend([LINE, OWNER_PHONE]);
        numbers.sort_unstable();
        let all = numbers.len();
        numbers.dedup();
        assert_eq!(numbers.len(), all);
        assert!(
            numbers
                .iter()
                .all(|number| number.starts_with("+131255501"))
        );
    }

    #[test]
    fn numbers_are_shown_the_way_people_read_them() {
        assert_eq!(shown("+13125550131"), "(312) 555-0131");
        assert_eq!(shown("anonymous"), "anonymous");
    }
}
