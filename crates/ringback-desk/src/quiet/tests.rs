//! Quiet hours against the kits, and by class of text.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::*;
use crate::clock::Instant;
use crate::texts::TextClass;
use crate::zones::{self, Zone};

const TIMES: &str = include_str!("../../../../tests/data/times.json");
const AREA_CODES: &str = include_str!("../../../../tests/data/areacodes.json");

fn zones(names: &Value) -> Vec<Zone> {
    let names = names.as_array().unwrap().iter();
    names
        .map(|name| zones::find(name.as_str().unwrap()).unwrap())
        .collect()
}

fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn every_row_is_allowed_or_waits_as_the_kit_says() {
    let kit: Value = serde_json::from_str(TIMES).unwrap();
    let rows = kit["quiet_hours"].as_array().unwrap();
    assert!(rows.len() >= 21);
    for row in rows {
        let rule = rule(row["rule"].as_str().unwrap()).unwrap();
        let found = allowed(
            &[rule],
            &zones(&row["zones"]),
            time(row["at"].as_str().unwrap()),
        );
        assert_eq!(json!(found.now), row["expect"]["allowed"], "{row}");
        let next = found.next.map(|next| next.to_string());
        assert_eq!(json!(next), row["expect"]["next_allowed"], "{row}");
    }
}

/// The window of each number on three days: just before, at and within it, and at its end.
#[test]
fn numbers_are_written_to_within_the_windows_of_the_kit() {
    let kit: Value = serde_json::from_str(AREA_CODES).unwrap();
    let mut checked = 0;
    for case in kit["cases"].as_array().unwrap() {
        let Some(windows) = case["send_window_utc"].as_object() else {
            continue;
        };
        let zones = zones(&case["zones_safe"]);
        let code = case["state_rule"].as_str().unwrap_or("federal");
        let rules = [rule(code).unwrap()];
        for window in windows.values() {
            let ends = [0, 1].map(|end| time(window[end].as_str().unwrap()));
            let second = jiff::SignedDuration::from_secs(1);
            assert!(!allowed(&rules, &zones, ends[0] - second).now, "{case}");
            assert!(allowed(&rules, &zones, ends[0]).now, "{case}");
            assert!(allowed(&rules, &zones, ends[1] - second).now, "{case}");
            assert!(!allowed(&rules, &zones, ends[1]).now, "{case}");
            checked += 1;
        }
    }
    assert!(checked > 250);
}

#[test]
fn zones_without_a_common_hour_have_no_next() {
    let zones = ["Asia/Tokyo", "Europe/London", "America/Chicago"];
    let zones = zones.map(|name| zones::find(name).unwrap());
    let at = time("2026-11-24T00:00:00Z");
    let never = Allowed {
        now: false,
        next: None,
    };
    assert_eq!(allowed(&[federal()], &zones, at), never);
}

fn instant(text: &str) -> Instant {
    Instant(time(text).as_millisecond())
}

fn ask(class: TextClass, number: &str, night_replies: bool, now: &str) -> Option<Quiet> {
    let chicago = zones::find("America/Chicago").unwrap();
    quiet_until(class, number, None, &chicago, night_replies, instant(now))
}

/// 21:30 in Chicago.
const NIGHT: &str = "2026-11-24T03:30:00Z";

#[test]
fn the_answer_to_a_call_leaves_at_night_unless_the_owner_keeps_it() {
    let number = "+13125550131";
    assert_eq!(ask(TextClass::Reply, number, true, NIGHT), None);
    let held = ask(TextClass::Reply, number, false, NIGHT).unwrap();
    assert_eq!(held.until, Some(instant("2026-11-24T14:00:00Z")));
    assert_eq!(
        (held.rule, held.zone.name()),
        ("federal", "America/Chicago")
    );
    assert_eq!(
        ask(TextClass::Reply, number, false, "2026-11-24T15:00:00Z"),
        None
    );
}

#[test]
fn every_other_text_waits_for_the_morning_whatever_the_owner_wishes() {
    for class in [TextClass::Service, TextClass::Review, TextClass::Marketing] {
        for night_replies in [true, false] {
            let held = ask(class, "+13125550131", night_replies, NIGHT).unwrap();
            assert_eq!(held.until, Some(instant("2026-11-24T14:00:00Z")));
        }
    }
}

#[test]
fn a_states_hours_are_for_marketing_only() {
    // 20:30 in Miami.
    let evening = "2026-11-24T01:30:00Z";
    assert_eq!(ask(TextClass::Review, "+13055550131", true, evening), None);
    let held = ask(TextClass::Marketing, "+13055550131", true, evening).unwrap();
    assert_eq!(held.rule, "FL");
    assert_eq!(held.until, Some(instant("2026-11-24T13:00:00Z")));
}

#[test]
fn a_known_place_goes_before_the_area_code() {
    let chicago = zones::find("America/Chicago").unwrap();
    let tokyo = zones::find("Asia/Tokyo").unwrap();
    let ask = |place| {
        let number = "+13125550131";
        quiet_until(
            TextClass::Service,
            number,
            place,
            &chicago,
            true,
            instant(NIGHT),
        )
    };
    assert_eq!(ask(Some(&tokyo)), None);
    assert!(ask(None).is_some());
}

#[test]
fn a_number_without_a_place_goes_by_both_coasts_and_the_business() {
    // 10:30 in New York, 7:30 in Los Angeles.
    let held = ask(
        TextClass::Service,
        "+18002345678",
        true,
        "2026-11-24T15:30:00Z",
    )
    .unwrap();
    assert_eq!(held.until, Some(instant("2026-11-24T16:00:00Z")));
}
