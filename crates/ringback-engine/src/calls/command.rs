//! One fact about a call as one command: load, step, decide, one batch of writes, one commit.

use std::sync::Arc;

use ringback_desk::calls::{Call, Fact, Outcome, Step, VoiceReply, Wake, is_left_by_caller, step};
use ringback_desk::carrier_event::Attestation;
use ringback_desk::clock::Instant;
use ringback_desk::contacts::Contact;
use ringback_desk::id::Id;
use ringback_desk::lines::Line;
use ringback_desk::phone::{Classified, PhoneNumber, classify};
use ringback_desk::timeline::Happened;
use ringback_store::calls::StoredCall;
use ringback_store::{StoreError, Tx, calls, contacts, waiting};

use super::missed::Missed;
use super::{ask, hours};
use crate::brakes;
use crate::clock;
use crate::effects::{Effects, moments};
use crate::engine::Engine;
use crate::process;

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
            .write(incoming.line.business, move |tx| {
                run(tx, &command, &caller, &ids, now)
            })
            .await?;
        let ask = effects.ask;
        self.carry_out(effects);
        if ask {
            process::spawn(ask::ask(self.clone(), incoming));
        }
        Ok(answer)
    }
}

/// Ids are drawn before the command, for it may run twice.
pub(crate) struct Ids {
    pub(super) call: Id,
    pub(super) text: Id,
    pub(super) notice: Id,
    pub(super) again: Id,
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
    let had_ended = call.facts.end.is_some();
    let mut stepped = step(&mut call.facts, line, &incoming.fact, now);
    let mut effects = Effects {
        ask: stepped.ask,
        ..Effects::default()
    };
    if is_left_by_caller(&call.facts, line, stepped.decided, had_ended) {
        brakes::watch(tx, line, &call, now, &mut effects)?;
    }
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
        texted: call.text.is_some() && !hours::keep_for_morning(tx, &call, line, now)?,
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
