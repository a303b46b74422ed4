//! What a visitor can do: each action a small post, each refusal a sentence for the page.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Json, Router, routing};
use ringback_simulator::SimulatorError;
use serde::Deserialize;
use serde_json::json;

use super::board::ServerState;
use super::carrier_watch;
use super::entries::Tone;
use super::people::{self, Handset, LINE, OWNER_PHONE, Person, WITHHELD};
use super::{Demo, life};

/// Longest text, as at the carrier.
const BODY_CHARS_MAX: usize = 1600;
/// How long a caller speaks into the voicemail, in simulated time.
const MESSAGE_LENGTH: Duration = Duration::from_secs(8);
/// Time-lapse goes from life's pace to this.
const SPEED_MAX: f64 = 100.0;

/// Why something cannot be done now, as the page says it.
pub(super) struct Refused(String);

impl From<&str> for Refused {
    fn from(why: &str) -> Self {
        Self(why.to_owned())
    }
}

impl From<SimulatorError> for Refused {
    fn from(fault: SimulatorError) -> Self {
        Self(match fault {
            SimulatorError::NoCallOnPhone { .. } | SimulatorError::NoSuchCall { .. } => {
                "That call is over.".to_owned()
            }
            other => format!("The network refuses: {other}."),
        })
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (StatusCode::CONFLICT, Json(json!({ "error": self.0 }))).into_response()
    }
}

type Done = Result<StatusCode, Refused>;
const DONE: Done = Ok(StatusCode::NO_CONTENT);

/// All actions, below `/do`.
pub(super) fn routes() -> Router<Arc<Demo>> {
    Router::new()
        .route("/call", routing::post(call))
        .route("/hang_up", routing::post(hang_up))
        .route("/speak", routing::post(speak))
        .route("/press", routing::post(press))
        .route("/text", routing::post(text))
        .route("/owner_text", routing::post(owner_text))
        .route("/carrier", routing::post(carrier))
        .route("/speed", routing::post(speed))
        .route("/kill", routing::post(kill))
        .route("/{deed}", routing::post(plain))
}

/// Actions that need nothing said.
async fn plain(State(demo): State<Arc<Demo>>, Path(deed): Path<String>) -> Done {
    match deed.as_str() {
        "answer" => demo.carrier.answer(OWNER_PHONE)?,
        "decline" => demo.carrier.decline(OWNER_PHONE)?,
        "voicemail" => demo.carrier.mailbox(OWNER_PHONE)?,
        "start" => life::start(&demo)?,
        "reset" => life::start_over(&demo).await?,
        _ => return Err("There is no such action.".into()),
    }
    DONE
}

#[derive(Deserialize)]
struct CallDeed {
    caller: String,
    #[serde(default)]
    hidden: bool,
}

async fn call(State(demo): State<Arc<Demo>>, Json(deed): Json<CallDeed>) -> Done {
    let person = person(&deed.caller)?;
    demo.board.change(|shown| {
        if shown.stage.is_busy() {
            return Err("A call is going on already.".into());
        }
        let from = if deed.hidden { WITHHELD } else { person.number };
        // Under the board's lock, so that the first event finds the caller's phone in use.
        let call = demo.carrier.place_call(from, LINE)?;
        shown
            .stage
            .call_placed(person.id, &call, super::board::now_ms());
        DONE
    })
}

#[derive(Deserialize)]
#[serde(tag = "side", rename_all = "snake_case")]
enum HangUpDeed {
    Caller { caller: String },
    Owner,
}

async fn hang_up(State(demo): State<Arc<Demo>>, Json(deed): Json<HangUpDeed>) -> Done {
    match deed {
        HangUpDeed::Caller { caller } => demo.carrier.caller_hang_up(&call_of(&demo, &caller)?)?,
        HangUpDeed::Owner => demo.carrier.hang_up(OWNER_PHONE)?,
    }
    DONE
}

#[derive(Deserialize)]
struct CallerDeed {
    caller: String,
}

async fn speak(State(demo): State<Arc<Demo>>, Json(deed): Json<CallerDeed>) -> Done {
    demo.carrier
        .caller_speak(&call_of(&demo, &deed.caller)?, MESSAGE_LENGTH)?;
    DONE
}

#[derive(Deserialize)]
struct PressDeed {
    digit: char,
}

async fn press(State(demo): State<Arc<Demo>>, Json(deed): Json<PressDeed>) -> Done {
    if !matches!(deed.digit, '0'..='9' | '*' | '#') {
        return Err("A telephone has no such key.".into());
    }
    demo.carrier.press(OWNER_PHONE, &deed.digit.to_string())?;
    DONE
}

#[derive(Deserialize)]
struct TextDeed {
    caller: String,
    body: String,
}

async fn text(State(demo): State<Arc<Demo>>, Json(deed): Json<TextDeed>) -> Done {
    let person = person(&deed.caller)?;
    if person.handset == Handset::Landline {
        return Err("A landline cannot text.".into());
    }
    demo.carrier
        .send_text(person.number, LINE, words(&deed.body)?, Vec::new());
    DONE
}

#[derive(Deserialize)]
struct OwnerTextDeed {
    body: String,
}

async fn owner_text(State(demo): State<Arc<Demo>>, Json(deed): Json<OwnerTextDeed>) -> Done {
    demo.carrier
        .send_text(OWNER_PHONE, LINE, words(&deed.body)?, Vec::new());
    DONE
}

#[derive(Deserialize)]
struct CarrierDeed {
    up: bool,
}

async fn carrier(State(demo): State<Arc<Demo>>, Json(deed): Json<CarrierDeed>) -> Done {
    if deed.up == demo.carrier.is_up() {
        return DONE;
    }
    if deed.up {
        demo.carrier.come_up();
        demo.board.note("The carrier is up again.", Tone::Good);
    } else {
        demo.carrier.go_down();
        demo.board.note(
            "The carrier is down: it refuses every connection.",
            Tone::Bad,
        );
    }
    demo.board.change(|shown| shown.carrier_up = deed.up);
    DONE
}

#[derive(Deserialize)]
struct SpeedDeed {
    speed: f64,
}

async fn speed(State(demo): State<Arc<Demo>>, Json(deed): Json<SpeedDeed>) -> Done {
    if !(1.0..=SPEED_MAX).contains(&deed.speed) {
        return Err("Time-lapse goes from 1 to 100.".into());
    }
    demo.board.change(|shown| {
        shown.speed = deed.speed;
        carrier_watch::keep_pace(&demo, shown);
    });
    DONE
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Moment {
    Now,
    MidSend,
    Never,
}

#[derive(Deserialize)]
struct KillDeed {
    when: Moment,
}

async fn kill(State(demo): State<Arc<Demo>>, Json(deed): Json<KillDeed>) -> Done {
    match deed.when {
        Moment::Now if demo.board.lock().server == ServerState::Up => {
            carrier_watch::kill(
                &demo,
                "Killed with kill -9. Calls and texts that arrive now find nobody.",
            )
            .await;
        }
        Moment::Now => return Err("The server is down already.".into()),
        Moment::MidSend => demo.board.change(|shown| carrier_watch::arm(&demo, shown)),
        Moment::Never => demo
            .board
            .change(|shown| carrier_watch::disarm(&demo, shown)),
    }
    DONE
}

fn person(id: &str) -> Result<&'static Person, Refused> {
    people::by_id(id).ok_or_else(|| "Nobody here has that name.".into())
}

fn call_of(demo: &Demo, caller: &str) -> Result<String, Refused> {
    let shown = demo.board.lock();
    shown
        .stage
        .call_of(caller)
        .map(str::to_owned)
        .ok_or_else(|| "That call is over.".into())
}

fn words(body: &str) -> Result<&str, Refused> {
    match body.trim() {
        "" => Err("There is nothing in that text.".into()),
        long if long.chars().count() > BODY_CHARS_MAX => Err("That text is too long.".into()),
        words => Ok(words),
    }
}
