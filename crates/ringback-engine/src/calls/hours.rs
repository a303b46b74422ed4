//! What opening hours and quiet hours add to a call.

use ringback_desk::calls::Outcome;
use ringback_desk::clock::Instant;
use ringback_desk::contacts::{Contact, Place};
use ringback_desk::lines::Line;
use ringback_desk::quiet::{Leave, leave};
use ringback_desk::texts::TextKind;
use ringback_desk::timeline::Happened;
use ringback_desk::zones::Zone;
use ringback_store::calls::StoredCall;
use ringback_store::{StoreError, Tx};

use crate::texts::place_of;

/// What the hours of the business say of a call that was just found missed.
pub(super) fn of_missed(line: &Line, decided: Option<Outcome>, now: Instant) -> Option<Happened> {
    let (Some(Outcome::Missed { .. }), Some(hours)) = (decided, &line.hours) else {
        return None;
    };
    let found = hours.found(now);
    Some(Happened::Hours { found })
}

/// The caller is not told of a text that they get in the morning.
pub(super) fn keep_for_morning(
    tx: &Tx<'_>,
    call: &StoredCall,
    line: &Line,
    now: Instant,
) -> Result<bool, StoreError> {
    let caller = call.caller.as_deref().unwrap_or_default();
    let place = place_of(tx, line, TextKind::MissedCall, caller)?;
    Ok(leave_of(line, caller, place.as_ref(), now) != Leave::Now)
}

/// When the text to a caller leaves: in their morning, where it waits for that.
pub(super) fn leaves_at(line: &Line, caller: &str, contact: &Contact, now: Instant) -> Instant {
    let place = contact.zone.as_ref().and_then(Place::zone);
    match leave_of(line, caller, place.as_ref(), now) {
        Leave::At(at, _) => at,
        Leave::Now | Leave::Never => now,
    }
}

fn leave_of(line: &Line, caller: &str, place: Option<&Zone>, now: Instant) -> Leave {
    leave(line, TextKind::MissedCall, caller, place, None, now)
}

#[cfg(test)]
mod tests {
    use ringback_desk::id::{BusinessId, LineId};
    use ringback_desk::settings::{Given, LineSettings, Values};

    use super::*;

    /// 23 November 2026, 05:30 in Chicago and 03:30 in Los Angeles.
    const NIGHT: Instant = Instant(1_795_433_400_000);
    const HOUR: i64 = 3_600_000;

    #[test]
    fn a_texts_window_counts_from_the_morning_where_the_person_is_noted_to_live() {
        let mut values = Values::new();
        for (key, value) in [
            ("line_number", "+13125550100"),
            ("company", "Riverside Plumbing"),
            ("owner", "Sam"),
            ("ring", "+13125550199"),
            ("zone", "America/Chicago"),
            ("night_replies", "off"),
        ] {
            values.insert(key, Given::text(key, value));
        }
        let mut faults = Vec::new();
        let line = LineSettings::read(vec![&values], &mut faults).expect("a line");
        let line = line.with_ids(BusinessId(1), LineId(1));
        let at = |zone: Option<&str>| {
            let contact = Contact {
                zone: zone.map(|name| Place::named(name.to_owned())),
                ..Contact::default()
            };
            leaves_at(&line, "+13125550131", &contact, NIGHT)
        };
        let by_number = at(None);
        assert!(
            by_number > NIGHT,
            "a Chicago number waits for Chicago's morning"
        );
        let west = at(Some("America/Los_Angeles"));
        assert_eq!(
            west.0 - by_number.0,
            2 * HOUR,
            "who moved west sleeps longer"
        );
    }
}
