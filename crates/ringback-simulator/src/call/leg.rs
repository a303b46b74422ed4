//! A leg to one of the owner's phones: set up, reported, ended.

use super::behaviour::{self, Habit};
use super::ending::{end_fields, leg_request, progress_fields};
use super::stage::Stage;
use crate::core::{Shared, now_ms};
use crate::event::{LegOutcome, Side, SimEvent};
use crate::form::Form;
use crate::sid;
use crate::twiml::Number;
use crate::webhook::{self, Lane, Link};
use crate::world::{AnsweredBy, Behaviour, Call, CallStatus, PhoneKind};

/// A leg under way.
pub(super) struct Leg {
    pub(super) stage: Stage,
    pub(super) number: Number,
    lane: Lane,
    /// Where this leg's changes are told, absolute.
    callback: Option<Link>,
}

impl Leg {
    /// Dials a phone for a call. It rings from now on, unless the number cannot be reached.
    pub(super) fn dial(
        core: &Shared,
        call: &str,
        caller_id: &str,
        number: &Number,
        document_url: &str,
    ) -> Self {
        let sid = sid::fresh("CA");
        let record = Call {
            parent: Some(call.to_owned()),
            ..Self::record_of(&sid, caller_id, number)
        };
        let callback = number
            .status_callback
            .as_ref()
            .map(|link| link.seen_from(document_url));
        let mut leg = Self::open(core, call, record, number, callback);
        leg.tell("initiated");
        leg
    }

    /// Dials a phone for the API: a call of its own, with nobody else on it.
    pub(super) fn dial_alone(core: &Shared, caller_id: &str, number: &Number) -> Self {
        let sid = sid::fresh("CA");
        let record = Call {
            by_api: true,
            status: CallStatus::Queued,
            ..Self::record_of(&sid, caller_id, number)
        };
        Self::open(core, &sid, record, number, None)
    }

    fn record_of(sid: &str, caller_id: &str, number: &Number) -> Call {
        Call {
            from: caller_id.to_owned(),
            to: number.number.clone(),
            status: CallStatus::Initiated,
            created_ms: now_ms(),
            ..super::ending::forgotten(sid)
        }
    }

    fn open(
        core: &Shared,
        call: &str,
        record: Call,
        number: &Number,
        callback: Option<Link>,
    ) -> Self {
        let stage = Stage::open(core, call, &record.sid, &number.number, Side::Callee);
        core.world().calls.push(record);
        Self {
            stage,
            number: number.clone(),
            lane: Lane::default(),
            callback,
        }
    }

    /// Lets the phone ring and its owner's habits begin; `false` when it cannot be reached.
    pub(super) fn start_ringing(&mut self, caller_id: &str) -> bool {
        let core = self.stage.core.clone();
        let (kind, habit) = {
            let world = core.world();
            let phone = world.phones.get(&self.stage.phone);
            let kind = phone.map_or(core.config.unknown_phones, |phone| phone.kind);
            (
                kind,
                phone.map_or(Behaviour::Manual, |phone| phone.behaviour.clone()),
            )
        };
        if kind == PhoneKind::Dead {
            return false;
        }
        self.set(CallStatus::Ringing);
        self.tell("ringing");
        core.tell(SimEvent::PhoneRings {
            call: self.stage.call.clone(),
            leg: self.stage.leg.clone(),
            phone: self.stage.phone.clone(),
            caller_id: caller_id.to_owned(),
        });
        if kind != PhoneKind::SwitchedOff {
            self.stage.habit = Habit::of(&habit);
            behaviour::ringing(&core, &habit, self.stage.hand.clone());
        }
        true
    }

    /// Somebody picked up.
    pub(super) fn answer(&mut self, by: AnsweredBy) {
        let core = self.stage.core.clone();
        if let Some(call) = core.world().call_mut(&self.stage.leg) {
            call.status = CallStatus::InProgress;
            call.answered_at = Some(core.clock.now());
            call.answered_by = Some(by);
        }
        self.tell("answered");
        core.tell(SimEvent::PhoneAnswered {
            call: self.stage.call.clone(),
            leg: self.stage.leg.clone(),
            phone: self.stage.phone.clone(),
            by,
        });
        if by == AnsweredBy::Mailbox {
            behaviour::mailbox(&core, self.stage.hand.clone());
        }
    }

    /// The leg is over. Returns whole seconds from answer to end.
    pub(super) fn end(&mut self, outcome: LegOutcome) -> u64 {
        let core = self.stage.core.clone();
        let (status, sip_code) = match outcome {
            LegOutcome::Declined => (CallStatus::Busy, Some(603)),
            LegOutcome::Busy => (CallStatus::Busy, Some(486)),
            LegOutcome::RangOut => (CallStatus::NoAnswer, Some(487)),
            LegOutcome::Canceled => (CallStatus::Canceled, Some(487)),
            LegOutcome::Failed => (CallStatus::Failed, Some(404)),
            LegOutcome::Completed => (CallStatus::Completed, None),
        };
        let mut seconds = 0;
        {
            let mut world = core.world();
            world.switches.remove(&self.stage.leg);
            if let Some(call) = world.call_mut(&self.stage.leg) {
                let talked = call
                    .answered_at
                    .map(|at| core.clock.now().saturating_sub(at));
                seconds = talked.unwrap_or_default().as_secs_f64().ceil() as u64;
                call.status = status;
                call.sip_code = sip_code;
                call.ended_ms = Some(now_ms());
                call.duration_seconds = Some(seconds);
            }
        }
        self.tell("completed");
        core.tell(SimEvent::PhoneEnded {
            call: self.stage.call.clone(),
            leg: self.stage.leg.clone(),
            phone: self.stage.phone.clone(),
            outcome,
        });
        seconds
    }

    fn set(&self, status: CallStatus) {
        if let Some(call) = self.stage.core.world().call_mut(&self.stage.leg) {
            call.status = status;
        }
    }

    /// The leg's record as it stands.
    pub(super) fn record(&self) -> Call {
        let found = self.stage.core.world().call(&self.stage.leg).cloned();
        found.unwrap_or_else(|| super::ending::forgotten(&self.stage.leg))
    }

    /// Posts a status callback, if this event was asked for.
    fn tell(&mut self, event: &str) {
        let wanted = self.number.events.iter().any(|wanted| wanted == event);
        let Some(link) = self.callback.clone().filter(|_| wanted) else {
            return;
        };
        let record = self.record();
        let extra: Form = if event == "completed" {
            end_fields(&record)
        } else {
            progress_fields(record.callbacks)
        };
        let request = leg_request(&self.stage.core, &record, &link, extra);
        if let Some(call) = self.stage.core.world().call_mut(&self.stage.leg) {
            call.callbacks += 1;
        }
        webhook::notify(&self.stage.core, &mut self.lane, request);
    }
}
