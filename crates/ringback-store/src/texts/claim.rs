//! The last check before a text leaves, in the same statement that says it may have left.

use std::time::Duration;

use ringback_desk::calls::HoldReason;
use ringback_desk::clock::Instant;
use ringback_desk::contacts::Contact;
use ringback_desk::id::{BusinessId, Id, LineId};
use ringback_desk::mutants::Mutant;
use ringback_desk::texts::{Phase, TextKind};
use ringback_desk::timeline::{Happened, Moment, write_journal};

use super::query::{load, read};
use super::sql;
use super::{StoredText, save_delivery};
use crate::columns::{id, unreadable};
use crate::value::params;
use crate::{StoreError, Tx, contacts};

/// What became of the wish to send a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// It is ours: send it now. The row says *Attempted*, whatever happens to us.
    Send,
    /// It is held from now on.
    Held(HoldReason),
    /// Somebody else has it, or it is over.
    Gone,
}

/// Claims a *Pending* text for attempt `attempt`, unless its recipient has said stop or its time
/// is over.
///
/// Its time to be looked at stays what its lease says: should we never hear of the request again,
/// it is looked up then.
///
/// # Errors
/// When the database cannot be written.
pub fn claim(
    tx: &Tx<'_>,
    text: &StoredText,
    attempt: u32,
    now: Instant,
) -> Result<Claim, StoreError> {
    let moment = Moment {
        at: now,
        happened: Happened::TextAttempted { attempt },
    };
    let unseen = unseen_by_mutant(tx, text)?;
    let (before_deadline, contact) = (unseen.0.map_or(now, |at| at.min(now)), unseen.1);
    let claimed = tx.exec(
        sql::CLAIM,
        params![
            text.business.0,
            id(&text.id),
            attempt,
            before_deadline.0,
            write_journal(&[moment]),
        ],
    )?;
    if let Some(contact) = contact {
        contacts::save(tx, text.business, &text.party, &contact)?;
    }
    if claimed == 1 {
        return Ok(Claim::Send);
    }
    let Some(mut stored) = load(tx, text.business, &text.id)? else {
        return Ok(Claim::Gone);
    };
    let has_left = matches!(stored.delivery.phase, Phase::Attempted | Phase::Accepted);
    if Mutant::DropLease.is_on() && has_left {
        return Ok(Claim::Send);
    }
    if stored.delivery.phase != Phase::Pending {
        return Ok(Claim::Gone);
    }
    let contact = contacts::load(tx, stored.business, &stored.party)?;
    let reason = if is_stopped(&contact, stored.kind) {
        HoldReason::OptedOut
    } else if contact.paused_at.is_some() && stored.kind.is_automatic() {
        HoldReason::Paused
    } else if stored.deadline.is_some_and(|deadline| deadline <= now) {
        HoldReason::TooLate
    } else {
        return Ok(Claim::Gone);
    };
    hold(tx, &mut stored, reason, now)?;
    Ok(Claim::Held(reason))
}

/// What a claim does not see, with such a fault switched on: the time after this, and the contact,
/// which is put aside meanwhile.
fn unseen_by_mutant(
    tx: &Tx<'_>,
    text: &StoredText,
) -> Result<(Option<Instant>, Option<Contact>), StoreError> {
    let at = Mutant::ForgetDeadline.is_on().then_some(text.deadline);
    let at = at.flatten().map(|at| at.minus(Duration::from_millis(1)));
    if !Mutant::ForgetRecheck.is_on() {
        return Ok((at, None));
    }
    let contact = contacts::load(tx, text.business, &text.party)?;
    contacts::save(tx, text.business, &text.party, &Contact::default())?;
    Ok((at, Some(contact)))
}

/// Whether their stop keeps a text of this kind from them, as [`sql::CLAIM`] has it: they hear that
/// they are heard, and a person answers what they wrote since.
fn is_stopped(contact: &Contact, kind: TextKind) -> bool {
    let Some(stopped) = contact.opted_out_at else {
        return false;
    };
    match kind {
        TextKind::Consent => false,
        TextKind::Answer => contact.received_at.is_none_or(|wrote| wrote <= stopped),
        _ => true,
    }
}

/// Holds a *Pending* text that its line must not send.
///
/// # Errors
/// When the database cannot be written.
pub fn refuse(
    tx: &Tx<'_>,
    text: &StoredText,
    reason: HoldReason,
    now: Instant,
) -> Result<Claim, StoreError> {
    match load(tx, text.business, &text.id)? {
        Some(mut stored) if stored.delivery.phase == Phase::Pending => {
            hold(tx, &mut stored, reason, now)?;
            Ok(Claim::Held(reason))
        }
        _ => Ok(Claim::Gone),
    }
}

/// Lets a *Pending* text wait until then; says whether it was one.
///
/// # Errors
/// When the database cannot be written.
pub fn put_off_pending(
    tx: &Tx<'_>,
    text: &StoredText,
    until: Instant,
    moments: &[Moment],
) -> Result<bool, StoreError> {
    match load(tx, text.business, &text.id)? {
        Some(mut stored) if stored.delivery.phase == Phase::Pending => {
            stored.wake_at = Some(until);
            save_delivery(tx, &stored, moments)?;
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// Adds to a text's journal what happened about it later.
///
/// # Errors
/// When the database cannot be written.
pub fn note(
    tx: &Tx<'_>,
    business: BusinessId,
    text: &Id,
    moments: &[Moment],
) -> Result<(), StoreError> {
    tx.put(sql::NOTE, (business.0, id(text), write_journal(moments)))
}

fn hold(
    tx: &Tx<'_>,
    text: &mut StoredText,
    reason: HoldReason,
    now: Instant,
) -> Result<(), StoreError> {
    assert_eq!(
        text.delivery.phase,
        Phase::Pending,
        "only what has not left can be held"
    );
    text.delivery.phase = Phase::Held;
    text.delivery.held = Some(reason);
    text.wake_at = None;
    save_delivery(
        tx,
        text,
        &[Moment {
            at: now,
            happened: Happened::Held { reason },
        }],
    )
}

/// Lets texts of a line leave that were held for a reason that holds no more; those that are too
/// old stay where they are, and so do notices, which were on the page meanwhile, and answers to
/// calls, for the call itself is decided again.
///
/// # Errors
/// When the database cannot be written.
pub fn release(
    tx: &Tx<'_>,
    (business, line): (BusinessId, LineId),
    reason: HoldReason,
    since: Instant,
    now: Instant,
) -> Result<Vec<StoredText>, StoreError> {
    let held = serde_json::to_string(&reason).map_err(|fault| unreadable("hold reason", fault))?;
    let first = Id::first_at(since);
    let params = (business.0, id(&first), line.0, held, now.0, RELEASED_MAX);
    let mut texts = tx.all(sql::HELD_SINCE, params, read)?;
    for text in &mut texts {
        text.delivery.phase = Phase::Pending;
        text.delivery.held = None;
        text.wake_at = Some(now);
        let queued = Moment {
            at: now,
            happened: Happened::TextQueued,
        };
        save_delivery(tx, text, &[queued])?;
    }
    Ok(texts)
}

/// Texts that leave together after having been held.
const RELEASED_MAX: u32 = 500;

/// Holds what has not left of the texts to `party`, in the transaction that stores what they said:
/// all of them after a stop but those of the kind that is spared, the automatic ones while a person
/// decides.
///
/// # Errors
/// When the database cannot be written.
pub fn hold_waiting(
    tx: &Tx<'_>,
    business: BusinessId,
    party: &str,
    (reason, spared): (HoldReason, Option<TextKind>),
    now: Instant,
) -> Result<Vec<Id>, StoreError> {
    let waiting = tx.all(sql::WAITING, (business.0, party), |row| {
        crate::columns::read_id(row, 0)
    })?;
    let mut held = Vec::new();
    for text in waiting {
        let Some(mut stored) = load(tx, business, &text)? else {
            continue;
        };
        let kind = stored.kind;
        if Some(kind) != spared && (reason != HoldReason::Paused || kind.is_automatic()) {
            hold(tx, &mut stored, reason, now)?;
            held.push(text);
        }
    }
    Ok(held)
}
