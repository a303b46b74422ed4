//! Step four: the phones that ring, and a call to one of them to hear what that is like.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Form, Json};
use ringback_desk::settings::Fault;
use ringback_engine::settings::Change;
use ringback_engine::setup::{TestCall, call_state as ask_call, test_call};
use serde::Deserialize;
use serde_json::json;

use super::frame::{Field, Frame, Step, see_other};
use super::progress::Progress;
use super::{sentence, store};
use crate::WebState;
use crate::pages::{Failure, Scope, show_with};

/// How long a test call rings.
const RING_SECONDS: u32 = 25;

#[derive(Template)]
#[template(path = "setup/phones.html")]
struct Page {
    frame: Frame,
    ring: Field,
    /// A line is there and phones are set, so that one of them can be called.
    can_call: bool,
    phone: String,
}

/// What was typed.
#[derive(Debug, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    ring: String,
    /// `call`: stay here, to call a phone.
    #[serde(default)]
    then: String,
}

pub(super) async fn page(State(state): State<WebState>, scope: Scope) -> Result<Response, Failure> {
    let progress = Progress::read(&state, scope.business).await?;
    let ring = Field::of(progress.value("ring"));
    show_with(StatusCode::OK, &render(&state, &scope, &progress, ring))
}

pub(super) async fn save(
    State(state): State<WebState>,
    scope: Scope,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let progress = Progress::read(&state, scope.business).await?;
    let ring = typed.ring.trim();
    let faults = if ring.is_empty() {
        vec![Fault::new(
            "ring",
            "is empty",
            "Write at least one phone, or skip this step",
        )]
    } else if ring == progress.value("ring") {
        Vec::new()
    } else {
        let change = vec![Change::of_business("ring", ring)];
        store(&state, &scope, change)
            .await?
            .err()
            .unwrap_or_default()
    };
    if faults.is_empty() {
        let to = if typed.then == "call" {
            "phones"
        } else {
            "hours"
        };
        return Ok(see_other(&format!("{to}{}", scope.query)));
    }
    let ring = Field::judged(ring, "ring", &faults);
    let page = render(&state, &scope, &progress, ring);
    show_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Calls the first phone from the line.
pub(super) async fn call(State(state): State<WebState>, scope: Scope) -> Result<Response, Failure> {
    let lines = state.engine().lines();
    let line = lines.of_business(Some(scope.business));
    let (Some(line), Ok(client)) = (line, state.engine().client_of(scope.business)) else {
        let words = "Choose the number first; the call comes from it.";
        return Ok(sentence(StatusCode::CONFLICT, words));
    };
    let Some(phone) = line.ring.first() else {
        let words = "Save a phone first; it is the one that is called.";
        return Ok(sentence(StatusCode::CONFLICT, words));
    };
    let test = TestCall {
        line: line.number,
        phone: *phone,
        company: line.company.clone(),
        region: Some(line.region),
        ring_seconds: RING_SECONDS,
    };
    Ok(match test_call(&client, &test).await {
        Ok(call) => Json(json!({ "call": call.call, "phone": phone.display_for(line.region) }))
            .into_response(),
        Err(fault) => sentence(StatusCode::BAD_GATEWAY, format!("{fault}.")),
    })
}

/// How that call stands.
pub(super) async fn call_state(
    State(state): State<WebState>,
    scope: Scope,
    Path(call): Path<String>,
) -> Result<Response, Failure> {
    let is_id = call.len() == 34 && call.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let (true, Ok(client)) = (is_id, state.engine().client_of(scope.business)) else {
        let words = "That is not a call that was placed here.";
        return Ok(sentence(StatusCode::BAD_REQUEST, words));
    };
    Ok(match ask_call(&client, &call).await {
        Ok(status) => Json(json!({
            "status": format!("{status:?}").to_lowercase(),
            "over": status.is_final(),
        }))
        .into_response(),
        Err(fault) => sentence(StatusCode::BAD_GATEWAY, format!("{fault}.")),
    })
}

fn render(state: &WebState, scope: &Scope, progress: &Progress, ring: Field) -> Page {
    let lines = state.engine().lines();
    let line = lines.of_business(Some(scope.business));
    let phone = line.and_then(|line| {
        let first = line.ring.first()?;
        Some(first.display_for(line.region))
    });
    Page {
        frame: Frame::new(scope, progress, Step::Phones),
        ring,
        can_call: phone.is_some(),
        phone: phone.unwrap_or_default(),
    }
}
