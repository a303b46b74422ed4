//! When to ask about which line.

use std::collections::{HashMap, HashSet};
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
/// Lines that are new at the same time are asked about one after the other, this far apart: an
/// agency's server must not begin with thousands of questions.
const APART: Duration = Duration::from_millis(500);
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
            let there: HashSet<_> = known.iter().map(|line| line.id).collect();
            turns.retain(|id, _| there.contains(id));
            let mut due = Vec::new();
            let mut soonest = now.plus(LOOK);
            let mut first = now.plus(FIRST);
            for line in known {
                let turn = turns.entry(line.id).or_insert_with(|| {
                    let next = first;
                    first = first.plus(APART);
                    Turn { asked: None, next }
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
            biased;
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

#[cfg(test)]
mod tests {
    use ringback_desk::id::BusinessId;
    use ringback_desk::settings::{Given, LineSettings, Values};

    use super::*;

    fn line(id: i64) -> Arc<Line> {
        let texts = [
            ("line_number", format!("+1312555010{id}")),
            ("company", "Riverside Plumbing".to_owned()),
            ("owner", "Sam".to_owned()),
        ];
        let values: Values = texts
            .into_iter()
            .map(|(key, text)| (key, Given::text(key, text)))
            .collect();
        let mut faults = Vec::new();
        let line = LineSettings::read(vec![&values], &mut faults).expect("a line");
        assert_eq!(faults, []);
        Arc::new(line.with_ids(BusinessId(1), LineId(id)))
    }

    #[test]
    fn lines_that_are_new_together_are_asked_about_one_after_the_other() {
        let (watch, lines) = (Watch::default(), [line(1), line(2), line(3)]);
        let start = Instant(1_000_000);
        let due = |at: Instant| -> Vec<i64> {
            let (due, _) = watch.take_due(&lines, at);
            due.iter().map(|line| line.id.0).collect()
        };
        assert_eq!(due(start), [0; 0]);
        assert_eq!(due(start.plus(FIRST)), [1]);
        watch.nudge(LineId(3), start.plus(FIRST));
        assert_eq!(due(start.plus(FIRST)), [3], "whose texts are held");
        assert_eq!(due(start.plus(FIRST).plus(APART)), [2]);
        assert_eq!(due(start.plus(FIRST).plus(APART * 5)), [0; 0]);
    }
}
