//! What was held leaves, as far as it is not too late for it.

use std::sync::Arc;
use std::time::Duration;

use ringback_desk::calls::HoldReason;
use ringback_desk::id::LineId;
use ringback_store::{StoreError, calls, texts};

use crate::calls::reconsider;
use crate::clock;
use crate::engine::Engine;

/// Texts that people wrote and that were held longer than this stay where they are.
const TEXTS_BACK: Duration = Duration::from_hours(24);
/// Calls of one line in one go.
const CALLS_MAX: u32 = 200;

/// Decides the line's held calls again, and lets its held texts leave.
pub(super) async fn release(engine: &Engine, line: LineId) -> Result<(), StoreError> {
    // The line as it is now.
    let Some(line) = engine.lines().by_id(line).map(Arc::clone) else {
        return Ok(());
    };
    if line.is_unregistered {
        return Ok(());
    }
    let now = clock::now();
    let (business, id, deadline) = (line.business, line.id, line.text_deadline);
    let since = now.minus(deadline + Duration::from_mins(2));
    let held = engine
        .store()
        .read(move |tx| {
            calls::held_since(tx, business, id, HoldReason::Unregistered, since, CALLS_MAX)
        })
        .await?;
    for call in held {
        reconsider(engine, &line, call).await?;
    }
    let since = now.minus(TEXTS_BACK);
    engine
        .store()
        .write(business, move |tx| {
            texts::release(tx, (business, id), HoldReason::Unregistered, since, now)
        })
        .await?;
    Ok(())
}
