//! Everything about a call, as a fact for the engine.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use ringback_desk::calls::{DialResult, Fact};
use ringback_desk::carrier_event::{Attestation, CarrierEvent, RecordingReady, VoicemailEnded};
use ringback_desk::lines::Line;
use ringback_desk::phone::{PhoneNumber, classify};
use ringback_engine::IncomingFact;

use super::Rejection;
use super::answer::{self, Leg};
use super::line::Ours;

/// Takes the fact in, and answers on the leg that asked.
pub(super) async fn fact(ours: &Ours<'_>, event: CarrierEvent) -> Result<Response, Rejection> {
    let wants_answer = !matches!(
        event,
        CarrierEvent::CallEnded(_) | CarrierEvent::LegChanged(_)
    );
    let arrived = match &event {
        CarrierEvent::CallArrived(call) => Some(call.clone()),
        _ => None,
    };
    let incoming = incoming(ours, event).await?;
    let leg = Leg {
        line: Arc::clone(&incoming.line),
        call: incoming.call.clone(),
        phone: phone_of(&incoming.fact),
    };
    let answer = ours.engine().take_fact(incoming).await?;
    if let Some(arrived) = arrived {
        ours.engine().note_forwarded(&leg.line, &arrived);
    }
    if !wants_answer {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Ok(answer::to_call(ours.engine().urls(), &leg, &answer))
}

/// A recording is ready, or turned out not to exist.
pub(super) async fn recording(
    ours: &Ours<'_>,
    recording: RecordingReady,
) -> Result<Response, Rejection> {
    let line = ours.by_call(&recording.call).await?;
    ours.engine().take_recording(line, recording).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn phone_of(fact: &Fact) -> Option<PhoneNumber> {
    match fact {
        Fact::PickedUp { phone, .. } | Fact::Key { phone, .. } => Some(*phone),
        _ => None,
    }
}

async fn incoming(ours: &Ours<'_>, event: CarrierEvent) -> Result<IncomingFact, Rejection> {
    Ok(match event {
        CarrierEvent::CallArrived(call) => {
            let line = ours.by_number(&call.to)?;
            // Only an owner's phone that calls its own line matters here.
            let caller = PhoneNumber::from_e164(&call.from).ok();
            let fact = Fact::Arrived { caller };
            IncomingFact {
                line,
                call: call.call,
                from: call.from,
                attestation: call.attestation,
                fact,
            }
        }
        CarrierEvent::DialEnded(dial) => IncomingFact {
            line: ours.by_number(&dial.to)?,
            call: dial.call,
            from: dial.from,
            attestation: dial.attestation,
            fact: Fact::DialEnded {
                round: dial.round,
                result: DialResult {
                    status: dial.dial_status,
                    bridged: dial.bridged,
                },
                call_status: dial.call_status,
            },
        },
        CarrierEvent::CallEnded(end) => IncomingFact {
            line: ours.by_number(&end.to)?,
            call: end.call,
            from: end.from,
            attestation: end.attestation,
            fact: Fact::Ended { status: end.status },
        },
        CarrierEvent::PhonePickedUp(picked) => {
            let answered_by = picked.answered_by;
            from_phone(ours, picked.call, &picked.phone, |phone| Fact::PickedUp {
                phone,
                answered_by,
            })
            .await?
        }
        CarrierEvent::KeyPressed(key) => {
            let digits = key.digits;
            from_phone(ours, key.call, &key.phone, |phone| Fact::Key {
                phone,
                digits,
            })
            .await?
        }
        CarrierEvent::LegChanged(leg) => {
            let status = leg.status;
            from_phone(ours, leg.call, &leg.phone, |phone| Fact::Leg {
                phone,
                status,
            })
            .await?
        }
        CarrierEvent::VoicemailEnded(_)
        | CarrierEvent::RecordingReady(_)
        | CarrierEvent::TextReceived(_)
        | CarrierEvent::TextStatusChanged(_) => {
            return Err(ringback_engine::Refusal::NumberNotOurs.into());
        }
    })
}

/// The caller has spoken. A text that waits for that need not wait for the audio; should this get
/// lost, word of the recording or the timer ends the wait.
pub(super) async fn voicemail_ended(ours: &Ours<'_>, ended: VoicemailEnded) -> Response {
    if let Ok(line) = ours.by_call(&ended.call).await
        && !line.voicemail_wait.is_zero()
    {
        let left = ended.seconds.is_none_or(|seconds| seconds > 0);
        let fact = IncomingFact {
            line,
            call: ended.call,
            from: String::new(),
            attestation: Attestation::Absent,
            fact: Fact::Voicemail { left },
        };
        if let Err(fault) = ours.engine().take_fact(fact).await {
            tracing::warn!(%fault, "the end of a voicemail could not be stored");
        }
    }
    answer::hang_up()
}

async fn from_phone(
    ours: &Ours<'_>,
    call: String,
    phone: &str,
    fact: impl FnOnce(PhoneNumber) -> Fact,
) -> Result<IncomingFact, Rejection> {
    let line = ours.by_call(&call).await?;
    let phone = owners_phone(&line, phone)?;
    Ok(IncomingFact {
        line,
        call,
        from: String::new(),
        attestation: Attestation::Absent,
        fact: fact(phone),
    })
}

fn owners_phone(line: &Line, phone: &str) -> Result<PhoneNumber, Rejection> {
    let number = classify(phone, Some(line.region)).number;
    number
        .filter(|number| line.ring.contains(number))
        .ok_or_else(|| ringback_engine::Refusal::NumberNotOurs.into())
}
