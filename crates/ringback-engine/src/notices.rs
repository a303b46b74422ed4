//! Telling the owner, once, what they have to know.

use ringback_desk::brakes::Brake;
use ringback_desk::calls::HoldReason;
use ringback_desk::clock::Instant;
use ringback_desk::id::Id;
use ringback_desk::lines::Line;
use ringback_desk::phone::PhoneNumber;
use ringback_desk::texts::TextKind;
use ringback_desk::timeline::{Happened, Moment};
use ringback_store::calls::StoredCall;
use ringback_store::notices::Notice;
use ringback_store::{StoreError, Tx, notices};

use crate::brakes::reaches_phone;
use crate::clock;
use crate::effects::Effects;
use crate::feed::Change;
use crate::texts::{NewText, write_text};

/// Something to tell.
pub(crate) struct Telling<'a> {
    /// The notice's id.
    pub id: Id,
    /// Two tellings with the same key are one.
    pub key: String,
    /// What.
    pub sentence: String,
    /// The call that it is about.
    pub call: Option<Id>,
    /// The text that it is about.
    pub text: Option<Id>,
    /// The phone that it goes to as well as onto the page.
    pub by_text: Option<&'a str>,
    /// Whose line.
    pub line: &'a Line,
}

/// Where relays go, and notices that nobody asked for; nowhere while nothing leaves.
pub(crate) fn first_phone(line: &Line) -> Option<&str> {
    line.rings().next().map(PhoneNumber::as_str)
}

/// Stores a notice, and texts it where that is asked for and the owner's phone is not flooded.
pub(crate) fn tell(
    tx: &Tx<'_>,
    telling: &Telling<'_>,
    now: Instant,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    if !store(tx, telling, now, effects)? {
        return Ok(());
    }
    match telling.by_text {
        Some(phone) if reaches_phone(tx, telling.line, phone, now, effects)? => {
            by_text(tx, telling, phone, now, effects)
        }
        _ => Ok(()),
    }
}

/// As [`tell`], whatever else the owner's phone got: rare, and about the flood itself.
pub(crate) fn alarm(
    tx: &Tx<'_>,
    telling: &Telling<'_>,
    now: Instant,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    if !store(tx, telling, now, effects)? {
        return Ok(());
    }
    telling
        .by_text
        .map_or(Ok(()), |phone| by_text(tx, telling, phone, now, effects))
}

/// Stores a notice; whether it was new.
fn store(
    tx: &Tx<'_>,
    telling: &Telling<'_>,
    now: Instant,
    effects: &mut Effects,
) -> Result<bool, StoreError> {
    let line = telling.line;
    let notice = Notice {
        business: line.business,
        id: telling.id,
        key: telling.key.clone(),
        at: now,
        sentence: telling.sentence.clone(),
        call: telling.call,
        text: telling.text,
    };
    if !notices::insert(tx, &notice)? {
        return Ok(false);
    }
    effects.of_business(Change {
        business: line.business,
        call: telling.call,
        text: telling.text,
        kind: None,
        party: None,
        body: None,
        moment: Moment {
            at: now,
            happened: Happened::Notice {
                about: telling.sentence.clone(),
            },
        },
    });
    Ok(true)
}

fn by_text(
    tx: &Tx<'_>,
    telling: &Telling<'_>,
    phone: &str,
    now: Instant,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    let text = NewText {
        id: clock::new_id(),
        kind: TextKind::Notice,
        to: phone,
        body: &telling.sentence,
        call: None,
        about: None,
    };
    write_text(tx, telling.line, &text, now, effects)
}

/// Tells the owner of a held text where the reason is one that they should act on.
pub(crate) fn of_hold(
    tx: &Tx<'_>,
    line: &Line,
    call: &StoredCall,
    reason: HoldReason,
    id: Id,
    now: Instant,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    let caller = call
        .caller
        .as_deref()
        .and_then(|caller| PhoneNumber::from_e164(caller).ok())
        .map_or_else(
            || "a caller".to_owned(),
            |number| number.display_for(line.region),
        );
    let (key, sentence) = match reason {
        // The breaker told of itself when it opened.
        HoldReason::Brake(Brake::Breaker) => return Ok(()),
        HoldReason::Brake(brake) => (
            format!("brake:{}:{}", brake.code(), brake.window(now, &line.zone)),
            format!(
                "Ringback's brake is on ({}): {caller} was not texted. Calls still ring and are listed.",
                brake.code().replace('_', " ")
            ),
        ),
        HoldReason::TooLate => (
            format!("too_late:{}", call.id),
            format!("{caller} was not texted: it would have come too late. Please call back."),
        ),
        HoldReason::Unregistered => {
            effects.ask_registration = Some(line.id);
            (
                format!("unregistered:{}", call.id),
                format!(
                    "{caller} was not texted: the line is not registered yet. Please call back."
                ),
            )
        }
        _ => return Ok(()),
    };
    // A text about texts that do not leave would not leave either.
    let leaves = reason != HoldReason::Unregistered;
    let telling = Telling {
        id,
        key,
        sentence,
        call: Some(call.id),
        text: None,
        by_text: first_phone(line).filter(|_| leaves),
        line,
    };
    tell(tx, &telling, now, effects)
}
