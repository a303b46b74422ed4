//! The rounds in which an engine looks for what is due. One that would find nothing is left out: a
//! day has 432,000 of them. Those that are left come when they would have come.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use ringback_engine::process::simulated::Process;
use rusqlite::Connection;

use super::{SimProcess, World};

/// Stands for "never".
pub(super) const NEVER: i64 = i64::MAX;

const NEXT_DUE: &str = "SELECT min(at) FROM (
    SELECT min(wake_at) AS at FROM text WHERE wake_at IS NOT NULL
    UNION ALL SELECT min(wake_at) FROM call WHERE wake_at IS NOT NULL
    UNION ALL SELECT min(wake_at) FROM media WHERE wake_at IS NOT NULL)";
const REVISION: &str = "SELECT value FROM installation WHERE key = 'settings_revision'";

impl World {
    /// Takes in what a commit changed.
    pub(super) fn committed(self: &Arc<Self>, process: &SimProcess, connection: &Connection) {
        if let Err(fault) = self.look_at(process, connection) {
            self.broke(format!("the database cannot be looked at: {fault}"));
        }
        self.commits.notify_waiters();
    }

    fn look_at(&self, process: &SimProcess, connection: &Connection) -> rusqlite::Result<()> {
        let due: Option<i64> = connection
            .prepare_cached(NEXT_DUE)?
            .query_row([], |row| row.get(0))?;
        self.next_due_ms
            .store(due.unwrap_or(NEVER), Ordering::Relaxed);
        let mut revision = connection.prepare_cached(REVISION)?;
        let revision: Option<String> = revision
            .query_map([], |row| row.get(0))?
            .next()
            .transpose()?;
        let revision = revision.and_then(|value| value.parse().ok()).unwrap_or(0);
        self.revision.store(revision, Ordering::Relaxed);
        self.check_commit(process, connection)
    }
}

impl SimProcess {
    /// Waits for the next round that may find something.
    pub(super) async fn round(self: Arc<Self>, period: Duration) {
        loop {
            // Made before the look, so that no commit behind it is missed. Those that wait are woken
            // in the order in which they came; a watch channel would draw lots that no seed knows.
            let committed = self.world.commits.notified();
            let at = self.next_round_ms(i64::try_from(period.as_millis()).unwrap_or(200));
            let Some(at) = at else {
                committed.await;
                continue;
            };
            let at = self.started + Duration::from_millis(u64::try_from(at).unwrap_or(0));
            tokio::select! {
                biased;
                () = tokio::time::sleep_until(at) => break,
                () = committed => {}
            }
        }
        let elapsed = i64::try_from(self.started.elapsed().as_millis()).unwrap_or(NEVER);
        self.last_round_ms.store(elapsed, Ordering::Relaxed);
        let revision = self.world.revision.load(Ordering::Relaxed);
        self.seen_revision.store(revision, Ordering::Relaxed);
    }

    /// In milliseconds since the start of the process.
    fn next_round_ms(&self, period: i64) -> Option<i64> {
        let elapsed = i64::try_from(self.started.elapsed().as_millis()).unwrap_or(NEVER);
        let last = self.last_round_ms.load(Ordering::Relaxed);
        let is_new = self.world.revision.load(Ordering::Relaxed)
            != self.seen_revision.load(Ordering::Relaxed);
        let due = self.world.next_due_ms.load(Ordering::Relaxed);
        let wanted = if is_new || last < 0 {
            elapsed
        } else if due == NEVER {
            return None;
        } else {
            elapsed + (due - self.now().0).max(0)
        };
        let earliest = wanted.max(last + 1);
        Some(earliest.div_euclid(period) * period + if earliest % period == 0 { 0 } else { period })
    }
}
