//! Is it alive, is it ready, and how is it doing?

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use ringback_desk::clock::Instant;
use ringback_store::{Store, texts};
use serde_json::{Value, json};

use crate::access::Visitor;
use crate::pages::not_found;
use crate::{WebState, access};

/// `GET /healthz`: the process answers.
pub(crate) async fn alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the database answers. Details for whoever has the access token.
pub(crate) async fn ready(State(state): State<WebState>, headers: HeaderMap) -> Response {
    let engine = state.engine();
    if !access::is_operator(&state, &headers) {
        return bare(engine.store()).await;
    }
    let queue = engine.store().read(texts::queue).await;
    let status = if queue.is_ok() {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    let details = match queue {
        Ok(queue) => json!({
            "ready": true,
            "version": env!("CARGO_PKG_VERSION"),
            "zone_data": state.config().zone_data,
            "certificate": certificate(&state),
            "lines": engine.lines().len(),
            "texts": queue.by_phase,
            "texts_in_hand": engine.texts_in_hand(),
            "oldest_unsent_at": queue.oldest_unsent.map(|at| at.to_rfc3339()),
            "commands_waiting": engine.store().queue_depth(),
        }),
        Err(fault) => json!({ "ready": false, "fault": fault.to_string() }),
    };
    (status, Json(details)).into_response()
}

/// How the certificate is doing; nothing where HTTPS is somebody else's.
fn certificate(state: &WebState) -> Value {
    let Some(https) = &state.config().https else {
        return Value::Null;
    };
    let status = https.status();
    let facts = status.facts.as_ref();
    json!({
        "names": facts.map(|facts| &facts.names),
        "issuer": facts.map(|facts| &facts.issuer),
        "expires_at": facts.map(|facts| facts.ends_at.to_rfc3339()),
        "renews_at": status.renews_at.map(Instant::to_rfc3339),
        "fault": status.fault,
    })
}

/// What anybody may ask, and so must cost next to nothing: counting the queue reads all of it.
async fn bare(store: &Store) -> Response {
    match store.read(|tx| texts::any_to_send(tx, Instant(0))).await {
        Ok(_) => (StatusCode::OK, "ready\n").into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response(),
    }
}

/// `GET /metrics`: Prometheus text format, for the operator: it counts all businesses together.
pub(crate) async fn metrics(State(state): State<WebState>, visitor: Visitor) -> Response {
    if !visitor.is_operator() {
        return not_found();
    }
    let engine = state.engine();
    metrics::counter!("ringback_sql_statements_total").absolute(engine.store().statements_run());
    #[allow(clippy::cast_precision_loss)]
    {
        metrics::gauge!("ringback_commands_waiting").set(engine.store().queue_depth() as f64);
        metrics::gauge!("ringback_texts_in_hand").set(engine.texts_in_hand() as f64);
        if let Ok(queue) = engine.store().read(texts::queue).await {
            for (phase, count) in queue.by_phase {
                metrics::gauge!("ringback_texts_waiting", "phase" => phase).set(count as f64);
            }
        }
    }
    let facts = state.config().https.as_ref();
    if let Some(facts) = facts.and_then(|https| https.status().facts) {
        #[allow(clippy::cast_precision_loss)]
        metrics::gauge!("ringback_certificate_expires_timestamp_seconds")
            .set(facts.ends_at.0 as f64 / 1_000.0);
    }
    state.config().metrics.render().into_response()
}
