//! Dates that differ: closures and hours of their own.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Misspelt, shown, time};
use crate::hours::{Closure, ClosureKind, Period};

const FIX: &str = "Write a date as 2026-12-24, a range as 2026-12-24..2027-01-02";
/// A range of hours of their own is a season, not a life.
const RANGE_DAYS_MAX: i32 = 366;

/// Reads closures: each a date or a range, and what it is.
///
/// A range is a vacation. A single date with words is a day of that name, as a holiday has; one
/// whose words say `vacation` is one.
///
/// # Errors
/// What is wrong, with the words in question.
pub fn closures<'a>(items: impl IntoIterator<Item = &'a str>) -> Result<Vec<Closure>, Misspelt> {
    items.into_iter().map(closure).collect()
}

fn closure(item: &str) -> Result<Closure, Misspelt> {
    let ((first, last), words) = dated(item)?;
    let kind = if first != last || words.to_lowercase().contains("vacation") {
        ClosureKind::Vacation
    } else if words.is_empty() {
        ClosureKind::Plain
    } else {
        ClosureKind::Named(words.to_owned())
    };
    Ok(Closure { first, last, kind })
}

/// Reads hours of dates: each a date or a range, and its periods. One without a date is a further
/// period of the date before it.
///
/// # Errors
/// What is wrong, with the words in question.
pub fn special<'a>(
    items: impl IntoIterator<Item = &'a str>,
) -> Result<BTreeMap<Date, Vec<Period>>, Misspelt> {
    let mut days: BTreeMap<Date, Vec<Period>> = BTreeMap::new();
    let mut range = None;
    for item in items {
        let times = match (dated(item), range) {
            (Ok((dates, words)), _) => {
                range = Some(dates);
                words
            }
            (Err(_), Some(_)) => item,
            (Err(fault), None) => return Err(fault),
        };
        let periods = time::periods(&times.to_lowercase())?;
        let Some((first, last)) = range else { continue };
        if (last - first).get_days() > RANGE_DAYS_MAX {
            return Err(Misspelt::new(
                format!("{} is longer than a year", shown(item)),
                "Write the week's own hours in `hours`",
            ));
        }
        for date in first
            .series(jiff::Span::new().days(1))
            .take_while(|date| *date <= last)
        {
            let day = days.entry(date).or_default();
            day.extend(&periods);
            day.sort_unstable();
        }
    }
    Ok(days)
}

/// The dates at the beginning, and the words after them.
fn dated(item: &str) -> Result<((Date, Date), &str), Misspelt> {
    let item = item.trim();
    let (dates, words) = item.split_once(char::is_whitespace).unwrap_or((item, ""));
    let (first, last) = dates.split_once("..").unwrap_or((dates, dates));
    let read = |text: &str| {
        // Nothing but year, month and day: a library may take more.
        let is_date = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        is_date
            .then(|| text.parse::<Date>().ok())
            .flatten()
            .ok_or_else(|| Misspelt::new(format!("{} is not a date", shown(text)), FIX))
    };
    let (first, last) = (read(first)?, read(last)?);
    if last < first {
        return Err(Misspelt::new(
            format!("{} ends before it begins", shown(dates)),
            FIX,
        ));
    }
    Ok(((first, last), words.trim()))
}
