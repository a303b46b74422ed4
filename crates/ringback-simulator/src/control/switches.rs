//! Breaking things, time, and starting over.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::fault::{FaultRule, WebhookRule};
use crate::handle::SimulatorHandle;

pub(super) async fn break_api(
    State(carrier): State<SimulatorHandle>,
    Json(rule): Json<FaultRule>,
) -> Json<Value> {
    carrier.break_api(rule.route, rule.count, rule.fault);
    Json(json!({}))
}

pub(super) async fn break_webhooks(
    State(carrier): State<SimulatorHandle>,
    Json(rule): Json<WebhookRule>,
) -> Json<Value> {
    carrier.break_webhooks(rule.kind, rule.count, rule.fault);
    Json(json!({}))
}

pub(super) async fn heal(State(carrier): State<SimulatorHandle>) -> Json<Value> {
    carrier.heal();
    Json(json!({}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Outage {
    seconds: f64,
}

/// Down and up again: once the port is closed, nobody could ask for it any more.
pub(super) async fn outage(
    State(carrier): State<SimulatorHandle>,
    Json(outage): Json<Outage>,
) -> Json<Value> {
    let span = Duration::try_from_secs_f64(outage.seconds).unwrap_or_default();
    let switch = carrier.clone();
    carrier.core.spawn(async move {
        // The answer to this very request leaves first.
        tokio::time::sleep(Duration::from_millis(20)).await;
        switch.go_down();
        tokio::time::sleep(span).await;
        switch.come_up();
    });
    Json(json!({}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Speed {
    factor: f64,
}

pub(super) async fn speed(
    State(carrier): State<SimulatorHandle>,
    Json(speed): Json<Speed>,
) -> Json<Value> {
    carrier.set_speed(speed.factor);
    Json(json!({ "factor": carrier.speed() }))
}

pub(super) async fn reset(State(carrier): State<SimulatorHandle>) -> Json<Value> {
    carrier.reset();
    Json(json!({}))
}
