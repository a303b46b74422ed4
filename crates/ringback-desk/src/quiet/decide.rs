//! Whether a text may leave now, and if not, when.

use jiff::{SignedDuration, Timestamp};

use super::rules::{QuietRule, rules_for};
use super::table::federal;
use crate::clock::Instant;
use crate::hours::Hours;
use crate::texts::TextClass;
use crate::zones::zone::{instant, timestamp};
use crate::zones::{self, Zone};

/// Hours that zones have in common show within a week and a day, or there are none.
const LOOK_AHEAD: SignedDuration = SignedDuration::from_hours(24 * 8);

/// Whether texts are allowed at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowed {
    /// Whether they are.
    pub now: bool,
    /// The first instant at or after it at which they are; `None` when the zones have no hour in
    /// common.
    pub next: Option<Timestamp>,
}

/// Why a text waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quiet {
    /// Until when; `None` when no allowed hour is in sight.
    pub until: Option<Instant>,
    /// The rule that holds it: `federal`, `FL`.
    pub rule: &'static str,
    /// A zone in which it is too early or too late.
    pub zone: Zone,
    /// It is the zone that was noted for the recipient, and no guess by their number.
    pub is_noted: bool,
}

/// Whether every rule allows texts in every zone at an instant.
#[must_use]
pub fn allowed(rules: &[&QuietRule], zones: &[Zone], at: Timestamp) -> Allowed {
    let windows = windows(rules, zones);
    let next = next_allowed(&windows, at);
    Allowed {
        now: next == Some(at),
        next,
    }
}

/// Each rule in each zone.
fn windows<'a>(rules: &[&'a QuietRule], zones: &[Zone]) -> Vec<(&'a QuietRule, Hours)> {
    let in_zones = |rule: &'a QuietRule| {
        let week = rule.week();
        zones
            .iter()
            .map(move |zone| (rule, Hours::weekly(zone.clone(), week.clone())))
    };
    rules.iter().copied().flat_map(in_zones).collect()
}

/// Goes from one opening to the next until all are open.
fn next_allowed(windows: &[(&QuietRule, Hours)], at: Timestamp) -> Option<Timestamp> {
    let end = at.checked_add(LOOK_AHEAD).ok()?;
    let mut at = at;
    loop {
        let readings = windows.iter().map(|(_, window)| window.read(at));
        let mut waits = readings.filter(|reading| !reading.open);
        let Some(waiting) = waits.next() else {
            return Some(at);
        };
        at = waiting.next_open.filter(|next| *next <= end)?;
    }
}

/// Whether a text of this class to this number has to wait; `None` when it may leave.
///
/// `place` is the recipient's zone where it is known: it goes before what the number tells. The
/// answer to a call waits for nothing but the owner's wish (`night_replies` off), and then by the
/// federal hours.
#[must_use]
pub fn quiet_until(
    class: TextClass,
    number: &str,
    place: Option<&Zone>,
    business: &Zone,
    night_replies: bool,
    now: Instant,
) -> Option<Quiet> {
    let rules = match class {
        TextClass::Reply if night_replies => return None,
        TextClass::Reply => vec![federal()],
        _ => rules_for(class, zones::state_of_number(number)),
    };
    let zones = place.map_or_else(
        || zones::of_number(number, business),
        |place| vec![place.clone()],
    );
    let at = timestamp(now)?;
    let windows = windows(&rules, &zones);
    let (rule, window) = windows.iter().find(|(_, window)| !window.read(at).open)?;
    Some(Quiet {
        until: next_allowed(&windows, at).map(instant),
        rule: &rule.code,
        zone: window.zone.clone(),
        is_noted: place.is_some(),
    })
}
