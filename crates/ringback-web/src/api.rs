//! `GET /api/calls`: the newest calls of a business and what came of each, for programs.

use axum::Json;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use ringback_store::{calls, texts};
use serde::Deserialize;

use crate::WebState;
use crate::access::Visitor;
use crate::pages::{Failure, not_found};

/// What a program may ask for.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    limit: Option<u32>,
    business: Option<i64>,
}

/// `GET /api/calls?limit=&business=`
pub(crate) async fn calls(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let Some(business) = state.business(&visitor, asked.business) else {
        return Ok(not_found());
    };
    let limit = asked.limit.unwrap_or(100).min(1_000);
    let read = state.engine().store().read(move |tx| {
        let stories = calls::recent(tx, business, limit)?;
        let wanted: Vec<_> = stories.iter().filter_map(|story| story.call.text).collect();
        Ok((texts::these(tx, business, &wanted)?, stories))
    });
    let (texts, stories) = read.await?;
    let listed: Vec<_> = stories
        .into_iter()
        .map(|story| {
            serde_json::json!({
                "id": story.call.id,
                "call": story.call.carrier_id,
                "caller": story.call.caller,
                "arrived_at": story.call.facts.arrived_at.map(|at| at.to_rfc3339()),
                "outcome": story.call.facts.outcome,
                "held": story.call.held.map(|held| held.code()),
                "text": story.call.text,
                "text_phase": story.call.text.and_then(|id| Some(texts.get(&id)?.delivery.phase)),
            })
        })
        .collect();
    Ok(Json(serde_json::json!({ "calls": listed })).into_response())
}
