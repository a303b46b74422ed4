//! Several processes on one database: which of them keeps the timers, and what they hear of each
//! other.
//!
//! Whatever happens twice is stored once; but one process that looks calls up, fetches pictures and
//! reads the carrier's lists is enough. It has that duty for a few seconds at a time, so that another
//! one takes it over when it dies or stands still.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ringback_store::{Change, Scope, StoreError, duties};
use tokio::sync::broadcast::error::RecvError;

use crate::clock;
use crate::engine::Engine;

/// What the duty is called in the database.
const TIMERS: &str = "timers";
/// Somebody who has not been heard of for so long has it no more.
const HELD: Duration = Duration::from_secs(3);
/// How often whoever has it says so.
const RENEWED: Duration = Duration::from_secs(1);

/// Whether this process has the duty.
#[derive(Debug)]
pub(crate) struct Duty {
    holder: String,
    is_ours: AtomicBool,
}

impl Default for Duty {
    fn default() -> Self {
        Self {
            holder: clock::new_id().to_string(),
            is_ours: AtomicBool::new(false),
        }
    }
}

impl Duty {
    pub(crate) fn is_ours(&self) -> bool {
        self.is_ours.load(Ordering::Relaxed)
    }
}

/// Takes the duty, or goes on with it, where nobody else has it.
pub(crate) async fn take(engine: &Engine) -> Result<(), StoreError> {
    let duty = &engine.inner().duty;
    let (holder, now) = (duty.holder.clone(), clock::now());
    let taken = engine
        .store()
        .write(Scope::Installation, move |tx| {
            duties::take(tx, TIMERS, &holder, now, now.plus(HELD))
        })
        .await;
    // Who cannot say that they have it loses it.
    let is_ours = *taken.as_ref().unwrap_or(&false);
    if duty.is_ours.swap(is_ours, Ordering::Relaxed) != is_ours {
        tracing::info!(is_ours, "the timers' duty changed hands");
    }
    taken.map(|_| ())
}

/// Keeps the duty, or waits for it, until the engine stops.
pub(crate) async fn keep(engine: Engine) {
    while !engine.is_closing() {
        tokio::time::sleep(RENEWED).await;
        if let Err(fault) = take(&engine).await {
            tracing::warn!(%fault, "the timers' duty could not be asked for");
        }
    }
}

/// Tells open pages of what other replicas stored, until there is nothing to hear any more.
pub(crate) async fn hear(engine: Engine) {
    let Some(mut changes) = engine.store().changes() else {
        return;
    };
    loop {
        let businesses = match changes.recv().await {
            Ok(Change::Businesses(businesses)) => Some(businesses),
            Ok(Change::Anything) | Err(RecvError::Lagged(_)) => None,
            Err(RecvError::Closed) => return,
        };
        engine.feed().tell_elsewhere(businesses);
    }
}
