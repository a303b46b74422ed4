//! What the page is told: one state, one timeline, and every browser that looks at them.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::{Notify, broadcast};

use super::entries::{Entry, Timeline, Tone};
use super::people;
use super::stage::Stage;

/// States are told at most this often; what happens in between is told together.
const STATE_PACE: Duration = Duration::from_millis(30);
/// How many messages a slow browser may lag behind before it is told everything anew.
const BACKLOG_MAX: usize = 512;

/// How the server is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ServerState {
    /// The process runs and is not ready yet.
    Starting,
    /// It is ready.
    Up,
    /// It was killed.
    Down,
    /// It ended by itself, or never became ready.
    Failed(String),
}

/// Everything that the page shows.
pub(super) struct Shown {
    /// The phones.
    pub(super) stage: Stage,
    /// What Ringback wrote down.
    pub(super) timeline: Timeline,
    /// The server process.
    pub(super) server: ServerState,
    /// Whether the carrier's API answers.
    pub(super) carrier_up: bool,
    /// Time-lapse.
    pub(super) speed: f64,
    /// Whether the next text kills the server.
    pub(super) kill_armed: bool,
}

/// A message to the browsers: an event's type and its JSON.
pub(super) type Told = (&'static str, String);

/// The one place that all parts of the demo write to.
pub(super) struct Board {
    shown: Mutex<Shown>,
    told: broadcast::Sender<Told>,
    dirty: Notify,
}

impl Board {
    pub(super) fn new(speed: f64) -> Self {
        let shown = Shown {
            stage: Stage::new(),
            timeline: Timeline::default(),
            server: ServerState::Starting,
            carrier_up: true,
            speed,
            kill_armed: false,
        };
        Self {
            shown: Mutex::new(shown),
            told: broadcast::Sender::new(BACKLOG_MAX),
            dirty: Notify::new(),
        }
    }

    /// For reading, and for changes that [`Board::change`] cannot express.
    pub(super) fn lock(&self) -> MutexGuard<'_, Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state; the browsers hear of it soon.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut Shown) -> T) -> T {
        let answer = change(&mut self.lock());
        self.mark_changed();
        answer
    }

    /// The browsers shall hear of the state soon.
    pub(super) fn mark_changed(&self) {
        self.dirty.notify_one();
    }

    /// Adds to the timeline, unless it is there already.
    pub(super) fn add(&self, entry: Entry) {
        let mut shown = self.lock();
        if let Some(numbered) = shown.timeline.add(entry) {
            // Under the lock, so that a browser that joins now hears of it exactly once.
            let _ = self.told.send(("entry", json!(numbered).to_string()));
        }
    }

    /// Notes what the visitor or the network did.
    pub(super) fn note(&self, sentence: impl Into<String>, tone: Tone) {
        self.add(Entry::stage(now_ms(), sentence, tone));
    }

    /// Forgets phones and timeline, and tells every browser.
    pub(super) fn start_over(&self) {
        let mut shown = self.lock();
        shown.stage = Stage::new();
        shown.timeline.clear();
        shown.kill_armed = false;
        let _ = self.told.send(("all", all(&shown).to_string()));
    }

    /// Everything there is, and what comes after it.
    pub(super) fn join(&self) -> (VecDeque<Told>, broadcast::Receiver<Told>) {
        let shown = self.lock();
        (
            VecDeque::from([("all", all(&shown).to_string())]),
            self.told.subscribe(),
        )
    }

    /// The state as JSON.
    pub(super) fn state(&self) -> Value {
        state(&self.lock())
    }

    /// Tells changed states until the demo ends.
    pub(super) async fn tell_states(&self) {
        loop {
            self.dirty.notified().await;
            {
                let shown = self.lock();
                let _ = self.told.send(("state", state(&shown).to_string()));
            }
            tokio::time::sleep(STATE_PACE).await;
        }
    }
}

fn all(shown: &Shown) -> Value {
    json!({ "state": state(shown), "entries": shown.timeline.entries() })
}

fn state(shown: &Shown) -> Value {
    let (server, note) = match &shown.server {
        ServerState::Starting => ("starting", None),
        ServerState::Up => ("up", None),
        ServerState::Down => ("down", None),
        ServerState::Failed(why) => ("failed", Some(why)),
    };
    json!({
        "now": now_ms(),
        "business": {
            "company": people::COMPANY,
            "owner": people::OWNER,
            "line": people::LINE,
            "line_shown": people::shown(people::LINE),
            "owner_phone": people::OWNER_PHONE,
            "owner_phone_shown": people::shown(people::OWNER_PHONE),
        },
        "speed": shown.speed,
        "ring_seconds": people::RING_SECONDS,
        "server": { "state": server, "note": note },
        "carrier": { "state": if shown.carrier_up { "up" } else { "down" } },
        "kill_armed": shown.kill_armed,
        "callers": shown.stage.callers,
        "owner": shown.stage.owner,
    })
}

/// Milliseconds since 1970.
pub(super) fn now_ms() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[tokio::test]
    async fn who_joins_hears_everything_once() {
        let board = Board::new(5.0);
        board.note("before", Tone::Wait);
        let (first, mut later) = board.join();
        board.note("after", Tone::Wait);
        let all: Value = serde_json::from_str(&first[0].1).unwrap();
        assert_eq!(all["entries"].as_array().unwrap().len(), 1);
        assert_eq!(all["state"]["callers"][0]["shown"], "(312) 555-0131");
        let (kind, told) = later.recv().await.unwrap();
        assert_eq!((kind, told.contains("after")), ("entry", true));
        assert!(later.try_recv().is_err());
    }
}
