//! What people do: call, answer, press, write.

use std::time::Duration;

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::handle::{PlaceCall, SimulatorHandle};
use crate::world::{
    AccountState, Behaviour, CallerBehaviour, Line, LineService, LineSetup, Media, Paperwork,
    PhoneKind, SimulatorError,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewLine {
    number: String,
    webhooks: Option<String>,
    segments_per_second: Option<f64>,
    paperwork: Option<Paperwork>,
    service: Option<LineService>,
    takes_calls: Option<bool>,
    sends_texts: Option<bool>,
    trunk_sid: Option<String>,
    voice_application_sid: Option<String>,
    sms_application_sid: Option<String>,
}

pub(super) async fn add_line(
    State(carrier): State<SimulatorHandle>,
    Json(new): Json<NewLine>,
) -> Json<Value> {
    let mut setup = LineSetup::new(&new.number);
    if let Some(base) = &new.webhooks {
        setup = setup.webhooks(base);
    }
    if let Some(pace) = new.segments_per_second {
        setup = setup.pace(pace);
    }
    carrier.add_line(setup);
    let number = new.number.clone();
    carrier.change_line(&number, |line| put_in_situation(line, new));
    Json(json!({ "number": number }))
}

/// What makes a number hard to set up.
fn put_in_situation(line: &mut Line, new: NewLine) {
    if let Some(paperwork) = new.paperwork {
        // Nothing handed in means no service either, unless one is named.
        if paperwork == Paperwork::Nothing {
            line.service = None;
        }
        line.paperwork = paperwork;
    }
    line.service = new.service.or(line.service.take());
    line.takes_calls = new.takes_calls.unwrap_or(true);
    line.sends_texts = new.sends_texts.unwrap_or(true);
    line.trunk_sid = new.trunk_sid;
    line.voice_application_sid = new.voice_application_sid;
    line.sms_application_sid = new.sms_application_sid;
}

/// Puts the account on trial, suspends it, or sets it right again.
pub(super) async fn set_account(
    State(carrier): State<SimulatorHandle>,
    Json(state): Json<AccountState>,
) -> Json<Value> {
    carrier.set_account(state);
    Json(json!({}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPhone {
    number: String,
    kind: Option<PhoneKind>,
    behaviour: Option<Behaviour>,
    declines_to_mailbox: Option<bool>,
}

pub(super) async fn add_phone(
    State(carrier): State<SimulatorHandle>,
    Json(new): Json<NewPhone>,
) -> Json<Value> {
    carrier.change_phone(&new.number, |phone| {
        phone.kind = new.kind.unwrap_or(phone.kind);
        phone.declines_to_mailbox = new.declines_to_mailbox.unwrap_or(phone.declines_to_mailbox);
        if let Some(behaviour) = new.behaviour {
            phone.behaviour = behaviour;
        }
    });
    Json(json!({ "number": new.number }))
}

pub(super) async fn screen(
    State(carrier): State<SimulatorHandle>,
    Path(number): Path<String>,
) -> Json<Value> {
    Json(json!(carrier.phone_screen(&number)))
}

#[derive(Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub(super) enum PhoneAct {
    Answer,
    Mailbox,
    Decline,
    Busy,
    HangUp,
    Press { keys: String },
}

pub(super) async fn act_on_phone(
    State(carrier): State<SimulatorHandle>,
    Path(number): Path<String>,
    Json(act): Json<PhoneAct>,
) -> Result<Json<Value>, SimulatorError> {
    match act {
        PhoneAct::Answer => carrier.answer(&number),
        PhoneAct::Mailbox => carrier.mailbox(&number),
        PhoneAct::Decline => carrier.decline(&number),
        PhoneAct::Busy => carrier.busy(&number),
        PhoneAct::HangUp => carrier.hang_up(&number),
        PhoneAct::Press { keys } => carrier.press(&number, &keys),
    }?;
    Ok(Json(json!({})))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewCall {
    from: String,
    to: String,
    #[serde(default)]
    behaviour: CallerBehaviour,
    forwarded_from: Option<String>,
    attestation: Option<String>,
}

pub(super) async fn place_call(
    State(carrier): State<SimulatorHandle>,
    Json(new): Json<NewCall>,
) -> Result<Json<Value>, SimulatorError> {
    let mut call = PlaceCall::new(new.from, new.to).behaves(new.behaviour);
    if let Some(forwarder) = new.forwarded_from {
        call = call.forwarded_from(forwarder);
    }
    if new.attestation.is_some() {
        call = call.attestation(new.attestation.as_deref());
    }
    let call = carrier.place(call)?;
    Ok(Json(json!({ "call": call })))
}

#[derive(Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub(super) enum CallerAct {
    HangUp,
    Press { keys: String },
    Speak { seconds: f64 },
}

pub(super) async fn act_as_caller(
    State(carrier): State<SimulatorHandle>,
    Path(call): Path<String>,
    Json(act): Json<CallerAct>,
) -> Result<Json<Value>, SimulatorError> {
    match act {
        CallerAct::HangUp => carrier.caller_hang_up(&call),
        CallerAct::Press { keys } => carrier.caller_press(&call, &keys),
        CallerAct::Speak { seconds } => {
            let span = Duration::try_from_secs_f64(seconds).unwrap_or_default();
            carrier.caller_speak(&call, span)
        }
    }?;
    Ok(Json(json!({})))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewText {
    from: String,
    to: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    pictures: usize,
}

pub(super) async fn write_text(
    State(carrier): State<SimulatorHandle>,
    Json(new): Json<NewText>,
) -> Json<Value> {
    let pictures = vec![Media::sample_picture(); new.pictures.min(10)];
    Json(json!({ "message": carrier.send_text(&new.from, &new.to, &new.body, pictures) }))
}
