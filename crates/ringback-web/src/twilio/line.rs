//! Which of our lines a webhook is about.

use std::sync::Arc;

use ringback_desk::lines::Line;
use ringback_engine::Refusal;
use ringback_store::calls;

use super::Rejection;
use crate::WebState;

/// The line with this number.
pub(super) fn by_number(state: &WebState, number: &str) -> Result<Arc<Line>, Rejection> {
    let line = state.engine().lines().by_number(number);
    line.map(Arc::clone)
        .ok_or_else(|| Refusal::NumberNotOurs.into())
}

/// The line of a call: what comes from a leg to an owner's phone does not name it.
pub(super) async fn by_call(state: &WebState, call: &str) -> Result<Arc<Line>, Rejection> {
    let call = call.to_owned();
    let engine = state.engine();
    let line = engine
        .store()
        .read(move |tx| calls::line_of(tx, &call))
        .await?;
    let line = line.and_then(|line| engine.lines().by_id(line));
    line.map(Arc::clone)
        .ok_or_else(|| Refusal::NumberNotOurs.into())
}
