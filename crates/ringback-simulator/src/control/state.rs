//! Looking: the world as it stands, and events as they come.

use std::time::Duration;

use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::event::EventCursor;
use crate::handle::SimulatorHandle;

pub(super) async fn state(State(carrier): State<SimulatorHandle>) -> Json<Value> {
    Json(json!({
        "base_url": carrier.base_url(),
        "account_sid": carrier.account_sid(),
        "speed": carrier.speed(),
        "lines": carrier.lines(),
        "calls": carrier.calls(),
        "messages": carrier.messages(),
        "alerts": carrier.alerts(),
    }))
}

#[derive(Deserialize)]
pub(super) struct Since {
    #[serde(default)]
    after: u64,
    #[serde(default)]
    wait_ms: u64,
}

/// What happened after an event's number; waits for the first when there is none yet.
pub(super) async fn events(
    State(carrier): State<SimulatorHandle>,
    Query(since): Query<Since>,
) -> Json<Value> {
    let from = EventCursor(since.after + 1);
    let events = &carrier.core.events;
    let timeout = Duration::from_millis(since.wait_ms.min(60_000));
    let some = || Some(events.since(from)).filter(|found| !found.is_empty());
    let found = events.until(timeout, some).await.unwrap_or_default();
    Json(json!(
        found
            .iter()
            .map(|stamped| json!(**stamped))
            .collect::<Vec<_>>()
    ))
}
