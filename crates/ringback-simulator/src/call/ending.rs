//! The end of a call: its last state, and who is told.

use super::interpret::CallRun;
use crate::core::{Shared, now_ms, rfc2822};
use crate::event::{SimEvent, Sound};
use crate::form::Form;
use crate::twiml::Reject;
use crate::webhook::{self, Link, Request, WebhookKind, call_fields};
use crate::world::{Call, CallStatus};

/// Why a call is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Twilio hung up: a Hangup, or the end of a document.
    HungUp,
    /// The caller hung up, or the API ended the call.
    CallerGone,
    /// A Reject before anything else.
    Rejected(Reject),
    /// There was no document to go on with.
    Failed,
}

impl CallRun {
    /// Writes down the end and tells the line's status callback.
    pub(super) fn finish(mut self, end: End) {
        if end != End::CallerGone {
            self.stage.hear(Sound::HangUp);
        }
        self.close(end);
        let call = self.call();
        let link = {
            let world = self.core.world();
            let line = world.lines.get(&call.to);
            line.and_then(|line| {
                let url = line.status_callback.clone()?;
                Some(Link {
                    url,
                    method: line.status_callback_method.clone(),
                })
            })
        };
        if let Some(link) = link {
            let request = self.request(WebhookKind::CallStatus, link, end_fields(&call));
            webhook::notify(&self.core, &mut self.lane, request);
        }
    }

    /// Writes down the end, once: a Dial whose caller left does it before it reports.
    pub(super) fn close(&mut self, end: End) {
        if self.call().status.is_final() {
            return;
        }
        if end == End::HungUp && !self.rang_unanswered {
            // Hanging up at once still answers the call first; only a Reject does not.
            self.answer();
        }
        let seconds = self.answered_for().as_secs_f64().ceil();
        let (status, sip_code) = self.last_state(end);
        {
            let mut world = self.core.world();
            world.switches.remove(&self.sid);
            if let Some(call) = world.call_mut(&self.sid) {
                call.status = status;
                call.sip_code = sip_code;
                call.ended_ms = Some(now_ms());
                call.duration_seconds = Some(if sip_code.is_none() {
                    seconds as u64
                } else {
                    0
                });
            }
        }
        self.core.tell(SimEvent::CallEnded {
            call: self.sid.clone(),
            status,
        });
    }

    fn last_state(&self, end: End) -> (CallStatus, Option<u16>) {
        let answered = self.call().status == CallStatus::InProgress;
        match end {
            End::Failed => (CallStatus::Failed, Some(500)),
            End::Rejected(Reject::Busy) => (CallStatus::Busy, Some(486)),
            End::Rejected(Reject::Rejected) => (CallStatus::NoAnswer, Some(603)),
            End::HungUp | End::CallerGone if answered => (CallStatus::Completed, None),
            End::HungUp | End::CallerGone => (CallStatus::NoAnswer, Some(487)),
        }
    }
}

/// What a status callback adds at the end of a call or leg.
pub(super) fn end_fields(call: &Call) -> Form {
    let seconds = call.duration_seconds.unwrap_or_default();
    let mut form = progress_fields(call.callbacks).with("CallDuration", seconds.to_string());
    if call.sip_code.is_none() {
        // Minutes, as billed.
        form.push("Duration", seconds.div_ceil(60).max(1).to_string());
    }
    if let Some(code) = call.sip_code {
        form.push("SipResponseCode", code.to_string());
    }
    form
}

/// What every status callback adds.
pub(super) fn progress_fields(sequence: u32) -> Form {
    Form::default()
        .with("Timestamp", rfc2822(now_ms()))
        .with("CallbackSource", "call-progress-events")
        .with("SequenceNumber", sequence.to_string())
}

/// Posts a status callback of a leg to a phone.
pub(super) fn leg_request(core: &Shared, leg: &Call, link: &Link, extra: Form) -> Request {
    let mut form = call_fields(&core.config.account_sid, leg);
    form.0.extend(extra.0);
    Request::new(WebhookKind::LegStatus, leg.sid.as_str(), link.clone(), form)
}

/// Stands in for a call whose record a reset took away while it was running.
pub(super) fn forgotten(sid: &str) -> Call {
    Call {
        sid: sid.to_owned(),
        parent: None,
        from: String::new(),
        to: String::new(),
        status: CallStatus::Canceled,
        forwarded_from: None,
        caller_name: None,
        attestation: None,
        answered_by: None,
        created_ms: 0,
        ended_ms: None,
        duration_seconds: None,
        sip_code: None,
        answered_at: None,
        callbacks: 0,
        by_api: false,
    }
}
