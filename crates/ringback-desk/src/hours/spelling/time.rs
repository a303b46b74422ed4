//! Times of day and periods: `8:00-17:00`, `8am-5:30pm`, `noon-midnight`, `24h`.

use super::{Misspelt, shown};
use crate::hours::{Period, TimeOfDay};

const FIX: &str = "Write it as 8:00-17:00, or as 8am-5pm";

/// A time as it was written.
struct Written {
    time: TimeOfDay,
    /// A bare hour: `9`, which may be in the morning or in the evening.
    is_bare: bool,
}

/// Periods of one day, separated by commas or `and`; `24h` is the whole day, `closed` none.
pub(super) fn periods(text: &str) -> Result<Vec<Period>, Misspelt> {
    match text.trim() {
        "24h" | "24 h" | "24 hours" | "all day" => return Ok(vec![Period::DAY]),
        "closed" => return Ok(Vec::new()),
        _ => {}
    }
    let mut periods = text
        .split([',', '&'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(period)
        .collect::<Result<Vec<_>, _>>()?;
    if periods.is_empty() {
        return Err(Misspelt::new("no times are given", FIX));
    }
    periods.sort_unstable();
    Ok(periods)
}

/// One period.
fn period(text: &str) -> Result<Period, Misspelt> {
    let wrong = || Misspelt::new(format!("{} is not a period", shown(text)), FIX);
    let (open, close) = text
        .split_once(['-', '–', '—'])
        .or_else(|| text.split_once(" to "))
        .or_else(|| text.split_once(" until "))
        .ok_or_else(wrong)?;
    let (open, close) = (time(open.trim()), time(close.trim()));
    let (open, close) = (open.ok_or_else(wrong)?, close.ok_or_else(wrong)?);
    if close.is_bare && close.time <= open.time {
        return Err(Misspelt::new(
            format!("{} would close before it opens", shown(text)),
            format!(
                "Write {}am or {}pm, or the hours of the whole day, as 9:00-17:00; 18:00-2:00 goes \
                 past midnight",
                close.time.seconds() / 3600,
                close.time.seconds() / 3600,
            ),
        ));
    }
    Period::new(open.time, close.time).ok_or_else(wrong)
}

/// A time of day; `None` when it is none.
fn time(text: &str) -> Option<Written> {
    let exact = |time| Written {
        time,
        is_bare: false,
    };
    match text {
        "noon" => return TimeOfDay::new(12, 0, 0).map(exact),
        "midnight" => return Some(exact(TimeOfDay::MIDNIGHT)),
        _ => {}
    }
    let halves = [
        ("a.m.", false),
        ("p.m.", true),
        ("am", false),
        ("pm", true),
        ("a", false),
        ("p", true),
    ];
    for (suffix, is_evening) in halves {
        if let Some(clock) = text.strip_suffix(suffix) {
            return half_day(clock.trim(), is_evening).map(exact);
        }
    }
    let is_bare = !text.contains([':', '.', 'h']);
    let spelt = text.trim_end_matches('h').replace(['.', 'h'], ":");
    let spelt = if spelt.contains(':') {
        spelt
    } else {
        format!("{spelt}:00")
    };
    TimeOfDay::parse(&spelt).map(|time| Written { time, is_bare })
}

/// A time on the clock of twelve hours.
fn half_day(clock: &str, is_evening: bool) -> Option<TimeOfDay> {
    let (hour, minute) = clock.split_once([':', '.']).unwrap_or((clock, "00"));
    let time = TimeOfDay::parse(&format!("{hour}:{minute}"))?;
    let (hour, minute) = (time.seconds() / 3600, time.seconds() / 60 % 60);
    if !(1..=12).contains(&hour) {
        return None;
    }
    TimeOfDay::new(hour % 12 + if is_evening { 12 } else { 0 }, minute, 0)
}
