//! The hours of the kit, read by the rule that is in use.

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use serde_json::Value;

use super::{Hours, Period, Reading, TimeOfDay, Weekly};
use crate::zones;

const KIT: &str = include_str!("../../../../tests/data/times.json");

const DAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

fn periods(value: &Value) -> Vec<Period> {
    let time = |value: &Value| TimeOfDay::parse(value.as_str().unwrap()).unwrap();
    let mut periods: Vec<_> = value
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| Period::new(time(&pair[0]), time(&pair[1])).unwrap())
        .collect();
    periods.sort_unstable();
    periods
}

fn hours(case: &Value) -> Hours {
    let mut weekly = Weekly::never();
    for (name, day) in DAYS {
        for period in case["weekly"].get(name).map(periods).unwrap_or_default() {
            weekly.add(day, period);
        }
    }
    let zone = zones::find(case["zone"].as_str().unwrap()).unwrap();
    let mut hours = Hours::weekly(zone, weekly);
    for (date, value) in case["exceptions"].as_object().unwrap() {
        let date: Date = date.parse().unwrap();
        hours.special.insert(date, periods(value));
    }
    hours
}

fn expected(value: &Value) -> Reading {
    let at = |field: &str| {
        let text = value[field].as_str()?;
        Some(text.parse::<Timestamp>().unwrap())
    };
    Reading {
        open: value["open"].as_bool().unwrap(),
        next_open: at("next_open"),
        next_close: at("next_close"),
    }
}

#[test]
fn every_row_reads_as_the_kit_says() {
    let kit: Value = serde_json::from_str(KIT).unwrap();
    let rows = kit["open_at"].as_array().unwrap();
    assert!(rows.len() >= 42);
    for row in rows {
        let reading = hours(row).read(row["at"].as_str().unwrap().parse().unwrap());
        assert_eq!(
            reading,
            expected(&row["expect"]),
            "{}: {}",
            row["id"],
            row["name"]
        );
    }
}

/// Round the clock, but for one date that is further off than anybody looks; and at the ends of
/// the calendar.
#[test]
fn what_is_far_away_does_not_close_the_door_today() {
    let mut hours = Hours::weekly(
        zones::find("America/Chicago").unwrap(),
        Weekly::daily(&[Period::DAY]),
    );
    let read = |hours: &Hours, at: &str| hours.read(at.parse().unwrap());
    let always = Reading {
        open: true,
        next_open: None,
        next_close: None,
    };
    assert_eq!(read(&hours, "2026-11-24T12:00:00Z"), always);
    hours.special.insert(Date::MAX, Vec::new());
    assert_eq!(read(&hours, "2026-11-24T12:00:00Z"), always);
    hours
        .special
        .insert("2029-11-24".parse().unwrap(), Vec::new());
    let closes = Reading {
        next_open: Some("2029-11-25T06:00:00Z".parse().unwrap()),
        next_close: Some("2029-11-24T06:00:00Z".parse().unwrap()),
        ..always
    };
    assert_eq!(read(&hours, "2026-11-24T12:00:00Z"), closes);
    for edge in [Timestamp::MIN, Timestamp::MAX] {
        let _ = hours.read(edge);
    }
}
