//! One send: claim, request, report.
//!
//! The claim says in the database that the request may have left, before it does. Whatever
//! happens between the two, the text is looked up and never sent a second time.

use std::sync::Arc;
use std::time::Duration;

use ringback_carriers::outbound::{OutboundText, SendOutcome};
use ringback_desk::calls::HoldReason;
use ringback_desk::clock::Instant;
use ringback_desk::lines::Line;
use ringback_desk::texts::{Phase, Report, TextKind};
use ringback_desk::timeline::{Happened, Moment};
use ringback_desk::waiting::Waiting;
use ringback_store::texts::{self, Claim, StoredText};
use ringback_store::{StoreError, calls, waiting};

use super::night;
use super::outbox::Handover;
use super::report::{self, Sent};
use crate::clock;
use crate::effects::{Effects, moments};
use crate::engine::Engine;
use crate::notices::{self, Telling, first_phone, tell};

/// A claim that took this long to be acted on is given back: with the request's own limit it
/// must end before the lease does.
const STALE_CLAIM: Duration = Duration::from_secs(5);

/// Sends one text.
pub(crate) async fn send(engine: Engine, text: StoredText) {
    let id = text.id;
    let recipient = (text.line, text.party.clone());
    let Some(line) = engine.lines().by_id(text.line).map(Arc::clone) else {
        tracing::warn!(text = %id, "a text's line is not configured any more; it stays");
        engine.inner().outbox.done_with(&id, recipient);
        return;
    };
    if let Err(fault) = try_send(&engine, &line, text).await {
        tracing::warn!(text = %id, %fault, "a text could not be claimed or its report stored");
    }
    engine.inner().outbox.done_with(&id, recipient);
}

async fn try_send(
    engine: &Engine,
    line: &Arc<Line>,
    mut text: StoredText,
) -> Result<(), StoreError> {
    let Ok(_permit) = engine.inner().outbox.permits.acquire().await else {
        return Ok(());
    };
    if engine.is_closing() {
        return Ok(());
    }
    let claimed_at = clock::now();
    if !night::may_leave(engine, line, &text, claimed_at).await? {
        return Ok(());
    }
    let attempt = text.delivery.attempt + 1;
    if !claim(engine, line, &text, attempt, claimed_at).await? {
        return Ok(());
    }
    text.delivery.phase = Phase::Attempted;
    text.delivery.attempt = attempt;
    text.delivery.attempted_at = Some(claimed_at);
    text.delivery.looks = 0;
    let sent = if clock::now().since(claimed_at) > STALE_CLAIM {
        Sent::again_at_once(clock::now())
    } else {
        report::of_send(
            request(engine, line, &text, claimed_at).await,
            &text,
            clock::now(),
        )
    };
    if let Some(pause) = sent.pause {
        engine
            .inner()
            .outbox
            .tell(Handover::Pause(line.business, pause));
    } else if matches!(sent.report, Report::Accepted { .. }) && attempt > 1 {
        let resume = Handover::Resume(line.business);
        engine.inner().outbox.tell(resume);
    }
    report::store_first(engine, line, text, sent.report).await
}

/// Claims the text, or does what must be done when it may not leave.
async fn claim(
    engine: &Engine,
    line: &Arc<Line>,
    text: &StoredText,
    attempt: u32,
    now: Instant,
) -> Result<bool, StoreError> {
    let (row, of_line) = (text.clone(), Arc::clone(line));
    let notice = clock::new_id();
    let (claim, effects) = engine
        .store()
        .write(line.business, move |tx| {
            let mut effects = Effects::default();
            let claim = if of_line.is_suspended {
                texts::refuse(tx, &row, HoldReason::Suspended, now)?
            } else if of_line.is_held {
                texts::refuse(tx, &row, HoldReason::Restored, now)?
            } else if of_line.is_unregistered {
                effects.ask_registration = Some(of_line.id);
                texts::refuse(tx, &row, HoldReason::Unregistered, now)?
            } else {
                texts::claim(tx, &row, attempt, now)?
            };
            match claim {
                Claim::Send => effects.of_text(
                    &row,
                    &[Moment {
                        at: now,
                        happened: Happened::TextAttempted { attempt },
                    }],
                ),
                Claim::Held(reason) => {
                    held(tx, &of_line, &row, reason, notice, now, &mut effects)?;
                }
                Claim::Gone => {}
            }
            Ok((claim, effects))
        })
        .await?;
    engine.carry_out(effects);
    Ok(claim == Claim::Send)
}

pub(super) fn held(
    tx: &ringback_store::Tx<'_>,
    line: &Line,
    text: &StoredText,
    reason: HoldReason,
    notice: ringback_desk::id::Id,
    now: Instant,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    effects.of_text(
        text,
        &[Moment {
            at: now,
            happened: Happened::Held { reason },
        }],
    );
    let why = match reason {
        HoldReason::Unregistered => return tell_unregistered(tx, line, text, notice, now, effects),
        HoldReason::TooLate => "it would have come too late",
        HoldReason::QuietHours => "night fell before the text could leave",
        // Its people are locked out: nobody is told, and whoever calls again when it goes on was
        // not texted.
        HoldReason::Suspended => return super::consequences::free_window(tx, text),
        _ => return Ok(()),
    };
    // A confirmation that comes too late is none that anybody misses.
    if text.kind.is_for_owner() || text.kind == TextKind::Consent {
        return Ok(());
    }
    super::consequences::free_window(tx, text)?;
    let who = super::consequences::shown(&text.party, line.region);
    let telling = Telling {
        id: notice,
        key: format!("{}:{}", reason.code(), text.id),
        sentence: format!("{who} was not texted: {why}. Please call back."),
        call: text.call,
        text: Some(text.id),
        by_text: first_phone(line),
        line,
    };
    tell(tx, &telling, now, effects)
}

/// A text that was written while its line was registered, or by a person. What a person wrote leaves
/// when the line is registered in time; until then it is the owner's to do, and nothing but the page
/// can say so.
fn tell_unregistered(
    tx: &ringback_store::Tx<'_>,
    line: &Line,
    text: &StoredText,
    notice: ringback_desk::id::Id,
    now: Instant,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    let matter = match text.kind {
        TextKind::MissedCall => return untext_call(tx, line, text, notice, now, effects),
        TextKind::Answer => Waiting::Answer(text.party.clone()),
        _ => return Ok(()),
    };
    waiting::put(tx, text.business, &matter, (text.call, Some(text.id)), now)?;
    let who = super::consequences::shown(&text.party, line.region);
    let telling = Telling {
        id: notice,
        key: format!("{}:{}", HoldReason::Unregistered.code(), text.id),
        sentence: format!(
            "The text to {who} is held: the line is not registered yet. Please call them."
        ),
        call: text.call,
        text: Some(text.id),
        by_text: None,
        line,
    };
    tell(tx, &telling, now, effects)
}

/// The call was not texted after all, and says so itself; it is decided again when the line is
/// registered in time. Should it never be, the caller's next call is answered as if there had been
/// no text, for there was none.
fn untext_call(
    tx: &ringback_store::Tx<'_>,
    line: &Line,
    text: &StoredText,
    notice: ringback_desk::id::Id,
    now: Instant,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    let reason = HoldReason::Unregistered;
    super::consequences::free_window(tx, text)?;
    let matter = Waiting::CallBack(text.party.clone());
    waiting::put(tx, text.business, &matter, (text.call, Some(text.id)), now)?;
    let story = match &text.call {
        Some(call) => calls::get(tx, text.business, call)?,
        None => None,
    };
    let Some(mut call) = story.map(|story| story.call) else {
        return Ok(());
    };
    if call.text == Some(text.id) {
        (call.text, call.held) = (None, Some(reason));
        let moments = moments(now, [Happened::Held { reason }]);
        calls::update(tx, &call, &moments)?;
        effects.of_call(&call, &moments);
    }
    notices::of_hold(tx, line, &call, reason, notice, now, effects)
}

async fn request(engine: &Engine, line: &Line, text: &StoredText, now: Instant) -> SendOutcome {
    let attempt = format!("{}.{}", text.id, text.delivery.attempt);
    let left = text
        .deadline
        .map_or(Duration::from_secs(36_000), |deadline| deadline.since(now));
    let outbound = OutboundText {
        from: line.number.as_str(),
        to: &text.party,
        body: &text.body,
        status_callback: &engine.urls().text_status(&attempt),
        // Twilio: `ValidityPeriod`, 1 to 36,000 seconds.
        validity_seconds: u32::try_from(left.as_secs())
            .unwrap_or(u32::MAX)
            .clamp(1, 36_000),
    };
    match engine.client_of(line.business) {
        Ok(client) => client.send_text(&outbound).await,
        // The account was taken away a moment ago: nothing has left.
        Err(fault) => SendOutcome::NotProcessed {
            retry_after: None,
            why: fault.to_string(),
        },
    }
}

#[cfg(test)]
#[path = "send_tests.rs"]
mod tests;
