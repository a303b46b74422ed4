//! When to ask about which line.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use ringback_desk::clock::Instant;
use ringback_desk::id::LineId;
use ringback_desk::lines::Line;
use ringback_desk::setup::registration::Registration;
use ringback_store::StoreError;
use ringback_store::registration::all;
use tokio::sync::Notify;

use super::ask::ask;
use crate::clock;
use crate::engine::Engine;

/// Between two askings about a line whose texts leave.
const SETTLED: Duration = Duration::from_hours(6);
/// Between two while they are held.
const WAITING: Duration = Duration::from_mins(10);
/// After a carrier that could not be asked.
const SILENT: Duration = Duration::from_mins(30);
/// Nobody asks more often, however many calls are held.
const LEAST: Duration = Duration::from_secs(5);
/// A line that nobody has asked about is asked about this soon: a server that starts has more
/// urgent things to ask the carrier.
const FIRST: Duration = Duration::from_secs(2);
/// How often new lines are looked for.
const LOOK: Duration = Duration::from_secs(5);

/// When each line was asked about, and when it is to be.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    lines: Mutex<HashMap<LineId, Turn>>,
    nudge: Notify,
}

#[derive(Debug, Clone, Copy)]
struct Turn {
    asked: Option<Instant>,
    next: Instant,
}

impl Watch {
    /// Asks about a line soon.
    pub(crate) fn nudge(&self, line: LineId, now: Instant) {
        self.with(|lines| {
            let turn = lines.entry(line).or_insert(Turn {
                asked: None,
                next: now,
            });
            let soonest = turn.asked.map_or(now, |asked| asked.plus(LEAST));
            turn.next = turn.next.min(soonest.max(now));
        });
        self.nudge.notify_one();
    }

    fn with<T>(&self, act: impl FnOnce(&mut HashMap<LineId, Turn>) -> T) -> T {
        act(&mut self.lines.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The lines whose turn it is, each of which has its next turn later; and when somebody is next.
    fn take_due(&self, known: &[Arc<Line>], now: Instant) -> (Vec<Arc<Line>>, Instant) {
        self.with(|turns| {
            turns.retain(|id, _| known.iter().any(|line| line.id == *id));
            let mut due = Vec::new();
            let mut soonest = now.plus(LOOK);
            for line in known {
                let turn = turns.entry(line.id).or_insert(Turn {
                    asked: None,
                    next: now.plus(FIRST),
                });
                if turn.next <= now {
                    due.push(Arc::clone(line));
                    *turn = Turn {
                        asked: Some(now),
                        next: now.plus(SILENT),
                    };
                }
                soonest = soonest.min(turn.next);
            }
            (due, soonest)
        })
    }

    fn asked(&self, line: LineId, state: &Registration, at: Instant) {
        let pause = if state.lets_texts_leave() {
            SETTLED
        } else {
            WAITING
        };
        self.with(|turns| {
            let turn = Turn {
                asked: Some(at),
                next: at.plus(pause),
            };
            turns.insert(line, turn);
        });
    }
}

/// Runs until the engine stops.
pub(crate) async fn run(engine: Engine) {
    if let Err(fault) = remember(&engine).await {
        tracing::warn!(%fault, "what is known of registrations could not be read");
    }
    loop {
        let now = clock::now();
        let lines: Vec<_> = engine.lines().all().map(Arc::clone).collect();
        let (due, next) = engine.inner().registrations.take_due(&lines, now);
        for line in due {
            if let Some(state) = ask(&engine, &line).await {
                engine.inner().registrations.asked(line.id, &state, now);
            }
        }
        let wait = next.since(clock::now()).max(Duration::from_millis(100));
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = engine.inner().registrations.nudge.notified() => {}
        }
        if engine.is_closing() {
            return;
        }
    }
}

/// What an earlier process was told counts as long as it would have for that one.
async fn remember(engine: &Engine) -> Result<(), StoreError> {
    for (_, line, said) in engine.store().read(all).await? {
        engine
            .inner()
            .registrations
            .asked(line, &said.state, said.asked_at);
    }
    Ok(())
}
