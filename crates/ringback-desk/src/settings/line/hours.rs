//! The zone of a business and its hours.

use super::super::{Given, Reader, Value};
use crate::hours::holidays::Holidays;
use crate::hours::spelling::{self, Misspelt};
use crate::hours::{Hours, Weekly};
use crate::zones::{self, Zone};

/// Each date that is looked at is looked up among all of them.
const PARTS_MAX: usize = 500;

pub(super) fn zone(reader: &mut Reader<'_>) -> Zone {
    let Some(name) = reader.text("zone") else {
        return Zone::utc();
    };
    if let Some(zone) = zones::find(&name) {
        return zone;
    }
    if let Some(given) = reader.given("zone") {
        reader.fault(
            given,
            format!("`{name}` is not a time zone"),
            "Write it as America/Chicago",
        );
    }
    Zone::utc()
}

/// `None` when nothing says when it is closed.
pub(super) fn hours(reader: &mut Reader<'_>, zone: &Zone) -> Option<Hours> {
    let weekly = parts(reader, "hours", &[]).map(|items| items.join("\n"));
    let weekly = weekly.map(|text| spelling::weekly(&text));
    let closed = parts(reader, "closed", &[';', ',', '\n']);
    let special = parts(reader, "special_hours", &[';', ',', '\n']);
    let holidays = parts(reader, "holidays", &[';', ',', '\n']);
    if weekly.is_none() && closed.is_none() && special.is_none() && holidays.is_none() {
        return None;
    }
    let items = |items: Option<Vec<String>>| items.unwrap_or_default();
    let closed = items(closed);
    let special = items(special);
    let holidays = items(holidays);
    let whole_week = || Weekly::daily(&[crate::hours::Period::DAY]);
    let closures = spelling::closures(closed.iter().map(String::as_str));
    let days = spelling::special(special.iter().map(String::as_str));
    Some(Hours {
        zone: zone.clone(),
        // Who only says when it is closed is open otherwise.
        weekly: weekly.map_or_else(whole_week, |weekly| taken(reader, "hours", weekly)),
        special: taken(reader, "special_hours", days),
        closed: taken(reader, "closed", closures),
        holidays: kept(reader, &holidays),
    })
}

/// The value, or the default after noting what is wrong.
fn taken<T: Default>(reader: &mut Reader<'_>, key: &str, read: Result<T, Misspelt>) -> T {
    read.unwrap_or_else(|misspelt| {
        if let Some(given) = reader.given(key) {
            reader.fault(given, misspelt.what, misspelt.fix);
        }
        T::default()
    })
}

fn kept(reader: &mut Reader<'_>, names: &[String]) -> Holidays {
    let mut holidays = Holidays::none();
    for name in names {
        if !holidays.keep(name)
            && let Some(given) = reader.given("holidays")
        {
            let fix = Holidays::nearest(name).map_or_else(
                || "Write us, us-major, ca, ca-on …, or single ones, as thanksgiving".to_owned(),
                |nearest| format!("Did you mean {nearest}?"),
            );
            reader.fault(given, format!("`{name}` is not a holiday"), fix);
        }
    }
    holidays
}

/// The parts of a text or a list; `None` when the key is not set or set to nothing.
fn parts(reader: &mut Reader<'_>, key: &str, separators: &[char]) -> Option<Vec<String>> {
    let Given { value, .. } = reader.given(key)?;
    let parts: Vec<String> = match value {
        Value::Text(text) => text.split(separators).map(str::to_owned).collect(),
        Value::List(items) => items.clone(),
        _ => {
            // Says what is wrong with it.
            reader.list(key);
            return None;
        }
    };
    let parts = parts.iter().map(|part| part.trim().to_owned());
    let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    if parts.len() > PARTS_MAX {
        let what = format!("holds {} entries, more than {PARTS_MAX}", parts.len());
        let given = reader.given(key)?;
        reader.fault(given, what, "Leave out what is past, and write ranges");
        return None;
    }
    (!parts.is_empty()).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::super::super::{Fault, LineSettings, Values};
    use super::*;
    use crate::clock::Instant;
    use crate::hours::OpenState;
    use crate::id::{BusinessId, LineId};

    const BASE: [(&str, &str); 5] = [
        ("line_number", "+13125550100"),
        ("company", "Riverside Plumbing"),
        ("owner", "Sam"),
        ("ring", "+13125550177"),
        ("zone", "America/Chicago"),
    ];

    fn read(settings: &[(&'static str, &str)]) -> Result<Option<Hours>, Vec<Fault>> {
        let values: Values = BASE
            .iter()
            .chain(settings)
            .map(|(key, value)| (*key, Given::text(*key, *value)))
            .collect();
        let mut faults = Vec::new();
        let line = LineSettings::read(vec![&values], &mut faults);
        match line {
            Some(line) if faults.is_empty() => Ok(line.with_ids(BusinessId(1), LineId(1)).hours),
            _ => Err(faults),
        }
    }

    fn state(hours: &Hours, at: &str) -> OpenState {
        let at: jiff::Timestamp = at.parse().unwrap();
        hours.state(Instant(at.as_millisecond()))
    }

    fn at(text: &str) -> Option<Instant> {
        let at: jiff::Timestamp = text.parse().unwrap();
        Some(Instant(at.as_millisecond()))
    }

    #[test]
    fn a_line_without_hours_has_none_and_is_always_open() {
        assert_eq!(read(&[]), Ok(None));
        assert_eq!(read(&[("hours", " ")]), Ok(None));
    }

    #[test]
    fn what_a_line_says_is_what_a_caller_finds() {
        let hours = read(&[
            ("hours", "mon-fri 8:00-17:00; sat 9:00-13:00"),
            ("holidays", "us, christmas-eve"),
            (
                "closed",
                "2026-12-27..2027-01-03 vacation, 2026-11-30 Company picnic",
            ),
            ("special_hours", "2026-12-24 9:00-12:00, 13:00-14:00"),
        ])
        .unwrap()
        .unwrap();
        let opens = |opens: &str| OpenState::Closed {
            opens_at: at(opens),
        };
        let holiday = |name: &str, opens: &str| OpenState::Holiday {
            name: name.to_owned(),
            opens_at: at(opens),
        };
        for (now, found) in [
            (
                "2026-11-24T15:00:00Z",
                OpenState::Open {
                    closes_at: at("2026-11-24T23:00:00Z"),
                },
            ),
            ("2026-11-24T23:00:00Z", opens("2026-11-25T14:00:00Z")),
            (
                "2026-11-26T16:00:00Z",
                holiday("Thanksgiving Day", "2026-11-27T14:00:00Z"),
            ),
            (
                "2026-11-30T16:00:00Z",
                holiday("Company picnic", "2026-12-01T14:00:00Z"),
            ),
            // Its own hours go before the holiday.
            (
                "2026-12-24T19:30:00Z",
                OpenState::Open {
                    closes_at: at("2026-12-24T20:00:00Z"),
                },
            ),
            ("2026-12-24T18:30:00Z", opens("2026-12-24T19:00:00Z")),
            (
                "2026-12-25T16:00:00Z",
                holiday("Christmas Day", "2026-12-26T15:00:00Z"),
            ),
            (
                "2026-12-28T16:00:00Z",
                OpenState::Vacation {
                    opens_at: at("2027-01-04T14:00:00Z"),
                },
            ),
        ] {
            assert_eq!(state(&hours, now), found, "{now}");
        }
    }

    #[test]
    fn who_only_names_a_vacation_is_open_otherwise() {
        let hours = read(&[("closed", "2026-12-24..2026-12-26")])
            .unwrap()
            .unwrap();
        assert_eq!(
            state(&hours, "2026-11-24T04:00:00Z"),
            OpenState::Open {
                closes_at: at("2026-12-24T06:00:00Z")
            }
        );
        assert_eq!(
            state(&hours, "2026-12-25T04:00:00Z"),
            OpenState::Vacation {
                opens_at: at("2026-12-27T06:00:00Z")
            }
        );
    }

    #[test]
    fn what_is_allowed_and_more_likely_a_slip_is_a_warning() {
        let warnings = |settings: &[(&'static str, &str)]| -> Vec<String> {
            let own = settings.iter().chain(&BASE);
            let values: Values = own
                .rev()
                .map(|(key, value)| (*key, Given::text(*key, *value)))
                .collect();
            let line = LineSettings::read(vec![&values], &mut Vec::new());
            line.unwrap().warnings
        };
        let none: [String; 0] = [];
        assert_eq!(warnings(&[("hours", "mon-fri 18:00-2:00; sat 24h")]), none);
        assert_eq!(warnings(&[("zone", "UTC")]), none);
        assert_eq!(
            warnings(&[("hours", "mon-fri 9:00-5:00"), ("zone", "UTC")]),
            [
                "hours: go by UTC; set zone, as America/Chicago",
                "hours: 9:00-5:00 goes past midnight and lasts 20 hours; for the afternoon write \
                 17:00 or 5pm",
            ]
        );
    }

    #[test]
    fn a_fault_names_the_key_the_words_and_the_way_to_write_it() {
        let many = "2026-12-24,".repeat(501);
        for (key, value, what, fix) in [
            (
                "zone",
                "Mars/Olympus",
                "`Mars/Olympus` is not a time zone",
                "America/Chicago",
            ),
            (
                "hours",
                "mon-fri 9-5",
                "`9-5` would close before it opens",
                "5pm",
            ),
            (
                "hours",
                "mon-fri 8:00-17:00, moon",
                "`moon` is not a period",
                "8am-5pm",
            ),
            (
                "holidays",
                "us, chrismas",
                "`chrismas` is not a holiday",
                "christmas",
            ),
            (
                "holidays",
                "martian new year",
                "is not a holiday",
                "thanksgiving",
            ),
            (
                "closed",
                "12/24/2026",
                "`12/24/2026` is not a date",
                "2026-12-24",
            ),
            (
                "special_hours",
                "2026-12-24",
                "no times are given",
                "8:00-17:00",
            ),
            ("closed", many.as_str(), "holds 501 entries", "ranges"),
            (
                "night_replies",
                "sometimes",
                "is neither on nor off",
                "on or off",
            ),
        ] {
            let faults = read(&[(key, value)]).unwrap_err();
            assert_eq!(faults.len(), 1, "{faults:?}");
            assert_eq!(faults[0].key, key);
            assert!(faults[0].what.contains(what), "{}", faults[0]);
            assert!(faults[0].fix.contains(fix), "{}", faults[0]);
        }
    }
}
