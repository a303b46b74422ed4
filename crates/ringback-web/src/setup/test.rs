//! Step seven: a missed call from the owner's own mobile, followed live until the text is there.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Form, Json};
use ringback_desk::clock::Instant;
use ringback_desk::lines::{LineTest, TEST_WITHIN};
use ringback_desk::phone::{PhoneNumber, Region, classify};
use ringback_engine::clock::now;
use ringback_engine::setup::{TestWatch, test_watch};
use ringback_store::lines;
use serde::Deserialize;
use serde_json::json;

use super::frame::{Field, Frame, Step, see_other};
use super::progress::Progress;
use super::sentence;
use crate::WebState;
use crate::pages::{Failure, Scope, show_with};

#[derive(Template)]
#[template(path = "setup/test.html")]
struct Page {
    frame: Frame,
    /// The number to call; empty while there is no line.
    number: String,
    caller: Field,
    /// A test that was begun: when, in milliseconds since the epoch, and from which phone.
    since: Option<i64>,
    is_tested: bool,
}

/// A test that the page follows.
#[derive(Debug, Deserialize)]
pub(super) struct Followed {
    caller: Option<String>,
    since: Option<i64>,
}

/// What was typed.
#[derive(Debug, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    caller: String,
}

pub(super) async fn page(
    State(state): State<WebState>,
    scope: Scope,
    Query(followed): Query<Followed>,
) -> Result<Response, Failure> {
    let progress = Progress::read(&state, scope.business).await?;
    let first_phone = scope
        .line
        .as_ref()
        .and_then(|line| line.ring.first())
        .map(|phone| phone.as_str().to_owned());
    let caller = followed.caller.or(first_phone).unwrap_or_default();
    let mut page = render(&scope, &progress, Field::of(caller));
    page.since = followed.since;
    show_with(StatusCode::OK, &page)
}

/// Begins a test: the next call from that phone is one, whoever's phone it is.
pub(super) async fn begin(
    State(state): State<WebState>,
    scope: Scope,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let Some(line) = scope.line.clone() else {
        return Ok(see_other(&format!("number{}", scope.query)));
    };
    let Some(caller) = classify(&typed.caller, Some(line.region)).number else {
        let progress = Progress::read(&state, scope.business).await?;
        let field = Field {
            value: typed.caller,
            fault: "That is not a phone number. Write it as +12125550123.".to_owned(),
        };
        let page = render(&scope, &progress, field);
        return show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let since = now();
    let test = LineTest {
        caller,
        until: since.plus(TEST_WITHIN),
    };
    let (business, id) = (line.business, line.id);
    let engine = state.engine();
    engine
        .store()
        .write(move |tx| lines::begin_test(tx, business, id, &test))
        .await?;
    engine.reload().await?;
    let query = if scope.query.is_empty() {
        "?".to_owned()
    } else {
        format!("{}&", scope.query)
    };
    let caller = caller.as_str().replace('+', "%2B");
    Ok(see_other(&format!(
        "test{query}caller={caller}&since={}",
        since.0
    )))
}

/// How far the test is, for the page's script.
pub(super) async fn state(
    State(state): State<WebState>,
    scope: Scope,
    Query(followed): Query<Followed>,
) -> Result<Response, Failure> {
    let caller = followed.caller.unwrap_or_default();
    let (Some(line), Ok(caller), Some(since)) = (
        scope.line.clone(),
        PhoneNumber::from_e164(caller.trim()),
        followed.since,
    ) else {
        let words = "Begin the test first; its address says which one it is.";
        return Ok(sentence(StatusCode::BAD_REQUEST, words));
    };
    let (business, id) = (line.business, line.id);
    let store = state.engine().store();
    let watch = test_watch(store, business, id, &caller, Instant(since)).await?;
    if watch.delivered && !state.engine().directory().is_tested(id) {
        let at = now();
        store
            .write(move |tx| lines::set_tested(tx, business, id, at))
            .await?;
        state.engine().reload().await?;
    }
    Ok(Json(in_json(&watch)).into_response())
}

fn in_json(watch: &TestWatch) -> serde_json::Value {
    let failed = watch.error_code.map(|code| {
        let words = ringback_desk::setup::registration::refusal(code);
        words.map_or_else(
            || format!("The carrier could not deliver it (code {code})."),
            |refusal| format!("{} {}", refusal.meaning, refusal.fix),
        )
    });
    json!({
        "arrived": watch.arrived,
        "rang": watch.rang,
        "answered": watch.answered,
        "missed": watch.missed,
        "sent": watch.sent,
        "delivered": watch.delivered,
        "trouble": watch.held.map(|held| held.sentence().to_owned()).or(failed),
    })
}

fn render(scope: &Scope, progress: &Progress, caller: Field) -> Page {
    let line = progress.lines.first();
    let number = line.map(|line| {
        let region = classify(line.number.as_str(), None).region;
        line.number.display_for(region.unwrap_or(Region::US))
    });
    Page {
        frame: Frame::new(scope, progress, Step::Test),
        number: number.unwrap_or_default(),
        caller,
        since: None,
        is_tested: progress.is_done(Step::Test),
    }
}
