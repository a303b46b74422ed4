//! In which zones a telephone number may be. A number can be taken to another place, so that this
//! is a guess to be careful by, and never shown as a fact.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Zone, find};
use crate::phone::{Region, classify};

/// The place of an area code of +1.
#[derive(Debug, Clone, PartialEq, Eq)]
struct AreaCode {
    /// `CA`, `JM`; with the state in the United States: `US-FL`.
    place: &'static str,
    zones: Vec<&'static str>,
}

static AREA_CODES: LazyLock<BTreeMap<&str, AreaCode>> = LazyLock::new(|| {
    let rows = rows(include_str!("area_codes.tsv"));
    rows.filter_map(|mut fields| {
        let code = fields.next()?;
        let place = fields.next()?;
        let zones = fields.next()?.split(' ').collect();
        Some((code, AreaCode { place, zones }))
    })
    .collect()
});

static COUNTRIES: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let rows = rows(include_str!("countries.tsv"));
    rows.filter_map(|mut fields| Some((fields.next()?, fields.next()?.split(' ').collect())))
        .collect()
});

fn rows(table: &'static str) -> impl Iterator<Item = std::str::Split<'static, char>> {
    let is_row = |line: &&str| !line.starts_with('#') && !line.is_empty();
    table.lines().filter(is_row).map(|line| line.split('\t'))
}

/// For a number of +1 that has no place: those between the coasts of the United States, whose
/// common hours are 11:00 to 21:00 in New York.
const COAST_TO_COAST: [&str; 4] = [
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
];

/// The names of every zone that a number in E.164 form may be in, sorted; none when it has no
/// place.
///
/// A number of +1 goes by its area code, whether the rest of it exists or not; a toll-free one has
/// no place, nor has one of an unknown code. Other numbers go by their country.
#[must_use]
pub fn names_of_number(e164: &str) -> Vec<&'static str> {
    match e164.strip_prefix("+1") {
        Some(national) => area_code(national)
            .map(|code| code.zones.clone())
            .unwrap_or_default(),
        None => classify(e164, None)
            .region
            .map(names_of_country)
            .unwrap_or_default(),
    }
}

/// The zones in all of which it must be a decent hour before a number is disturbed: those that it
/// may be in, and where it has no place, those that it is likely in beside the business's own.
#[must_use]
pub fn of_number(e164: &str, business: &Zone) -> Vec<Zone> {
    let named: Vec<_> = names_of_number(e164).into_iter().filter_map(find).collect();
    if !named.is_empty() {
        return named;
    }
    let mut zones = vec![business.clone()];
    if e164.starts_with("+1") {
        zones.extend(COAST_TO_COAST.into_iter().filter_map(find));
    }
    zones
}

/// The names of a country's zones, one for each clock that differs from now on.
#[must_use]
pub fn names_of_country(region: Region) -> Vec<&'static str> {
    let mut zones = COUNTRIES.get(region.as_str()).cloned().unwrap_or_default();
    zones.sort_unstable();
    zones
}

/// The state of the United States that a number's area code lies in: `FL`.
#[must_use]
pub fn state_of_number(e164: &str) -> Option<&'static str> {
    area_code(e164.strip_prefix("+1")?)?
        .place
        .strip_prefix("US-")
}

/// The names of the zones of a state of the United States, sorted; none where it is no state.
#[must_use]
pub(super) fn names_of_state(state: &str) -> Vec<&'static str> {
    let codes = AREA_CODES.values();
    let of_state = codes.filter(|code| code.place.strip_prefix("US-") == Some(state));
    let mut names: Vec<_> = of_state
        .flat_map(|code| code.zones.iter().copied())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn area_code(national: &str) -> Option<&'static AreaCode> {
    AREA_CODES.get(national.get(..3)?)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::zones::version;

    const KIT: &str = include_str!("../../../../tests/data/areacodes.json");

    /// Those marked strict exactly, and those corrected by hand as well.
    #[test]
    fn area_codes_are_in_the_zones_of_the_kit() {
        let kit: Value = serde_json::from_str(KIT).unwrap();
        let cases = kit["cases"].as_array().unwrap();
        assert!(cases.len() >= 95);
        for case in cases {
            let e164 = case["e164"].as_str().unwrap();
            let zones = names_of_number(e164);
            let zones = (!zones.is_empty()).then_some(zones);
            assert_eq!(json!(zones), case["zones_safe"], "{case}");
            let ruled = ["FL", "OK", "TX", "WA"];
            let state = state_of_number(e164).filter(|state| ruled.contains(state));
            assert_eq!(json!(state), case["state_rule"], "{case}");
        }
    }

    #[test]
    fn every_zone_named_here_exists() {
        assert!(version() >= "2026f");
        let named = AREA_CODES.values().flat_map(|code| &code.zones);
        for zone in named.chain(COUNTRIES.values().flatten()) {
            assert!(find(zone).is_some(), "{zone}");
        }
        assert_eq!(AREA_CODES.len(), 442);
    }

    #[test]
    fn overlays_are_where_the_codes_are_that_they_lie_over() {
        for (overlay, below) in [
            ("364", "270"),
            ("367", "418"),
            ("448", "850"),
            ("474", "306"),
            ("581", "418"),
            ("672", "778"),
            ("689", "407"),
            ("879", "709"),
            ("930", "812"),
        ] {
            let zones = |code: &str| names_of_number(&format!("+1{code}2345678"));
            assert_eq!(zones(overlay), zones(below), "{overlay}");
        }
    }

    #[test]
    fn numbers_go_by_their_country_and_those_without_a_place_by_the_business() {
        assert_eq!(names_of_number("+4930123456"), ["Europe/Berlin"]);
        assert_eq!(names_of_number("+442079460123"), ["Europe/London"]);
        assert!(names_of_number("+61412345678").contains(&"Australia/Perth"));
        let business = find("Pacific/Honolulu").unwrap();
        for nowhere in ["+18002345678", "+12112345678", "+1", "+15", "+1öx"] {
            assert!(names_of_number(nowhere).is_empty(), "{nowhere}");
            assert_eq!(of_number(nowhere, &business).len(), 5, "{nowhere}");
        }
        for nowhere in ["+999123456", "", "+", "1ö3", "hello"] {
            assert_eq!(
                of_number(nowhere, &business),
                std::slice::from_ref(&business)
            );
        }
    }
}
