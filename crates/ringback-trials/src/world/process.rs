//! One process: the engine's clock, chance and tasks, its commits, and its death.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ringback_desk::clock::Instant;
use ringback_desk::id::Id;
use ringback_engine::process::simulated::Process;
use ringback_store::{AtCommit, Turns};
use rusqlite::Connection;

use super::{World, lock};

/// No task gives way more often than this in a row.
const WAYS_GIVEN_MAX: u32 = 3;

/// What awaits a process at one of its next commits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Doom {
    /// So many commits from now; 1 is the next.
    pub(crate) commits: u64,
    /// What happens there.
    pub(crate) fate: AtCommit,
    /// How long the process is gone, if it dies of it.
    pub(crate) lasts: Duration,
}

/// A process, from its start to its death.
pub(crate) struct SimProcess {
    pub(crate) world: Arc<World>,
    /// Which machine it runs on.
    pub(crate) machine: usize,
    pub(super) started: tokio::time::Instant,
    pub(super) seen_revision: AtomicI64,
    pub(super) last_round_ms: AtomicI64,
    is_alive: AtomicBool,
    ways_given: AtomicU32,
    ids: AtomicU64,
    doom: Mutex<Option<Doom>>,
    /// It dies while its next request is out, and is gone this long.
    pub(crate) dies_in_request: Mutex<Option<Duration>>,
}

impl SimProcess {
    pub(super) fn new(world: &Arc<World>, machine: usize) -> Self {
        Self {
            world: Arc::clone(world),
            machine,
            started: tokio::time::Instant::now(),
            seen_revision: AtomicI64::new(-1),
            last_round_ms: AtomicI64::new(-1),
            is_alive: AtomicBool::new(true),
            ways_given: AtomicU32::new(0),
            ids: AtomicU64::new(world.number() << 20),
            doom: Mutex::new(None),
            dies_in_request: Mutex::new(None),
        }
    }

    pub(super) fn set_doom(&self, doom: Doom) {
        *lock(&self.doom) = Some(doom);
    }

    pub(crate) fn end(&self) {
        self.is_alive.store(false, Ordering::Relaxed);
    }

    fn skew_ms(&self) -> i64 {
        lock(&self.world.replicas[self.machine]).skew_ms
    }

    /// What happens at the commit that now comes.
    fn fate(&self) -> AtCommit {
        let mut doom = lock(&self.doom);
        match doom.as_mut() {
            Some(due) if due.commits <= 1 => {
                let due = *due;
                *doom = None;
                drop(doom);
                let dies = matches!(due.fate, AtCommit::DieBefore | AtCommit::DieAfter);
                self.world
                    .note(|| format!("process {}: {:?}", self.machine, due.fate));
                self.world.doubt_what_it_had_out(self.machine);
                if dies {
                    self.is_alive.store(false, Ordering::Relaxed);
                    self.world.died(self.machine, due.lasts);
                }
                return due.fate;
            }
            Some(due) => due.commits -= 1,
            None => {}
        }
        drop(doom);
        if self.world.draw(|chance| chance.percent(2)) {
            AtCommit::Again
        } else {
            AtCommit::Commit
        }
    }
}

impl Process for SimProcess {
    fn now(&self) -> Instant {
        Instant(self.world.now().0 + self.skew_ms())
    }

    /// A UUIDv7 by this machine's clock (RFC 9562, 5.7), the rest of it counted.
    fn new_id(&self) -> Id {
        let millis = u64::try_from(self.now().0).unwrap_or(0);
        let count = self.ids.fetch_add(1, Ordering::Relaxed);
        let mut rest = [0; 10];
        rest[2..].copy_from_slice(&count.to_be_bytes());
        let builder = uuid::Builder::from_unix_timestamp_millis(millis, &rest);
        Id(builder.into_uuid())
    }

    fn chance(&self) -> f64 {
        let thousandths = self.world.draw(|chance| chance.below(1_000));
        thousandths as f64 / 1_000.0
    }

    fn next_round(&self, period: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        let world = Arc::clone(&self.world);
        let process = world.process(self.machine);
        Box::pin(async move {
            match process {
                Some(process) => process.round(period).await,
                None => std::future::pending().await,
            }
        })
    }

    fn is_alive(&self) -> bool {
        self.is_alive.load(Ordering::Relaxed)
    }

    fn gives_way(&self) -> bool {
        let given = self.ways_given.load(Ordering::Relaxed);
        let gives = given < WAYS_GIVEN_MAX && self.world.draw(|chance| chance.percent(20));
        let given = if gives { given + 1 } else { 0 };
        self.ways_given.store(given, Ordering::Relaxed);
        gives
    }
}

/// The door of a process to the database.
pub(super) struct Door(pub(super) Arc<SimProcess>);

impl Turns for Door {
    fn wait(&self) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        let wait_ms = self.0.world.draw(|chance| match chance.below(100) {
            0..70 => 0,
            70..97 => chance.between(1, 5),
            // A machine that is busy with something else.
            _ => chance.between(5, 400),
        });
        Box::pin(async move {
            if wait_ms > 0 {
                tokio::time::sleep(Duration::from_millis(wait_ms)).await;
            }
        })
    }

    fn at_commit(&self) -> AtCommit {
        self.0.fate()
    }

    fn committed(&self, connection: &Connection) {
        self.0.world.committed(&self.0, connection);
    }
}
