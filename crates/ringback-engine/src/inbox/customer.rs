//! A text from anybody but the owner.

use ringback_desk::consent::Label;
use ringback_desk::segments;
use ringback_desk::texts::TextKind;
use ringback_desk::timeline::Happened;
use ringback_desk::waiting::Waiting;
use ringback_store::{StoreError, Tx, contacts, waiting};

use super::consent;
use super::receive::Received;
use crate::brakes;
use crate::clock;
use crate::effects::Effects;
use crate::notices::first_phone;
use crate::texts::{NewText, write_text};

/// Reads it for consent, in the transaction that stores it, and passes it on to the owner.
pub(super) fn read(
    tx: &Tx<'_>,
    received: &Received<'_>,
    effects: &mut Effects,
) -> Result<Vec<Happened>, StoreError> {
    let (line, now) = (received.line, received.now);
    let mut contact = contacts::load(tx, line.business, &received.party)?;
    contact.text_at = contact.text_at.max(Some(now));
    contact.line = Some(line.id);
    let (reading, outcome) = consent::take(tx, received, &mut contact)?;
    let mut happened: Vec<Happened> = outcome.happened.clone().into_iter().collect();
    if matches!(reading.label, Label::NotOptOut | Label::Ambiguous) {
        // Who said stop may be answered by hand once they have written again, and a machine that
        // answers for them has not.
        if !reading.automatic || contact.opted_out_at.is_none() {
            contact.received_at = contact.received_at.max(Some(received.written_at));
        }
        if !reading.automatic {
            contact.person_wrote_at = contact.person_wrote_at.max(Some(now));
        }
    }
    if reading.label == Label::NotOptOut && !reading.automatic {
        let answer = Waiting::Answer(received.party.clone());
        waiting::put(tx, line.business, &answer, (None, Some(received.id)), now)?;
    }
    contacts::save(tx, line.business, &received.party, &contact)?;
    consent::carry_out(tx, received, &outcome, contact.language, effects)?;
    if outcome.reaches_owner {
        pass_on(tx, received, effects, &mut happened)?;
    }
    Ok(happened)
}

/// To the owner's first phone, with the number of whoever wrote.
fn pass_on(
    tx: &Tx<'_>,
    received: &Received<'_>,
    effects: &mut Effects,
    happened: &mut Vec<Happened>,
) -> Result<(), StoreError> {
    let Some(phone) = first_phone(received.line) else {
        return Ok(());
    };
    let (line, now) = (received.line, received.now);
    if !brakes::reaches_phone(tx, line, phone, now, effects)? {
        happened.push(Happened::KeptFromPhone);
        return Ok(());
    }
    for body in relays(received) {
        let text = NewText {
            id: clock::new_id(),
            kind: TextKind::Relay,
            to: phone,
            body: &body,
            call: None,
            about: Some(&received.party),
        };
        write_text(tx, line, &text, now, effects)?;
    }
    happened.push(Happened::Relayed);
    Ok(())
}

/// The relay's words; more than one text when they are longer than a carrier takes.
fn relays(received: &Received<'_>) -> Vec<String> {
    let who = crate::texts::shown(&received.party, received.line.region);
    let pictures = match received.text.media.len() {
        0 => String::new(),
        1 => "[1 picture]".to_owned(),
        several => format!("[{several} pictures]"),
    };
    let said = [received.text.body.trim(), &pictures].join(" ");
    let words = format!("{who}: {}", said.trim());
    parts(&segments::to_gsm7_text(&words))
}

/// Splits words so that each part is one text. The limit is in UTF-16 units.
pub(super) fn parts(words: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut units = 0;
    for character in words.chars() {
        if units + character.len_utf16() > segments::CHARS_MAX {
            parts.push(String::new());
            units = 0;
        }
        units += character.len_utf16();
        if let Some(part) = parts.last_mut() {
            part.push(character);
        }
    }
    parts
}
