//! Many seeds, one after the other on each core, until one breaks a promise or all are done.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::story::write;
use crate::world::{Installation, live};

/// Which seeds.
#[derive(Debug, Clone, Copy)]
pub struct Trials {
    /// The first.
    pub first: u64,
    /// How many.
    pub count: u64,
    /// No new one is begun after this.
    pub time: Option<Duration>,
    /// On how many cores.
    pub threads: usize,
    /// Goes on after a promise was broken.
    pub goes_on: bool,
}

/// What came of them.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// The seed that broke a promise, and which.
    pub broken: Option<(u64, String)>,
    /// Every seed that broke one, where it was gone on.
    pub all_broken: Vec<(u64, String)>,
    /// How many stories were lived.
    pub stories: u64,
    /// Calls in them.
    pub calls: u64,
    /// Texts that the carrier took.
    pub texts: u64,
    /// Texts that ended as *Unknown*.
    pub unknown: u64,
    /// Commits.
    pub commits: u64,
    /// How long it took.
    pub took: Duration,
}

impl Trials {
    /// Lives them.
    ///
    /// # Errors
    /// When no world can be made.
    pub fn run(&self) -> Result<Outcome, String> {
        let began = Instant::now();
        let next = AtomicU64::new(self.first);
        let stop = AtomicBool::new(false);
        let outcome = Mutex::new(Outcome::default());
        let end = self.first.saturating_add(self.count);
        let work = || -> Result<(), String> {
            let installation = Arc::new(Installation::new(false)?);
            while !stop.load(Ordering::Relaxed)
                && self.time.is_none_or(|time| began.elapsed() < time)
            {
                let seed = next.fetch_add(1, Ordering::Relaxed);
                if seed >= end {
                    break;
                }
                let lived = live(&installation, &write(seed))?;
                let mut outcome = outcome.lock().unwrap_or_else(PoisonError::into_inner);
                outcome.stories += 1;
                outcome.calls += lived.calls;
                outcome.texts += lived.texts;
                outcome.unknown += lived.unknown;
                outcome.commits += lived.commits;
                if let Some(why) = lived.broken {
                    stop.store(!self.goes_on, Ordering::Relaxed);
                    outcome.all_broken.push((seed, why.clone()));
                    let is_first = outcome.broken.as_ref().is_none_or(|(of, _)| seed < *of);
                    if is_first {
                        outcome.broken = Some((seed, why));
                    }
                }
            }
            Ok(())
        };
        thread::scope(|scope| {
            let workers: Vec<_> = (0..self.threads.max(1))
                .map(|_| scope.spawn(work))
                .collect();
            workers.into_iter().try_for_each(|worker| {
                let ended = worker.join();
                ended.map_err(|_| "a story ended in a panic".to_owned())?
            })
        })?;
        let mut outcome = outcome.into_inner().unwrap_or_else(PoisonError::into_inner);
        outcome.took = began.elapsed();
        Ok(outcome)
    }
}
