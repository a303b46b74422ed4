//! What a report about a text changes outside the text.

use ringback_desk::calls::HoldReason;
use ringback_desk::carrier_event::TextStatus;
use ringback_desk::clock::Instant;
use ringback_desk::lines::Line;
use ringback_desk::phone::{PhoneNumber, Region};
use ringback_desk::texts::{Consequence, Phase, TextKind};
use ringback_desk::timeline::Happened;
use ringback_desk::waiting::Waiting;
use ringback_store::texts::{self, StoredText};
use ringback_store::{StoreError, Tx, contacts, waiting};

use crate::clock;
use crate::effects::{Effects, moments};
use crate::notices::{Telling, first_phone, tell};
use crate::registration;

/// Applies them, in the transaction that stores the report.
pub(crate) fn apply(
    tx: &Tx<'_>,
    line: &Line,
    text: &StoredText,
    consequences: &[Consequence],
    now: Instant,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    for consequence in consequences {
        match consequence {
            Consequence::OptOut => opt_out(tx, text, now, effects)?,
            Consequence::Landline => {
                let mut contact = contacts::load(tx, text.business, &text.party)?;
                contact.landline_at = Some(now);
                contacts::save(tx, text.business, &text.party, &contact)?;
            }
            Consequence::FreeWindow => free_window(tx, text)?,
            Consequence::Alarm { code, meaning } => {
                tracing::error!(code, meaning, "texts fail because of the carrier's set-up");
                let telling = Telling {
                    id: clock::new_id(),
                    key: format!("set_up:{code}:{}", now.0.div_euclid(3_600_000)),
                    sentence: format!("Texts are not arriving ({code}): {meaning}"),
                    call: text.call,
                    text: Some(text.id),
                    by_text: None,
                    line,
                };
                tell(tx, &telling, now, effects)?;
                if registration::is_about_registration(*code) {
                    effects.ask_registration = Some(line.id);
                }
            }
            Consequence::TellUnknown => tell_unknown(tx, line, text, now, effects)?,
        }
    }
    Ok(())
}

/// The carrier says that the person said stop: that is an opt-out, whoever heard it first.
fn opt_out(
    tx: &Tx<'_>,
    text: &StoredText,
    now: Instant,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    let mut contact = contacts::load(tx, text.business, &text.party)?;
    let spared = contact.opted_out_at.map(|_| TextKind::Consent);
    contact.opted_out_at = contact.opted_out_at.or(Some(now));
    contacts::save(tx, text.business, &text.party, &contact)?;
    let reason = (HoldReason::OptedOut, spared);
    texts::hold_waiting(tx, text.business, &text.party, reason, now)?;
    effects.of_text(text, &moments(now, [Happened::OptedOut]));
    Ok(())
}

/// The caller was not texted after all: the next call may be answered.
pub(crate) fn free_window(tx: &Tx<'_>, text: &StoredText) -> Result<(), StoreError> {
    let mut contact = contacts::load(tx, text.business, &text.party)?;
    if contact.texted_by != Some(text.id) {
        return Ok(());
    }
    if let Some(texted_at) = contact.texted_at.take() {
        contact.wordings.forget(texted_at);
    }
    contact.texted_by = None;
    contacts::save(tx, text.business, &text.party, &contact)
}

fn tell_unknown(
    tx: &Tx<'_>,
    line: &Line,
    text: &StoredText,
    now: Instant,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    if text.kind.is_for_owner() {
        return Ok(());
    }
    let who = shown(&text.party, line.region);
    let telling = Telling {
        id: clock::new_id(),
        key: format!("unknown:{}", text.id),
        sentence: format!(
            "Nobody can say whether the text to {who} arrived, so it is not sent again by itself. \
             Please look, or call {who} back."
        ),
        call: text.call,
        text: Some(text.id),
        by_text: first_phone(line),
        line,
    };
    tell(tx, &telling, now, effects)
}

/// A text that did not arrive leaves something to be done: call the caller back, or answer again.
/// What a person wrote and what did not arrive, they are told of besides: nobody else will.
pub(crate) fn tell_of_lost_text(
    tx: &Tx<'_>,
    line: &Line,
    text: &StoredText,
    now: Instant,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    let lost = text.delivery.phase == Phase::Refused
        || matches!(
            text.delivery.status,
            Some(TextStatus::Failed | TextStatus::Undelivered | TextStatus::Canceled)
        );
    if !lost {
        return Ok(());
    }
    let matter = match text.kind {
        TextKind::Answer => Waiting::Answer(text.party.clone()),
        TextKind::MissedCall => Waiting::CallBack(text.party.clone()),
        _ => return Ok(()),
    };
    waiting::put(tx, text.business, &matter, (text.call, Some(text.id)), now)?;
    if text.kind != TextKind::Answer {
        return Ok(());
    }
    let who = shown(&text.party, line.region);
    let telling = Telling {
        id: clock::new_id(),
        key: format!("answer_lost:{}", text.id),
        sentence: format!("Your text to {who} did not arrive. Please call them."),
        call: None,
        text: Some(text.id),
        by_text: first_phone(line),
        line,
    };
    tell(tx, &telling, now, effects)
}

/// A number as the owner reads it.
pub(crate) fn shown(party: &str, home: Region) -> String {
    PhoneNumber::from_e164(party)
        .map_or_else(|_| party.to_owned(), |number| number.display_for(home))
}
