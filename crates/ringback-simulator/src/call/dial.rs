//! Dial: ring the phones, screen who picks up, connect, and report how it went.

use std::time::Duration;

use super::bridge::{self, Talked};
use super::ending::End;
use super::interpret::{CallRun, Next, Script};
use super::leg::Leg;
use super::recording::{self, Wanted};
use super::ring::{Round, is_e164, ring};
use super::screening::{Screened, screen};
use crate::GaveUpReport;
use crate::core::Shared;
use crate::event::{LegOutcome, Sound};
use crate::form::Form;
use crate::twiml::Dial;
use crate::webhook::{Fault, WebhookKind};
use crate::world::Recording;

/// Twilio rings this much longer than it is told to.
const EXTRA_RING: Duration = Duration::from_secs(5);

/// How a Dial ended.
struct Dialled {
    /// `DialCallStatus`
    status: &'static str,
    leg: Option<String>,
    /// Seconds from pick-up to the end of the leg, if it was picked up.
    seconds: Option<u64>,
    bridged: bool,
    recording: Option<Recording>,
    caller_gone: bool,
}

impl Dialled {
    fn unanswered(status: &'static str, leg: Option<String>) -> Self {
        Self {
            status,
            leg,
            seconds: None,
            bridged: false,
            recording: None,
            caller_gone: false,
        }
    }

    fn fields(&self, core: &Shared) -> Form {
        let mut form = Form::default().with("DialCallStatus", self.status);
        if let Some(leg) = &self.leg {
            form.push("DialCallSid", leg.as_str());
        }
        if let Some(seconds) = self.seconds {
            form.push("DialCallDuration", seconds.to_string());
        }
        form.push("DialBridged", self.bridged.to_string());
        if let Some(recording) = &self.recording {
            form.0.extend(recording::fields(core, recording).0);
        }
        form
    }
}

pub(super) async fn dial(run: &mut CallRun, verb: &Dial, script: &Script) -> Result<Next, End> {
    if verb.answer_on_bridge {
        run.rang_unanswered = true;
    } else {
        run.answer();
    }
    let dialled = attempt(run, verb, script).await;
    if dialled.caller_gone {
        run.close(End::CallerGone);
        report_gone(run, verb, script, &dialled);
        return Err(End::CallerGone);
    }
    match &verb.action {
        Some(link) => {
            let extra = dialled.fields(&run.core);
            run.follow(WebhookKind::DialAction, link, script, extra)
                .await
        }
        None => Ok(Next::Verb),
    }
}

/// Reports a Dial whose caller has left; the answer no longer matters.
fn report_gone(run: &mut CallRun, verb: &Dial, script: &Script, dialled: &Dialled) {
    let Some(link) = &verb.action else { return };
    if dialled.seconds.is_none() && run.core.config.gave_up == GaveUpReport::NoAction {
        return;
    }
    run.report(
        WebhookKind::DialAction,
        link,
        script,
        dialled.fields(&run.core),
    );
}

/// Rings in rounds: one with all phones, or one for each.
async fn attempt(run: &mut CallRun, verb: &Dial, script: &Script) -> Dialled {
    run.stage.hear(Sound::Ringing);
    let caller_id = caller_id(run, verb, script);
    check_numbers(run, verb, script);
    let timeout = verb.timeout + EXTRA_RING;
    let together = if verb.sequential {
        1
    } else {
        verb.numbers.len().max(1)
    };
    let mut ended = Vec::new();
    for numbers in verb.numbers.chunks(together) {
        let shown = caller_id.as_deref();
        match ring(run, numbers, shown, &script.url, timeout).await {
            Round::PickedUp(mut leg) => return connect(run, verb, script, &mut leg).await,
            Round::Nobody(legs) => ended.extend(legs),
            Round::CallerGone(legs) => {
                let status = match run.core.config.gave_up {
                    GaveUpReport::NoAnswer => "no-answer",
                    GaveUpReport::Canceled | GaveUpReport::NoAction => "canceled",
                };
                let leg = legs.into_iter().next();
                return Dialled {
                    caller_gone: true,
                    ..Dialled::unanswered(status, leg)
                };
            }
        }
    }
    summary(&ended)
}

/// What `DialCallStatus` says of phones none of which was picked up: the most hopeful of them.
fn summary(ended: &[(String, LegOutcome)]) -> Dialled {
    for (outcomes, status) in [
        (&[LegOutcome::RangOut][..], "no-answer"),
        (&[LegOutcome::Declined, LegOutcome::Busy][..], "busy"),
        (&[LegOutcome::Canceled][..], "canceled"),
    ] {
        if let Some((leg, _)) = ended.iter().find(|(_, outcome)| outcomes.contains(outcome)) {
            return Dialled::unanswered(status, Some(leg.clone()));
        }
    }
    Dialled::unanswered("failed", ended.first().map(|(leg, _)| leg.clone()))
}

/// Screens whoever picked up, and connects.
async fn connect(run: &mut CallRun, verb: &Dial, script: &Script, leg: &mut Leg) -> Dialled {
    let screened = tokio::select! {
        screened = screen(leg, &script.url) => Some(screened),
        _ = run.stage.gone() => None,
    };
    let started = run.core.clock.now();
    let talked = match screened {
        Some(Screened::Connect) => Some(bridge::talk(run, leg, verb).await),
        Some(Screened::HungUp | Screened::PhoneGone) | None => None,
    };
    let talk = run.core.clock.now().saturating_sub(started);
    leg.stage.hear(Sound::HangUp);
    Dialled {
        status: "completed",
        seconds: Some(leg.end(LegOutcome::Completed)),
        leg: Some(leg.stage.leg.clone()),
        bridged: talked.is_some(),
        recording: talked.and_then(|_| record(run, verb, script, talk)),
        caller_gone: screened.is_none() || talked == Some(Talked::CallerGone),
    }
}

/// Keeps the conversation, where the Dial wants it recorded.
fn record(run: &CallRun, verb: &Dial, script: &Script, talk: Duration) -> Option<Recording> {
    let wanted = verb.record.as_ref()?;
    let seconds = talk.as_secs_f64().ceil() as u64;
    let recording = recording::keep(&run.core, &run.sid, "DialVerb", seconds);
    let wanted = Wanted {
        link: wanted.status_callback.as_ref(),
        events: &wanted.events,
        document_url: &script.url,
    };
    recording::report(&run.core, &recording, &wanted);
    Some(recording)
}

/// The caller id that the phones see: ours or the caller's own, if it is a number at all (13214).
fn caller_id(run: &CallRun, verb: &Dial, script: &Script) -> Option<String> {
    let caller = run.call().from;
    let wanted = verb.caller_id.clone().unwrap_or_else(|| caller.clone());
    let ours = run.core.world().lines.contains_key(&wanted);
    if is_e164(&wanted) && (ours || wanted == caller) {
        return Some(wanted);
    }
    let message = format!("Dial: Invalid callerId value \"{wanted}\"");
    run.complain(
        Fault {
            code: 13214,
            message,
        },
        &script.url,
    );
    None
}

fn check_numbers(run: &CallRun, verb: &Dial, script: &Script) {
    for number in verb
        .numbers
        .iter()
        .filter(|number| !is_e164(&number.number))
    {
        let message = format!("Dial: Invalid phone number format \"{}\"", number.number);
        run.complain(
            Fault {
                code: 13223,
                message,
            },
            &script.url,
        );
    }
    if verb.numbers.is_empty() {
        let message = "Dial: Invalid phone number: there is none".into();
        run.complain(
            Fault {
                code: 13224,
                message,
            },
            &script.url,
        );
    }
}
