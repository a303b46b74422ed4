//! A world in which a story happens: one database, some processes, one carrier, one time.
//!
//! Everything runs on one thread, in virtual time that jumps to whatever comes next, so that a day
//! passes in milliseconds and a seed says in which order things happen.

mod deeds;
mod installation;
mod life;
mod process;
mod rounds;

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ringback_desk::clock::Instant;
use ringback_engine::Engine;
use ringback_store::InlineDatabase;
use ringback_web::WebState;
use tokio::sync::Notify;

pub use installation::Installation;
pub use life::{Lived, live};
pub(crate) use process::SimProcess;

use crate::carrier::Carrier;
use crate::chance::Chance;
use crate::promises::Promises;
use crate::story::{Story, clock};

/// The world.
pub(crate) struct World {
    pub(crate) story: Story,
    pub(crate) database: InlineDatabase,
    pub(crate) carrier: Mutex<Carrier>,
    pub(crate) promises: Mutex<Promises>,
    installation: Arc<Installation>,
    replicas: Vec<Mutex<Replica>>,
    began: tokio::time::Instant,
    chance: Mutex<Chance>,
    timeline: Mutex<Vec<String>>,
    broken: Mutex<Option<String>>,
    /// Raised with every commit.
    commits: Notify,
    /// When the next row wants to be looked at.
    next_due_ms: AtomicI64,
    /// The revision of the settings.
    revision: AtomicI64,
    /// Words that were spoken: counts requests, so that each has a chance of its own.
    drawn: AtomicU64,
}

/// A machine on which a process runs, or not.
#[derive(Default)]
struct Replica {
    process: Option<Arc<SimProcess>>,
    open: Option<Open>,
    skew_ms: i64,
}

/// What a process answers with, once it runs.
#[derive(Clone)]
pub(crate) struct Open {
    pub(crate) engine: Engine,
    pub(crate) web: WebState,
}

/// What a mutex guards, whoever panicked with it.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl World {
    /// How long the story has been going on.
    pub(crate) fn after(&self) -> Duration {
        self.began.elapsed()
    }

    /// The true time, which no machine needs to know.
    pub(crate) fn now(&self) -> Instant {
        Instant(self.story.begins_at_ms).plus(self.after())
    }

    /// A source of chance for one matter of this world.
    pub(crate) fn about(&self, what: &str, which: u64) -> Chance {
        Chance::of(self.story.seed).about(what, which)
    }

    /// Draws from the one source that says in which order tasks run.
    pub(crate) fn draw<T>(&self, draw: impl FnOnce(&mut Chance) -> T) -> T {
        draw(&mut lock(&self.chance))
    }

    /// A number that no other matter of this world has.
    pub(crate) fn number(&self) -> u64 {
        self.drawn.fetch_add(1, Ordering::Relaxed)
    }

    /// Writes down what happened.
    pub(crate) fn note(&self, what: impl FnOnce() -> String) {
        if self.installation.tells {
            let line = format!("{}  {}", clock(self.after()), what());
            lock(&self.timeline).push(line);
        }
    }

    /// A promise was broken; the first one counts.
    pub(crate) fn broke(&self, why: String) {
        self.note(|| format!("BROKEN: {why}"));
        lock(&self.broken).get_or_insert(why);
    }

    /// Which promise was broken, if one was.
    pub(crate) fn broken(&self) -> Option<String> {
        lock(&self.broken).clone()
    }
}
