//! Where numbers are, as far as webhooks say it: Twilio's `FromCity`, `FromState` and so on.

/// What the carrier knows of a number's place; empty where it knows nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) city: &'static str,
    pub(crate) state: &'static str,
    pub(crate) zip: &'static str,
    pub(crate) country: &'static str,
}

/// Area codes of the North American plan that the demo and the tests use.
const AREAS: &[(&str, &str, &str, &str, &str)] = &[
    ("212", "NEW YORK", "NY", "10001", "US"),
    ("305", "MIAMI", "FL", "33101", "US"),
    ("312", "CHICAGO", "IL", "60601", "US"),
    ("415", "SAN FRANCISCO", "CA", "94102", "US"),
    ("416", "TORONTO", "ON", "", "CA"),
    ("512", "AUSTIN", "TX", "78701", "US"),
    ("604", "VANCOUVER", "BC", "", "CA"),
    ("617", "BOSTON", "MA", "02108", "US"),
    ("773", "CHICAGO", "IL", "60614", "US"),
    ("787", "SAN JUAN", "PR", "00901", "PR"),
];

const COUNTRIES: &[(&str, &str)] = &[
    ("+44", "GB"),
    ("+49", "DE"),
    ("+33", "FR"),
    ("+34", "ES"),
    ("+52", "MX"),
    ("+61", "AU"),
];

/// The place of a number in E.164; nothing for withheld callers and SIP addresses.
pub(crate) fn place_of(number: &str) -> Place {
    if let Some(national) = number.strip_prefix("+1").filter(|rest| rest.len() == 10) {
        let known = AREAS.iter().find(|(area, ..)| national.starts_with(area));
        return known.map_or(
            Place {
                country: "US",
                ..Place::default()
            },
            |known| Place {
                city: known.1,
                state: known.2,
                zip: known.3,
                country: known.4,
            },
        );
    }
    let country = COUNTRIES
        .iter()
        .find(|(prefix, _)| number.starts_with(prefix));
    Place {
        country: country.map_or("", |(_, country)| country),
        ..Place::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn withheld_callers_have_no_place() {
        for raw in [
            "anonymous",
            "",
            "+266696687",
            "+1266696687",
            "sip:a@b.invalid",
        ] {
            assert_eq!(place_of(raw), Place::default(), "{raw}");
        }
        assert_eq!(place_of("+13125550131").city, "CHICAGO");
        assert_eq!(place_of("+442079460123").country, "GB");
    }
}
