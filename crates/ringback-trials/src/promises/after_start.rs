//! After a start: what the process before had and did not send leaves within ten seconds.

use std::sync::Arc;
use std::time::Duration;

use ringback_engine::process::simulated::Process;

use super::rows;
use crate::world::{SimProcess, World, lock};

/// How long taking over may take, and each text on its way at a line's pace.
const TAKEN_OVER: Duration = Duration::from_secs(10);
const EACH: Duration = Duration::from_secs(3);

/// Texts that nothing keeps from leaving but a lease: those that wait for the morning wait longer.
const LEFT: &str = "SELECT id, wake_at FROM text WHERE phase = 'pending' AND attempt = 0
    AND wake_at <= ?1 AND deadline > ?1";
const LEASE_MS: i64 = 60_000;

impl World {
    /// Looks after a while whether what was left has been sent.
    pub(crate) fn expect_take_over(self: &Arc<Self>, process: &Arc<SimProcess>) {
        let left = self.left(process);
        if left.is_empty() || !self.may_expect() {
            return;
        }
        let (world, process) = (Arc::clone(self), Arc::clone(process));
        let wait = TAKEN_OVER + EACH * u32::try_from(left.len()).unwrap_or(u32::MAX);
        tokio::spawn(async move {
            tokio::time::sleep(wait).await;
            if !process.is_alive() || !world.may_expect() {
                return;
            }
            let still = world.left(&process);
            if let Some(id) = left.iter().find(|id| still.contains(id)) {
                let name = rows::name(id);
                world.broke(format!("text {name} was not taken over within {wait:?}"));
            }
        });
    }

    /// Not while the carrier takes nothing, nor where clocks jump.
    fn may_expect(&self) -> bool {
        self.story.jumps_ms() == 0 && lock(&self.carrier).is_fair(self.after())
    }

    fn left(&self, process: &SimProcess) -> Vec<[u8; 16]> {
        let until = process.now().0 + LEASE_MS;
        let left = self.database.look(|connection| {
            let mut statement = connection.prepare_cached(LEFT)?;
            let rows = statement.query_map([until], |row| row.get(0))?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        });
        left.unwrap_or_else(|fault| {
            self.broke(format!("the database cannot be looked at: {fault}"));
            Vec::new()
        })
    }
}
