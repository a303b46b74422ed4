//! `explain hours`: whether a business is open at an instant, and when that changes.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use jiff::civil::{Date, Weekday};
use ringback_desk::hours::{Hours, Period, TimeOfDay, Weekly};
use serde::Deserialize;
use serde_json::{Value, json};

use super::fields;

/// Days of the week as keys of `weekly`.
const DAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

/// Opening and closing, as `["09:00", "17:00"]`.
type Periods = Vec<(String, String)>;

pub(super) fn explain(case: &Value) -> anyhow::Result<Value> {
    let mut hours = Hours::weekly(fields::zone(case)?, weekly(case)?);
    for (date, given) in map(case, "exceptions")? {
        let date: Date = date
            .parse()
            .with_context(|| format!("exceptions: `{date}` is not a date, as 2026-12-24"))?;
        hours.special.insert(date, periods("exceptions", given)?);
    }
    let reading = hours.read(fields::instant(case, "at")?);
    Ok(json!({
        "open": reading.open,
        "next_open": reading.next_open.map(|at| at.to_string()),
        "next_close": reading.next_close.map(|at| at.to_string()),
    }))
}

fn weekly(case: &Value) -> anyhow::Result<Weekly> {
    let mut weekly = Weekly::never();
    for (name, given) in map(case, "weekly")? {
        let Some((_, day)) = DAYS.iter().find(|(day, _)| *day == name) else {
            bail!("weekly: `{name}` is not a day; write mon, tue, wed, thu, fri, sat, sun");
        };
        for period in periods("weekly", given)? {
            weekly.add(*day, period);
        }
    }
    Ok(weekly)
}

/// A map of days or dates; missing or null is an empty one.
fn map(case: &Value, field: &str) -> anyhow::Result<BTreeMap<String, Periods>> {
    match case.get(field) {
        None | Some(Value::Null) => Ok(BTreeMap::new()),
        Some(value) => BTreeMap::deserialize(value).with_context(|| {
            format!(
                "{field}: must have periods for each day, as {{\"mon\": [[\"09:00\", \"17:00\"]]}}"
            )
        }),
    }
}

fn periods(field: &str, given: Periods) -> anyhow::Result<Vec<Period>> {
    let mut periods = given
        .into_iter()
        .map(|(open, close)| {
            let time = TimeOfDay::parse;
            time(&open)
                .zip(time(&close))
                .and_then(|(open, close)| Period::new(open, close))
                .with_context(|| {
                    format!("{field}: `{open}` to `{close}` is not a period, as 09:00 to 17:00")
                })
        })
        .collect::<anyhow::Result<Vec<_>>>()?;
    periods.sort_unstable();
    Ok(periods)
}
