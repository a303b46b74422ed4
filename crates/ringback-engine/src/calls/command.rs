//! One fact about a call as one command: load, step, decide, one batch of writes, one commit.

use std::sync::Arc;

use ringback_desk::brakes::{Levels, prefix_of};
use ringback_desk::calls::{
    Call, Decision, Fact, HoldReason, MissedCall, MissedWhy, Outcome, Step, VoiceReply, Wake,
    decide, step,
};
use ringback_desk::carrier_event::Attestation;
use ringback_desk::clock::Instant;
use ringback_desk::contacts::Contact;
use ringback_desk::id::Id;
use ringback_desk::lines::Line;
use ringback_desk::phone::{Classified, PhoneNumber, classify};
use ringback_desk::segments;
use ringback_desk::texts::TextKind;
use ringback_desk::timeline::Happened;
use ringback_desk::waiting::Waiting;
use ringback_desk::words::Situation;
use ringback_store::calls::StoredCall;
use ringback_store::{StoreError, Tx, brakes, calls, contacts, waiting};

use super::{again, ask, hours};
use crate::clock;
use crate::effects::{Effects, moments};
use crate::engine::Engine;
use crate::inbox;
use crate::notices;
use crate::texts::{NewText, write_text};

/// A fact as a webhook brings it.
#[derive(Debug, Clone)]
pub struct IncomingFact {
    /// The line that was called.
    pub line: Arc<Line>,
    /// The carrier's id of the inbound call.
    pub call: String,
    /// Caller id as spelt; empty where the webhook does not say.
    pub from: String,
    /// What the carrier says of caller id.
    pub attestation: Attestation,
    /// What became known.
    pub fact: Fact,
}

/// What to answer on the leg that asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallAnswer {
    /// What to say or do.
    pub reply: VoiceReply,
    /// Whether the caller is texted, so that the spoken message may say so.
    pub texted: bool,
    /// Who calls, where that is a number, for screening and for dialling on.
    pub caller: Option<PhoneNumber>,
}

impl Engine {
    /// Takes a fact in; it is on the disk when this returns.
    ///
    /// # Errors
    /// When the database could not store it: the carrier is to ask again.
    pub async fn take_fact(&self, incoming: IncomingFact) -> Result<CallAnswer, StoreError> {
        let now = clock::now();
        let ids = Ids::new();
        let command = incoming.clone();
        // Outside the transaction: looking a number up takes longer than storing it.
        let caller = classify(&incoming.from, Some(incoming.line.region));
        let (answer, effects) = self
            .store()
            .write(move |tx| run(tx, &command, &caller, &ids, now))
            .await?;
        let ask = effects.ask;
        self.carry_out(effects);
        if ask {
            tokio::spawn(ask::ask(self.clone(), incoming));
        }
        Ok(answer)
    }
}

/// Ids are drawn before the command, for it may run twice.
pub(crate) struct Ids {
    call: Id,
    text: Id,
    notice: Id,
    again: Id,
}

impl Ids {
    pub(crate) fn new() -> Self {
        Self {
            call: clock::new_id(),
            text: clock::new_id(),
            notice: clock::new_id(),
            again: clock::new_id(),
        }
    }
}

pub(crate) fn run(
    tx: &Tx<'_>,
    incoming: &IncomingFact,
    caller: &Classified,
    ids: &Ids,
    now: Instant,
) -> Result<(CallAnswer, Effects), StoreError> {
    let line = &incoming.line;
    let loaded = calls::load(tx, line.business, &incoming.call)?;
    let is_new = loaded.is_none();
    let (mut call, contact) = match loaded {
        Some((call, contact)) => (call, Some(contact)),
        None => (new_call(incoming, caller, ids.call), None),
    };
    if call.facts.from.is_empty() && !incoming.from.is_empty() {
        call.facts.from.clone_from(&incoming.from);
        call.caller = caller.number.map(|number| number.to_string());
    }
    let mut stepped = step(&mut call.facts, line, &incoming.fact, now);
    let mut effects = Effects {
        ask: stepped.ask,
        ..Effects::default()
    };
    if stepped.decided.is_some() || stepped.text_due {
        let known = Known {
            incoming,
            caller,
            contact,
            ids,
            now,
        };
        stepped
            .happened
            .extend(hours::of_missed(line, stepped.decided, now));
        let decided = known.decided(tx, &mut call, &stepped, &mut effects)?;
        stepped.happened.extend(decided);
    }
    match stepped.wake {
        Wake::Keep => {}
        Wake::At(at) => call.wake_at = Some(at),
        Wake::Never => call.wake_at = None,
    }
    let moments = moments(now, stepped.happened);
    let is_silent = !matches!(incoming.fact, Fact::Voicemail { .. });
    let unchanged = is_silent && moments.is_empty() && stepped.wake == Wake::Keep;
    if is_new {
        calls::insert(tx, &call, &moments)?;
    } else if !unchanged {
        calls::update(tx, &call, &moments)?;
    }
    effects.of_call(&call, &moments);
    // A text that answers this call is told of after it was missed.
    effects.changes.sort_by_key(|change| change.text.is_some());
    let answer = CallAnswer {
        reply: stepped.reply,
        texted: call.text.is_some() && !hours::keep_for_morning(&call, line, now),
        caller: call
            .caller
            .as_deref()
            .and_then(|caller| PhoneNumber::from_e164(caller).ok()),
    };
    Ok((answer, effects))
}

/// What a command knows when its fact decides the call.
struct Known<'a> {
    incoming: &'a IncomingFact,
    caller: &'a Classified,
    contact: Option<Contact>,
    ids: &'a Ids,
    now: Instant,
}

impl Known<'_> {
    /// Does what the outcome calls for; says what goes into the journal.
    fn decided(
        self,
        tx: &Tx<'_>,
        call: &mut StoredCall,
        stepped: &Step,
        effects: &mut Effects,
    ) -> Result<Option<Happened>, StoreError> {
        if let Some(outcome) = stepped.decided {
            call.decided_at = Some(self.now);
            let outcome = outcome_word(outcome);
            metrics::counter!("ringback_calls_total", "outcome" => outcome).increment(1);
        }
        let Outcome::Missed { why } = call.facts.outcome else {
            if let Some(caller) = &call.caller {
                waiting::done_with(tx, call.business, caller)?;
            }
            return Ok(None);
        };
        if !stepped.text_due {
            return Ok(None);
        }
        let line = &self.incoming.line;
        let contact = match self.contact {
            Some(contact) => contact,
            None => known_contact(tx, call)?,
        };
        let caller = if call.facts.from == self.incoming.from {
            *self.caller
        } else {
            classify(&call.facts.from, Some(line.region))
        };
        let missed = Missed {
            line,
            caller,
            ids: self.ids,
            why,
            now: self.now,
            contact,
        };
        Ok(Some(missed.resolve(tx, call, effects)?))
    }
}

fn outcome_word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Open => "open",
        Outcome::Answered => "answered",
        Outcome::Missed { .. } => "missed",
    }
}

fn new_call(incoming: &IncomingFact, caller: &Classified, id: Id) -> StoredCall {
    let line = &incoming.line;
    StoredCall {
        business: line.business,
        id,
        line: line.id,
        carrier_id: incoming.call.clone(),
        caller: caller.number.map(|number| number.to_string()),
        facts: Call::new(incoming.from.clone(), incoming.attestation),
        held: None,
        text: None,
        decided_at: None,
        wake_at: None,
    }
}

pub(super) fn known_contact(tx: &Tx<'_>, call: &StoredCall) -> Result<Contact, StoreError> {
    match &call.caller {
        Some(caller) => contacts::load(tx, call.business, caller),
        None => Ok(Contact::default()),
    }
}

/// Whether the caller was texted within the window and called again.
fn is_repeated(decision: &Decision) -> bool {
    match decision {
        Decision::Send(written) => written.chosen.situation == Situation::Again,
        Decision::Hold(reason) => *reason == HoldReason::AlreadyTexted,
    }
}

/// A call that was just found missed.
pub(super) struct Missed<'a> {
    pub(super) line: &'a Line,
    pub(super) caller: Classified,
    pub(super) ids: &'a Ids,
    pub(super) why: MissedWhy,
    pub(super) now: Instant,
    pub(super) contact: Contact,
}

impl Missed<'_> {
    /// Decides, and writes the text or the reason; says which for the journal.
    pub(super) fn resolve(
        mut self,
        tx: &Tx<'_>,
        call: &mut StoredCall,
        effects: &mut Effects,
    ) -> Result<Happened, StoreError> {
        let caller = self.caller;
        let levels = self.levels(tx, &caller)?;
        let missed = MissedCall {
            line: self.line,
            caller: &caller,
            attestation: call.facts.attestation,
            why: self.why,
            arrived_at: call.facts.arrived_at,
            missed_at: self.missed_at(call),
            contact: &self.contact,
            voicemail: call.facts.voicemail == Some(true) && !self.line.voicemail_wait.is_zero(),
            levels,
        };
        let decision = decide(&missed, self.now);
        if let (true, Some(number)) = (is_repeated(&decision), &caller.number) {
            again::tell_of(
                tx,
                self.line,
                call,
                number,
                self.ids.again,
                self.now,
                effects,
            )?;
        }
        match decision {
            Decision::Send(written) => {
                call.text = Some(self.ids.text);
                self.contact.wordings.remember(written.used);
                self.send(tx, call, &caller, &levels, &written.body, effects)?;
                Ok(Happened::TextBack {
                    words: Some(written.chosen),
                })
            }
            Decision::Hold(reason) => {
                call.held = Some(reason);
                metrics::counter!("ringback_held_total", "reason" => reason.code()).increment(1);
                if let Some(matter) = Waiting::after(reason, call.caller.as_deref(), call.id) {
                    let about = (Some(call.id), None);
                    waiting::put(tx, call.business, &matter, about, self.now)?;
                }
                notices::of_hold(
                    tx,
                    self.line,
                    call,
                    reason,
                    self.ids.notice,
                    self.now,
                    effects,
                )?;
                Ok(Happened::Held { reason })
            }
        }
    }

    /// A call whose end nobody told us of was missed when it stopped ringing.
    fn missed_at(&self, call: &StoredCall) -> Instant {
        if let Some(missed_at) = call.facts.missed_at {
            return missed_at;
        }
        match (self.why, &call.facts.end, call.facts.arrived_at) {
            (MissedWhy::FoundLater, Some(end), _) => end.at,
            (MissedWhy::FoundLater, None, Some(arrived)) => arrived.plus(
                std::time::Duration::from_secs(u64::from(call.facts.ring_seconds)),
            ),
            _ => self.now,
        }
    }

    fn levels(&self, tx: &Tx<'_>, caller: &Classified) -> Result<Levels, StoreError> {
        match (&self.line.brakes, &caller.number) {
            (Some(_), Some(number)) => brakes::load(
                tx,
                self.line.business,
                prefix_of(number),
                self.contact.automatic,
            ),
            _ => Ok(Levels::default()),
        }
    }

    fn send(
        &mut self,
        tx: &Tx<'_>,
        call: &StoredCall,
        caller: &Classified,
        levels: &Levels,
        body: &str,
        effects: &mut Effects,
    ) -> Result<(), StoreError> {
        let Some(number) = &caller.number else {
            return Ok(());
        };
        if let Some(limits) = &self.line.brakes {
            let segments = i64::try_from(segments::measure(body).segments).unwrap_or(i64::MAX);
            let after = levels.plus(self.now, segments.saturating_mul(limits.segment_micros));
            brakes::save(tx, self.line.business, prefix_of(number), &after)?;
            self.contact.automatic = after.caller;
        }
        self.contact.texted_at = Some(self.now);
        self.contact.texted_by = Some(self.ids.text);
        // An open conversation stays with the line that the owner answers it on: moved, their answer
        // would be taken for the only other person who wrote there.
        if !inbox::is_open(&self.contact, self.now) {
            self.contact.line = Some(self.line.id);
        }
        self.contact.text_at = Some(self.now);
        contacts::save(tx, self.line.business, number.as_str(), &self.contact)?;
        let text = NewText {
            id: self.ids.text,
            kind: TextKind::MissedCall,
            to: number.as_str(),
            body,
            call: Some(call.id),
            about: None,
        };
        write_text(tx, self.line, &text, self.now, effects)
    }
}
