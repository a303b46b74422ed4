//! Days of the week: `mon`, `mon-fri`, `sat, sun`, `weekdays`, `daily`.

use jiff::civil::Weekday;

use super::{Misspelt, shown};

/// Monday first, by the letters that tell them apart.
pub(super) const DAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

const FULL: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The days that are meant, as offsets from Monday.
pub(super) fn days(text: &str) -> Result<Vec<usize>, Misspelt> {
    let mut days = Vec::new();
    let parts = text
        .split([',', '&', '+', '/'])
        .flat_map(|part| part.split(" and "))
        .map(|part| part.trim().trim_end_matches(':').trim())
        .filter(|part| !part.is_empty());
    for part in parts {
        match part {
            "daily" | "every day" | "everyday" | "all week" => days.extend(0..7),
            "weekdays" | "weekday" | "workdays" => days.extend(0..5),
            "weekend" | "weekends" => days.extend(5..7),
            _ => days.extend(range(part)?),
        }
    }
    if days.is_empty() {
        return Err(Misspelt::new(
            "no day is given",
            "Write the days before the times, as mon-fri 8:00-17:00",
        ));
    }
    Ok(days)
}

/// One day, or from one to another; `sat-mon` goes over the end of the week.
fn range(text: &str) -> Result<Vec<usize>, Misspelt> {
    let ends = text
        .split_once(['-', '–', '—'])
        .or_else(|| text.split_once(" to "))
        .or_else(|| text.split_once(" through "));
    let Some((first, last)) = ends else {
        return Ok(vec![day(text)?]);
    };
    let (first, last) = (day(first)?, day(last)?);
    let count = (last + 7 - first) % 7;
    Ok((first..=first + count).map(|day| day % 7).collect())
}

fn day(text: &str) -> Result<usize, Misspelt> {
    let word = text.trim().trim_end_matches('.');
    let is_meant = |full: &str| {
        full == word
            || full
                .strip_suffix("day")
                .is_some_and(|_| word.len() >= 3 && full.starts_with(word))
            || word.strip_suffix('s') == Some(full)
    };
    FULL.iter().position(|full| is_meant(full)).ok_or_else(|| {
        Misspelt::new(
            format!("{} is not a day", shown(word)),
            "Write mon, tue, wed, thu, fri, sat, sun, as mon-fri 8:00-17:00",
        )
    })
}
