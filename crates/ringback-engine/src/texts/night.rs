//! A text that comes to leave in its recipient's quiet hours.

use std::sync::Arc;
use std::time::Duration;

use ringback_desk::calls::{HoldReason, Outcome};
use ringback_desk::clock::Instant;
use ringback_desk::lines::Line;
use ringback_desk::quiet::{Leave, Quiet, leave, may_wait};
use ringback_desk::texts::TextKind;
use ringback_desk::timeline::Happened;
use ringback_desk::zones::Zone;
use ringback_store::texts::{self, Claim, StoredText};
use ringback_store::{StoreError, Tx, calls, contacts};

use super::send::held;
use crate::clock;
use crate::effects::{Effects, moments};
use crate::engine::Engine;

/// A text that is older than this has waited.
const WAITED: Duration = Duration::from_mins(1);
/// Calls of one person that are looked back at.
const CALLS_LOOKED_AT: u32 = 10;

/// What the journal says of a text that waits.
pub(super) fn waits(until: Instant, quiet: Quiet) -> Happened {
    Happened::TextWaits {
        until,
        rule: quiet.rule.to_owned(),
        zone: quiet.zone.name().to_owned(),
        is_noted: quiet.is_noted,
    }
}

/// The zone that was noted for the recipient of such a text, where it matters.
pub(crate) fn place_of(
    tx: &Tx<'_>,
    line: &Line,
    kind: TextKind,
    party: &str,
) -> Result<Option<Zone>, StoreError> {
    if !may_wait(line, kind) {
        return Ok(None);
    }
    let place = contacts::zone(tx, line.business, party)?;
    Ok(place.and_then(|place| place.zone()))
}

/// As [`place_of`], with a look of its own into the database.
async fn place(
    engine: &Engine,
    line: &Arc<Line>,
    text: &StoredText,
) -> Result<Option<Zone>, StoreError> {
    if !may_wait(line, text.kind) {
        return Ok(None);
    }
    let (line, kind, party) = (Arc::clone(line), text.kind, text.party.clone());
    let read = move |tx: &Tx<'_>| place_of(tx, &line, kind, &party);
    engine.store().read(read).await
}

/// Puts the text off or holds it, where it may not leave now; says whether it may.
///
/// Looked at again at every send: a text can be kept from leaving by the carrier or by a restart,
/// until it has become night.
pub(super) async fn may_leave(
    engine: &Engine,
    line: &Arc<Line>,
    text: &StoredText,
    now: Instant,
) -> Result<bool, StoreError> {
    let place = place(engine, line, text).await?;
    let leave = leave(
        line,
        text.kind,
        &text.party,
        place.as_ref(),
        text.deadline,
        now,
    );
    if leave == Leave::Now && !has_waited(text, now) {
        return Ok(true);
    }
    let (row, of_line) = (text.clone(), Arc::clone(line));
    let notice = clock::new_id();
    let (may_leave, effects) = engine
        .store()
        .write(line.business, move |tx| {
            let mut effects = Effects::default();
            let reason = match &leave {
                Leave::Now if talked_since(tx, &row)? => HoldReason::LiveConversation,
                Leave::Now => return Ok((true, effects)),
                Leave::At(until, quiet) => {
                    let moments = moments(now, [waits(*until, quiet.clone())]);
                    if texts::put_off_pending(tx, &row, *until, &moments)? {
                        effects.of_text(&row, &moments);
                    }
                    return Ok((false, effects));
                }
                Leave::Never => HoldReason::QuietHours,
            };
            if texts::refuse(tx, &row, reason, now)? == Claim::Held(reason) {
                held(tx, &of_line, &row, reason, notice, now, &mut effects)?;
            }
            Ok((false, effects))
        })
        .await?;
    engine.carry_out(effects);
    Ok(may_leave)
}

/// Whether an automatic text was written so long ago that people may have talked since: it waited
/// for the morning, or the carrier did not take it at once.
fn has_waited(text: &StoredText, now: Instant) -> bool {
    let written_at = text.id.at();
    let is_old = written_at.is_some_and(|at| now.since(at) >= WAITED);
    text.kind == TextKind::MissedCall && (text.delivery.attempt > 0 || is_old)
}

/// Whether a person wrote, either way, or took a call since the text was written: then the robot has
/// nothing to say in the morning.
fn talked_since(tx: &Tx<'_>, text: &StoredText) -> Result<bool, StoreError> {
    let Some(written_at) = text.id.at() else {
        return Ok(false);
    };
    let contact = contacts::load(tx, text.business, &text.party)?;
    if contact.person_wrote_at.is_some_and(|at| at > written_at) {
        return Ok(true);
    }
    let calls = calls::of_caller(tx, text.business, &text.party, None, CALLS_LOOKED_AT)?;
    Ok(calls.into_iter().map(|story| story.call).any(|call| {
        call.facts.outcome == Outcome::Answered && call.decided_at.is_some_and(|at| at > written_at)
    }))
}
