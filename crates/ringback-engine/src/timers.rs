//! Timers: rows that carry the time at which they want to be looked at.
//!
//! There is one mechanism for "later". A row that is due is looked at, and what it finds in the
//! database, not what it was set for, decides what happens.

use std::sync::Arc;
use std::time::Duration;

use ringback_desk::clock::Instant;
use ringback_desk::id::{BusinessId, Id};
use ringback_store::{Scope, StoreError, calls, media, settings, texts};

use crate::engine::Engine;
use crate::{calls as call_commands, clock, media as media_fetch, process, texts as text_work};

/// How often due rows are looked for.
const TICK: Duration = Duration::from_millis(200);
/// Rows of each kind in one go.
const BATCH: u32 = 200;
/// Rows of a line that is no longer configured are looked at this seldom.
const STRAY: Duration = Duration::from_hours(1);

/// Runs until the engine stops.
pub(crate) async fn run(engine: Engine) {
    let mut ticks = process::Ticks::every(TICK);
    loop {
        tokio::select! {
            biased;
            () = ticks.next() => {}
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

async fn look(engine: &Engine) -> Result<(), StoreError> {
    let (now, is_on_duty) = (clock::now(), engine.is_on_duty());
    let ((calls, texts, media, any_to_send), revision) = engine
        .store()
        .read(move |tx| {
            let revision = settings::revision(tx)?;
            let any_to_send = texts::any_to_send(tx, now)?;
            if !is_on_duty {
                return Ok(((Vec::new(), Vec::new(), Vec::new(), any_to_send), revision));
            }
            let due = (
                calls::due(tx, now, BATCH)?,
                texts::due(tx, now, BATCH)?,
                media::due(tx, now, BATCH)?,
                any_to_send,
            );
            Ok((due, revision))
        })
        .await?;
    // Another process may have set something: the command line, or a replica.
    // What is due does not wait for settings that cannot be read.
    if revision != engine.directory().revision()
        && let Err(fault) = engine.reload().await
    {
        tracing::error!(%fault, "what was set could not be read; all goes on as it was");
    }
    let mut stray = Stray::default();
    for (business, line, call) in calls {
        match engine.lines().by_id(line).map(Arc::clone) {
            Some(line) => {
                process::spawn(call_commands::wake(engine.clone(), line, call));
            }
            None => stray.calls.push((business, call)),
        }
    }
    for text in texts {
        if engine.lines().by_id(text.line).is_some() {
            process::spawn(text_work::follow_up(engine.clone(), text));
        } else {
            stray.texts.push((text.business, text.id));
        }
    }
    stray.put_off(engine, now.plus(STRAY)).await?;
    for item in media {
        process::spawn(media_fetch::fetch(engine.clone(), item));
    }
    if any_to_send {
        let until = now.plus(text_work::lease_of(engine.store().is_shared()));
        let leased = engine
            .store()
            .write(Scope::Installation, move |tx| {
                texts::lease(tx, now, until, BATCH)
            })
            .await?;
        for text in leased {
            engine.inner().outbox.hand_over(text);
        }
    }
    Ok(())
}

/// Rows of lines that are no longer configured. The line may come back; until then they must not
/// stand before the rows of all others.
#[derive(Default)]
struct Stray {
    calls: Vec<(BusinessId, String)>,
    texts: Vec<(BusinessId, Id)>,
}

impl Stray {
    async fn put_off(self, engine: &Engine, until: Instant) -> Result<(), StoreError> {
        if self.calls.is_empty() && self.texts.is_empty() {
            return Ok(());
        }
        let put_off = engine.store().write(Scope::Installation, move |tx| {
            for (business, call) in &self.calls {
                calls::postpone(tx, *business, call, until)?;
            }
            for (business, text) in &self.texts {
                texts::postpone(tx, *business, text, until)?;
            }
            Ok(())
        });
        put_off.await
    }
}
