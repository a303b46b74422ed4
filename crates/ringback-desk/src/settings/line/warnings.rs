//! What is allowed in a line and still unwise.

use crate::hours::Hours;
use crate::lines::{Acceptance, Line};
use crate::zones::Zone;

/// More than this and a mobile's mailbox picks up first.
const MAILBOX_SECONDS: u32 = 20;
/// Who is open for longer than this past midnight has more likely left out a `pm`.
const LONG_NIGHT_SECONDS: u32 = 16 * 3_600;
const DAY_SECONDS: u32 = 24 * 3_600;

pub(super) fn of(line: &Line) -> Vec<String> {
    let mut warnings = Vec::new();
    if line.ring.is_empty() && !line.forwarded {
        warnings.push("ring: no phone rings, so every call counts as missed at once".to_owned());
    }
    let mistaken = match line.acceptance {
        Acceptance::Key => None,
        Acceptance::Machine => Some("which can then be taken for a person"),
        Acceptance::None => Some("which then looks like an answer"),
    };
    if let Some(mistaken) = mistaken
        && line.ring_seconds > MAILBOX_SECONDS
    {
        warnings.push(format!(
            "ring_seconds: without acceptance = key, ringing longer than {MAILBOX_SECONDS} \
             seconds lets the mobile's mailbox pick up, {mistaken}; set 15 to 20, or acceptance = \
             key"
        ));
    }
    if let Some(hours) = &line.hours {
        warnings.extend(of_hours(hours));
    }
    warnings
}

fn of_hours(hours: &Hours) -> impl Iterator<Item = String> {
    let by_utc = (hours.zone == Zone::utc())
        .then(|| "hours: go by UTC; set zone, as America/Chicago".to_owned());
    let mut periods = hours.weekly.periods();
    let long = periods.find(|period| {
        period.is_past_midnight() && (LONG_NIGHT_SECONDS..DAY_SECONDS).contains(&period.seconds())
    });
    let long = long.map(|period| {
        format!(
            "hours: {period} goes past midnight and lasts {} hours; for the afternoon write 17:00 \
             or 5pm",
            period.seconds() / 3_600
        )
    });
    by_utc.into_iter().chain(long)
}
