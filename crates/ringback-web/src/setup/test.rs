//! Step seven: a missed call from the owner's own mobile, followed live until the text is there.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Form, Json};
use ringback_desk::clock::Instant;
use ringback_desk::lines::{Line, LineTest, TEST_WITHIN};
use ringback_desk::phone::{PhoneNumber, classify};
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
    /// The same in E.164.
    dial: String,
    /// Carriers would block its texts, so that none leaves.
    is_held: bool,
    caller: Field,
    since: Option<Begun>,
    is_tested: bool,
}

/// A test that was begun.
struct Begun {
    /// In milliseconds since the epoch.
    since: i64,
    /// The phone, in E.164.
    caller: String,
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
    let line = under_test(&state, &scope, followed.caller.as_deref());
    let first_phone = line.as_ref().and_then(|line| line.ring.first());
    let caller = followed.caller.as_deref().map(PhoneNumber::from_e164);
    let caller = match caller {
        Some(Ok(caller)) => Some(caller),
        _ => first_phone.copied(),
    };
    let shown = caller.map_or_else(String::new, |caller| caller.display_for(scope.home()));
    let mut page = render(line.as_deref(), &scope, &progress, Field::of(shown));
    page.since = followed.since.zip(caller).map(|(since, caller)| Begun {
        since,
        caller: caller.as_str().to_owned(),
    });
    show_with(StatusCode::OK, &page)
}

/// Begins a test: the next call from that phone is one, whoever's phone it is.
pub(super) async fn begin(
    State(state): State<WebState>,
    scope: Scope,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let Some(line) = under_test(&state, &scope, None) else {
        return Ok(see_other(&format!("number{}", scope.query)));
    };
    let Some(caller) = classify(&typed.caller, Some(line.region)).number else {
        let progress = Progress::read(&state, scope.business).await?;
        let field = Field {
            value: typed.caller,
            fault:
                "That is not a whole phone number. Write it as (212) 555-0123, or +44 20 7946 0000 \
                    from abroad."
                    .to_owned(),
        };
        let page = render(Some(&line), &scope, &progress, field);
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
        .write(business, move |tx| {
            lines::begin_test(tx, business, id, &test)
        })
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
        under_test(&state, &scope, Some(&caller)),
        PhoneNumber::from_e164(caller.trim()),
        followed.since,
    ) else {
        let words = "Begin the test first; its address says which one it is.";
        return Ok(sentence(StatusCode::BAD_REQUEST, words));
    };
    let (business, id) = (line.business, line.id);
    let store = state.engine().store();
    let watch = test_watch(store, business, id, &caller, Instant(since)).await?;
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

/// The line that a test is of: the one that waits for a call from this phone, the first that has not
/// been tested, or the first.
fn under_test(state: &WebState, scope: &Scope, caller: Option<&str>) -> Option<Arc<Line>> {
    let directory = state.engine().directory();
    let own: Vec<_> = directory
        .lines()
        .all()
        .filter(|line| line.business == scope.business)
        .collect();
    let waits = |line: &&&Arc<Line>| {
        let test = line.test.as_ref();
        test.is_some_and(|test| Some(test.caller.as_str()) == caller)
    };
    let found = own.iter().filter(waits).max_by_key(|line| {
        let test = line.test.as_ref();
        test.map(|test| test.until)
    });
    let found = found.or_else(|| own.iter().find(|line| !directory.is_tested(line.id)));
    found.or(own.first()).map(|line| Arc::clone(line))
}

fn render(line: Option<&Line>, scope: &Scope, progress: &Progress, caller: Field) -> Page {
    Page {
        frame: Frame::new(scope, progress, Step::Test),
        number: line.map_or_else(String::new, |line| line.number.display_for(line.region)),
        dial: line.map_or_else(String::new, |line| line.number.as_str().to_owned()),
        is_held: line.is_some_and(|line| line.is_unregistered),
        caller,
        since: None,
        is_tested: progress.is_done(Step::Test),
    }
}
