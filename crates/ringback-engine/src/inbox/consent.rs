//! What a customer's words do to consent, in the transaction that stores them, and what a person
//! decides where the words leave it open.

use ringback_desk::calls::HoldReason;
use ringback_desk::carrier_event::CarrierOptOut;
use ringback_desk::clock::Instant;
use ringback_desk::consent::{
    self, Channel, Context, Decision, Label, Outcome, Reading, consent_text,
};
use ringback_desk::contacts::Contact;
use ringback_desk::id::{BusinessId, PersonId};
use ringback_desk::lines::Line;
use ringback_desk::segments;
use ringback_desk::texts::TextKind;
use ringback_desk::timeline::{Happened, Moment};
use ringback_desk::waiting::Waiting;
use ringback_desk::words::Language;
use ringback_store::{StoreError, Tx, contacts, people, texts, waiting};

use super::receive::Received;
use crate::clock;
use crate::effects::{Effects, moments};
use crate::engine::Engine;
use crate::feed::Change;
use crate::texts::{NewText, free_window, write_text};

/// Reads what came in and takes it into `contact`, which the caller stores.
pub(super) fn take(
    tx: &Tx<'_>,
    received: &Received<'_>,
    contact: &mut Contact,
) -> Result<(Reading, Outcome), StoreError> {
    let body = &received.text.body;
    let before = texts::last_sent(tx, received.line.business, &received.party)?;
    let context = Context {
        is_opted_out: contact.opted_out_at.is_some(),
        last_outbound: before.as_deref(),
        channel: Channel::Sms,
    };
    let read = consent::read(body, &context);
    let reading = match received.text.carrier_opt_out {
        None => read,
        Some(carrier) => carriers_word(carrier, read),
    };
    let is_answered = received.text.carrier_opt_out.is_some()
        || consent::is_answered_by_carrier(body, context.channel);
    let outcome = consent::take(
        &reading,
        contact,
        is_answered,
        (received.written_at, received.now),
    );
    Ok((reading, outcome))
}

/// What the carrier made of it goes before our own reading, for it has acted on it.
fn carriers_word(carrier: CarrierOptOut, read: Reading) -> Reading {
    let (label, word) = match carrier {
        CarrierOptOut::Stop => (Label::OptOut, "STOP"),
        CarrierOptOut::Start => (Label::OptIn, "START"),
        CarrierOptOut::Help => (Label::Help, "HELP"),
    };
    if read.label == label {
        return read;
    }
    Reading {
        label,
        lean: None,
        keyword: Some(word),
        reason: format!("The carrier took it for {word}."),
        ..read
    }
}

/// Does what follows, once the contact is stored: holds what waits, puts it before a person, answers.
pub(super) fn carry_out(
    tx: &Tx<'_>,
    received: &Received<'_>,
    outcome: &Outcome,
    language: Language,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    let (line, now) = (received.line, received.now);
    hold(tx, line.business, &received.party, outcome, now, effects)?;
    let matter = Waiting::Consent(received.party.clone());
    if outcome.asks {
        waiting::put(tx, line.business, &matter, (None, Some(received.id)), now)?;
    } else if outcome.hold == Some(HoldReason::OptedOut)
        || outcome.happened == Some(Happened::OptedIn)
    {
        waiting::done(tx, line.business, &matter)?;
    }
    if let Some(which) = outcome.answer {
        let body = segments::to_gsm7_text(&consent_text(line, which, language));
        answer(tx, line, &received.party, &body, now, effects)?;
    }
    Ok(())
}

/// Holds what waits for them, where that follows from what was said.
fn hold(
    tx: &Tx<'_>,
    business: BusinessId,
    party: &str,
    outcome: &Outcome,
    now: Instant,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    let Some(reason) = outcome.hold else {
        return Ok(());
    };
    let spared = outcome.keeps_confirmation.then_some(TextKind::Consent);
    for id in texts::hold_waiting(tx, business, party, (reason, spared), now)? {
        if let Some(text) = texts::load(tx, business, &id)? {
            free_window(tx, &text)?;
            effects.of_text(&text, &moments(now, [Happened::Held { reason }]));
        }
    }
    Ok(())
}

fn answer(
    tx: &Tx<'_>,
    line: &Line,
    to: &str,
    body: &str,
    now: Instant,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    let text = NewText {
        id: clock::new_id(),
        kind: TextKind::Consent,
        to,
        body,
        call: None,
        about: None,
    };
    write_text(tx, line, &text, now, effects)
}

impl Engine {
    /// Somebody on the team decides whether texts to `party` go on; says whether such a person is
    /// known. Pressing twice is pressing once.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn decide_consent(
        &self,
        business: BusinessId,
        party: String,
        decision: Decision,
        by: Option<PersonId>,
    ) -> Result<bool, StoreError> {
        let now = clock::now();
        let effects = self
            .store()
            .write(business, move |tx| {
                decide(tx, business, &party, decision, by, now)
            })
            .await?;
        let is_known = effects.is_some();
        self.carry_out(effects.unwrap_or_default());
        Ok(is_known)
    }
}

fn decide(
    tx: &Tx<'_>,
    business: BusinessId,
    party: &str,
    decision: Decision,
    by: Option<PersonId>,
    now: Instant,
) -> Result<Option<Effects>, StoreError> {
    let mut contact = contacts::load(tx, business, party)?;
    if contact == Contact::default() {
        return Ok(None);
    }
    let matter = Waiting::Consent(party.to_owned());
    let asked = waiting::get(tx, business, &matter)?;
    let before = contact.clone();
    let outcome = consent::decide(decision, &mut contact, now);
    contacts::save(tx, business, party, &contact)?;
    waiting::done(tx, business, &matter)?;
    let mut effects = Effects::default();
    hold(tx, business, party, &outcome, now, &mut effects)?;
    if asked.is_none() && before == contact {
        return Ok(Some(effects));
    }
    let moment = Moment {
        at: now,
        happened: Happened::ConsentDecided {
            opted_out: decision == Decision::OptOut,
            by: match by {
                Some(person) => people::get(tx, business, person)?.map(|person| person.name),
                None => None,
            },
        },
    };
    // It stands with the words that it was decided about, or else with the newest.
    let about = match asked.and_then(|row| row.text) {
        Some(text) => Some(text),
        None => texts::newest_word(tx, business, party)?,
    };
    if let Some(text) = &about {
        texts::note(tx, business, text, std::slice::from_ref(&moment))?;
    }
    effects.of_business(Change {
        business,
        call: None,
        text: about,
        kind: None,
        party: Some(party.to_owned()),
        body: None,
        moment,
    });
    Ok(Some(effects))
}
