//! Reasons that lie in the caller's number: what it is, whose it is, where it is.

use super::*;

#[test]
fn holds_withheld_caller() {
    for withheld in ["", "anonymous", "Anonymous", "Restricted", "+266696687"] {
        assert_eq!(
            from(withheld).held(),
            Some(HoldReason::WithheldCaller),
            "{withheld}"
        );
    }
    assert_eq!(usual().held(), None);
}

#[test]
fn holds_own_number() {
    let own = Some(HoldReason::OwnNumber);
    let mut on_the_team = usual();
    on_the_team.line.team.insert(number(CALLER));
    assert_eq!(from(LINE).held(), own, "the line itself");
    assert_eq!(from(PHONES[1]).held(), own, "a phone that rings");
    assert_eq!(on_the_team.held(), own, "the team");
    assert_eq!(from(PHONES[2]).held(), None, "a phone of nobody's");
}

#[test]
fn holds_landline() {
    let in_london = |from| {
        let mut case = Case { from, ..usual() };
        case.line.countries.push("GB".parse().unwrap());
        case.held()
    };
    assert_eq!(in_london("+442079460958"), Some(HoldReason::Landline));
    assert_eq!(in_london("+447400123456"), None, "a mobile");
}

#[test]
fn holds_landline_that_the_carrier_told_us_of() {
    let told = known(|contact| contact.landline_at = ago(400 * 24 * 3_600 * SECOND));
    assert_eq!(told.held(), Some(HoldReason::Landline));
    assert_eq!(known(|contact| contact.landline_at = None).held(), None);
}

#[test]
fn holds_toll_free() {
    assert_eq!(from("+18005550131").held(), Some(HoldReason::TollFree));
    assert_eq!(from("+18085550131").held(), None, "808 is Hawaii");
}

#[test]
fn holds_special_rate() {
    assert_eq!(from("+19002345678").held(), Some(HoldReason::SpecialRate));
    assert_eq!(from("+19012345678").held(), None, "901 is Memphis");
}

#[test]
fn holds_short_code() {
    for short in ["611", "898211", "911"] {
        assert_eq!(from(short).held(), Some(HoldReason::ShortCode), "{short}");
    }
    assert_eq!(from("3125550131").held(), None, "a whole number without +1");
}

#[test]
fn holds_invalid_number() {
    for nobodys in ["+11234567890", "+1312555013", "hello"] {
        assert_eq!(
            from(nobodys).held(),
            Some(HoldReason::InvalidNumber),
            "{nobodys}"
        );
    }
    assert_eq!(from("+13125550131").held(), None);
}

#[test]
fn holds_country_not_allowed() {
    let abroad = Some(HoldReason::CountryNotAllowed);
    assert_eq!(from("+447400123456").held(), abroad, "Britain");
    assert_eq!(from("+18762345678").held(), abroad, "Jamaica shares +1");
    assert_eq!(from("+17872345678").held(), abroad, "Puerto Rico as well");
    assert_eq!(from("+16042345678").held(), None, "Canada is allowed");
    let mut home_only = from("+16042345678");
    home_only.line.countries = vec![Region::US];
    assert_eq!(home_only.held(), abroad, "until the line says otherwise");
}
