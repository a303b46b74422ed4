//! Why a text waits, as the owner reads it.

use super::table::rule;
use crate::clock::Instant;
use crate::hours::shown;
use crate::zones::{self, Zone};

/// `is_noted` says that the zone is the one that was noted for the recipient.
///
/// `The text waits until Tue 8:00 (America/Chicago): the federal rule allows 8:00 to 21:00.`
#[must_use]
pub fn sentence(until: Instant, code: &str, zone: &str, is_noted: bool) -> String {
    let at = shown(&zones::find(zone).unwrap_or_else(Zone::utc), until, None);
    let whose = if is_noted { ", as noted for them" } else { "" };
    let waits = format!("The text waits until {at} ({zone}{whose})");
    let Some(rule) = rule(code) else {
        return format!("{waits}: quiet hours ({code}).");
    };
    let (from, until) = rule.weekday_hours;
    let sunday = match rule.sunday_hours {
        hours if hours == rule.weekday_hours => String::new(),
        (from, until) => format!(", on Sunday {from}:00 to {until}:00"),
    };
    let code = &rule.code;
    format!("{waits}: the {code} rule allows {from}:00 to {until}:00{sunday}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_owner_reads_until_when_and_by_which_rule() {
        let until = Instant(1_795_528_800_000);
        for (code, read) in [
            (
                "federal",
                "The text waits until Tue 8:00 (America/Chicago): the federal rule allows 8:00 to \
                 21:00.",
            ),
            (
                "TX",
                "The text waits until Tue 8:00 (America/Chicago): the TX rule allows 9:00 to 21:00, \
                 on Sunday 12:00 to 21:00.",
            ),
            (
                "XX",
                "The text waits until Tue 8:00 (America/Chicago): quiet hours (XX).",
            ),
        ] {
            assert_eq!(sentence(until, code, "America/Chicago", false), read);
        }
        let noted = sentence(until, "federal", "America/Chicago", true);
        assert!(
            noted.contains("(America/Chicago, as noted for them)"),
            "{noted}"
        );
        let nowhere = sentence(until, "federal", "Mars/Olympus", false);
        assert!(nowhere.contains("until Tue 14:00"), "{nowhere}");
    }
}
