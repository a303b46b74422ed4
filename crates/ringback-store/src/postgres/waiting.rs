//! A command or a query that waits for its turn.

use std::time::{Duration, Instant};

use crate::error::StoreError;
use crate::job::Job;
use crate::scope::Scope;

/// How long a command waits for a database that cannot be reached. A carrier gives up on a webhook
/// after 15 seconds, and tries again when it is told 503.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// A job, and since when it waits.
pub(super) struct Waiting {
    pub(super) scope: Scope,
    pub(super) job: Box<dyn Job>,
    pub(super) since: Instant,
}

impl Waiting {
    pub(super) fn new(scope: Scope, job: Box<dyn Job>) -> Self {
        Self {
            scope,
            job,
            since: Instant::now(),
        }
    }

    /// Whether it has waited long enough.
    pub(super) fn is_over(&self) -> bool {
        self.since.elapsed() >= PATIENCE
    }

    pub(super) fn failed(self, fault: StoreError) {
        self.job.failed(fault);
    }
}

/// Lets those go that have waited long enough. Where a connection broke with `COMMIT` on the way,
/// what they asked for may be stored all the same: they ask again, by the carrier's id.
pub(super) fn let_go(jobs: &mut Vec<Waiting>, fault: &str) {
    let (over, left) = std::mem::take(jobs).into_iter().partition(Waiting::is_over);
    *jobs = left;
    for job in over {
        job.failed(StoreError::Unavailable(fault.to_owned()));
    }
}
