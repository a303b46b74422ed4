//! Timers: rows that carry the time at which they want to be looked at.
//!
//! There is one mechanism for "later". A row that is due is looked at, and what it finds in the
//! database, not what it was set for, decides what happens.

use std::sync::Arc;
use std::time::Duration;

use ringback_store::{calls, media, texts};

use crate::engine::Engine;
use crate::{calls as call_commands, clock, media as media_fetch, texts as text_work};

/// How often due rows are looked for.
const TICK: Duration = Duration::from_millis(200);
/// Rows of each kind in one go.
const BATCH: u32 = 200;

/// Runs until the engine stops.
pub(crate) async fn run(engine: Engine) {
    let mut tick = tokio::time::interval(TICK);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            () = engine.inner().fetch.notified() => {}
        }
        if engine.is_closing() {
            return;
        }
        if let Err(fault) = look(&engine).await {
            tracing::warn!(%fault, "due rows could not be read; trying again");
        }
    }
}

async fn look(engine: &Engine) -> Result<(), ringback_store::StoreError> {
    let now = clock::now();
    let (calls, texts, media, any_to_send) = engine
        .store()
        .read(move |tx| {
            Ok((
                calls::due(tx, now, BATCH)?,
                texts::due(tx, now, BATCH)?,
                media::due(tx, now, BATCH)?,
                texts::any_to_send(tx, now)?,
            ))
        })
        .await?;
    for (_, line, call) in calls {
        if let Some(line) = engine.lines().by_id(line).map(Arc::clone) {
            tokio::spawn(call_commands::wake(engine.clone(), line, call));
        }
    }
    for text in texts {
        tokio::spawn(text_work::follow_up(engine.clone(), text));
    }
    for item in media {
        tokio::spawn(media_fetch::fetch(engine.clone(), item));
    }
    if any_to_send {
        let until = now.plus(text_work::LEASE);
        let leased = engine
            .store()
            .write(move |tx| texts::lease(tx, now, until, BATCH))
            .await?;
        for text in leased {
            engine.inner().outbox.hand_over(text);
        }
    }
    Ok(())
}
