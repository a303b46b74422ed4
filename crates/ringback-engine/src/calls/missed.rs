//! A missed call: decided, and what was decided written down, in the command that found it missed.

use ringback_desk::brakes::{Levels, prefix_of};
use ringback_desk::calls::{Decision, HoldReason, MissedCall, MissedWhy, decide};
use ringback_desk::clock::Instant;
use ringback_desk::contacts::Contact;
use ringback_desk::lines::Line;
use ringback_desk::mutants::Mutant;
use ringback_desk::phone::Classified;
use ringback_desk::segments;
use ringback_desk::texts::TextKind;
use ringback_desk::timeline::Happened;
use ringback_desk::waiting::Waiting;
use ringback_desk::words::{Situation, Used};
use ringback_store::calls::StoredCall;
use ringback_store::{StoreError, Tx, brakes, contacts, waiting};

use super::again;
use super::command::Ids;
use super::hours;
use crate::effects::Effects;
use crate::inbox;
use crate::notices;
use crate::texts::{NewText, write_text};

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
            levels: levels.clone(),
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
                // Its window counts from when it leaves.
                let to = call.caller.as_deref().unwrap_or_default();
                let leaves_at = hours::leaves_at(self.line, to, &self.contact, self.now);
                self.contact.texted_at = Some(leaves_at);
                self.contact.wordings.remember(Used {
                    at: leaves_at,
                    ..written.used
                });
                self.send(tx, call, &caller, &levels, &written.body, effects)?;
                Ok(Happened::TextBack {
                    words: Some(written.chosen),
                })
            }
            Decision::Hold(reason) => {
                call.held = (!Mutant::ForgetReason.is_on()).then_some(reason);
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
            let micros = segments.saturating_mul(limits.segment_micros);
            let mut after = levels.plus(limits, self.now, micros);
            if Mutant::CountBrakeTwice.is_on() {
                after = after.plus(limits, self.now, 0);
            }
            brakes::save(tx, self.line.business, prefix_of(number), &after)?;
            self.contact.automatic = after.caller;
        }
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
