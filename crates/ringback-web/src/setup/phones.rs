//! Step four: the phones that ring, and a call to one of them to hear what that is like.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Form, Json};
use ringback_desk::phone::{PhoneNumber, Region, classify};
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
    let ring = Field::of(shown(&progress.value("ring"), scope.home()));
    show_with(StatusCode::OK, &render(&state, &scope, &progress, ring))
}

pub(super) async fn save(
    State(state): State<WebState>,
    scope: Scope,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let progress = Progress::read(&state, scope.business).await?;
    let ring = spelt_out(&typed.ring, scope.home());
    let faults = if ring.is_empty() {
        vec![Fault::new(
            "ring",
            "is empty",
            "Write at least one phone, or skip this step",
        )]
    } else if ring == progress.value("ring") {
        Vec::new()
    } else {
        let change = vec![Change::of_business("ring", &ring)];
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
    let ring = Field::judged(typed.ring.trim(), "ring", &faults);
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

/// What was typed, with each number that the business's own people would write without a country
/// code in its whole spelling. Anything else stays, and is judged as it was typed.
fn spelt_out(typed: &str, home: Region) -> String {
    each(typed, |phone| classify(phone, Some(home)).number)
        .map(|(phone, number)| number.map_or(phone, |number| number.as_str().to_owned()))
        .collect::<Vec<_>>()
        .join(", ")
}

/// What is stored, as the business's own people write it.
pub(super) fn shown(stored: &str, home: Region) -> String {
    each(stored, |phone| PhoneNumber::from_e164(phone).ok())
        .map(|(phone, number)| number.map_or(phone, |number| number.display_for(home)))
        .collect::<Vec<_>>()
        .join(", ")
}

fn each(
    list: &str,
    read: impl Fn(&str) -> Option<PhoneNumber>,
) -> impl Iterator<Item = (String, Option<PhoneNumber>)> {
    let phones = list.split([',', ';', '\n']).map(str::trim);
    phones
        .filter(|phone| !phone.is_empty())
        .map(move |phone| (phone.to_owned(), read(phone)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_may_be_written_as_at_home() {
        for (typed, stored) in [
            ("(312) 555-0177", "+13125550177"),
            (
                "312.555.0177; +44 20 7946 0000",
                "+13125550177, +442079460000",
            ),
            ("+13125550177,", "+13125550177"),
            ("Bob", "Bob"),
            (" ", ""),
        ] {
            assert_eq!(spelt_out(typed, Region::US), stored, "{typed}");
        }
        let both = shown("+13125550177, +442079460000", Region::US);
        assert_eq!(both, "(312) 555-0177, +44 20 7946 0000");
        assert_eq!(spelt_out(&both, Region::US), "+13125550177, +442079460000");
    }
}
