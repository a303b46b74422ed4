//! What opening hours and quiet hours add to a call.

use ringback_desk::calls::Outcome;
use ringback_desk::clock::Instant;
use ringback_desk::lines::Line;
use ringback_desk::quiet::{Leave, leave};
use ringback_desk::texts::TextKind;
use ringback_desk::timeline::Happened;
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
    let kind = TextKind::MissedCall;
    let place = place_of(tx, line, kind, caller)?;
    Ok(leave(line, kind, caller, place.as_ref(), None, now) != Leave::Now)
}
