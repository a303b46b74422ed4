//! The keys that forward another line's unanswered calls here, carrier by carrier, and the check
//! that they do.

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Form, Json};
use ringback_desk::clock::Instant;
use ringback_desk::lines::Line;
use ringback_desk::phone::{PhoneNumber, classify};
use ringback_desk::setup::forwarding::{Keys, check, of_country, ring_seconds, spare};
use serde::Deserialize;
use serde_json::json;

use super::frame::{Field, Frame, Step, see_other};
use super::progress::Progress;
use super::sentence;
use crate::WebState;
use crate::pages::{Failure, Scope, show_with};

/// Mobiles' mailboxes pick up after this long at the soonest.
const MAILBOX_SECONDS: u32 = 20;

#[derive(Template)]
#[template(path = "setup/forwarding.html")]
struct Page {
    frame: Frame,
    number: String,
    ring_seconds: u32,
    carriers: Vec<Keys>,
    /// The line works and is forwarded to, so that the check can see a call.
    can_check: bool,
    /// The number that people dial.
    public: Field,
    /// The same in E.164, where it is one.
    dialled: String,
    /// A check that was begun, in milliseconds since the epoch.
    since: Option<i64>,
    /// What was seen before.
    seen: Option<String>,
}

/// A check that the page follows.
#[derive(Debug, Deserialize)]
pub(super) struct Followed {
    since: Option<i64>,
    /// The number that people dial.
    public: Option<String>,
}

/// What was typed.
#[derive(Debug, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    public: String,
}

pub(super) async fn page(
    State(state): State<WebState>,
    scope: Scope,
    Query(followed): Query<Followed>,
) -> Result<Response, Failure> {
    let public = followed.public.as_deref().unwrap_or_default();
    let public = match PhoneNumber::from_e164(public.trim()) {
        Ok(number) => Field::of(number.display_for(scope.home())),
        Err(_) => Field::default(),
    };
    render(&state, &scope, public, followed.since, StatusCode::OK).await
}

async fn render(
    state: &WebState,
    scope: &Scope,
    public: Field,
    since: Option<i64>,
    status: StatusCode,
) -> Result<Response, Failure> {
    let progress = Progress::read(state, scope.business).await?;
    let Some(stored) = progress.lines.first() else {
        return Ok(see_other(&format!("number{}", scope.query)));
    };
    let seconds = ring_seconds(MAILBOX_SECONDS);
    let line = forwarded_line(state, scope);
    let seen = line.as_ref().and_then(|line| {
        let seen = state.engine().directory().forwarding_of(line.id).seen?;
        Some(check(&seen, None, line.region).sentence)
    });
    let page = Page {
        number: stored.number.display_for(scope.home()),
        ring_seconds: seconds,
        carriers: of_country(scope.home())
            .into_iter()
            .map(|carrier| carrier.keys(&stored.number, seconds))
            .collect(),
        can_check: line.is_some(),
        dialled: classify(&public.value, Some(scope.home()))
            .number
            .map_or_else(String::new, |number| number.as_str().to_owned()),
        public,
        since: since.filter(|_| line.is_some()),
        seen,
        frame: Frame::new(scope, &progress, Step::Phones),
    };
    show_with(status, &page)
}

/// Begins a check: the next call that arrives is taken for the forwarded one.
pub(super) async fn begin(
    State(state): State<WebState>,
    scope: Scope,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let Some(line) = forwarded_line(&state, &scope) else {
        return Ok(see_other(&format!("forwarding{}", scope.query)));
    };
    let public = classify(&typed.public, Some(line.region)).number;
    if public.is_none() && !typed.public.trim().is_empty() {
        let field = Field {
            value: typed.public,
            fault: "That is not a whole phone number. Write it as (212) 555-0123, or leave it out."
                .to_owned(),
        };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return render(&state, &scope, field, None, status).await;
    }
    let since = state.engine().begin_forward_check(&line).await?;
    let query = match scope.query.as_str() {
        "" => "?".to_owned(),
        query => format!("{query}&"),
    };
    let public = public.map_or_else(String::new, |public| {
        format!("&public={}", public.as_str().replace('+', "%2B"))
    });
    Ok(see_other(&format!(
        "forwarding{query}since={}{public}",
        since.0
    )))
}

/// How far the check is, for the page's script.
pub(super) async fn state(
    State(state): State<WebState>,
    scope: Scope,
    Query(followed): Query<Followed>,
) -> Result<Response, Failure> {
    let (Some(line), Some(since)) = (forwarded_line(&state, &scope), followed.since) else {
        let words = "Begin the check first; its address says which one it is.";
        return Ok(sentence(StatusCode::BAD_REQUEST, words));
    };
    let since = Instant(since);
    let seen = state.engine().directory().forwarding_of(line.id).seen;
    let Some(call) = seen.filter(|call| call.at >= since) else {
        return Ok(Json(json!({ "arrived": false })).into_response());
    };
    let public = followed.public.as_deref().unwrap_or_default();
    let public = PhoneNumber::from_e164(public.trim()).ok();
    let found = check(&call, public.as_ref(), line.region);
    let waited: Duration = call.at.since(since);
    Ok(Json(json!({
        "arrived": true,
        "proven": found.is_proven,
        "other": found.is_other,
        "sentence": found.sentence,
        "spare": spare(waited, MAILBOX_SECONDS),
    }))
    .into_response())
}

/// The business's line to which calls are forwarded.
fn forwarded_line(state: &WebState, scope: &Scope) -> Option<Arc<Line>> {
    let lines = state.engine().lines();
    let mut own = lines.all().filter(|line| line.business == scope.business);
    own.find(|line| line.forwarded).map(Arc::clone)
}
