//! Watching: events as they come, and waiting for one.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::broadcast;

use super::SimulatorHandle;
use crate::event::{EventCursor, SimEvent, Stamped, TimedOut};

impl SimulatorHandle {
    /// All events from now on.
    #[must_use]
    pub fn events(&self) -> broadcast::Receiver<Arc<Stamped>> {
        self.core.events.subscribe()
    }

    /// The events that are kept, oldest first.
    #[must_use]
    pub fn history(&self) -> Vec<Arc<Stamped>> {
        self.core.events.since(EventCursor(0))
    }

    /// A place in the stream, for [`Self::wait_for_after`].
    #[must_use]
    pub fn cursor(&self) -> EventCursor {
        self.core.events.cursor()
    }

    /// Waits for an event, or finds it among those that have happened already.
    ///
    /// # Errors
    /// [`TimedOut`] when none came within `timeout` (real time).
    pub async fn wait_for(
        &self,
        timeout: Duration,
        wanted: impl Fn(&SimEvent) -> bool,
    ) -> Result<SimEvent, TimedOut> {
        self.wait_for_after(EventCursor(0), timeout, wanted).await
    }

    /// Waits for an event after a place in the stream.
    ///
    /// # Errors
    /// [`TimedOut`] when none came within `timeout` (real time).
    pub async fn wait_for_after(
        &self,
        cursor: EventCursor,
        timeout: Duration,
        wanted: impl Fn(&SimEvent) -> bool,
    ) -> Result<SimEvent, TimedOut> {
        let events = &self.core.events;
        let mut next = cursor;
        let found = || {
            let fresh = events.since(next);
            if let Some(last) = fresh.last() {
                next = EventCursor(last.number + 1);
            }
            fresh
                .iter()
                .find(|stamped| wanted(&stamped.event))
                .map(|found| found.event.clone())
        };
        events.until(timeout, found).await
    }

    /// Asks again after every event until there is an answer, e.g.
    /// `carrier.until(timeout, || carrier.message(&sid).filter(|m| m.status.is_final()))`.
    ///
    /// # Errors
    /// [`TimedOut`] when there was none within `timeout` (real time).
    pub async fn until<T>(
        &self,
        timeout: Duration,
        ask: impl FnMut() -> Option<T>,
    ) -> Result<T, TimedOut> {
        self.core.events.until(timeout, ask).await
    }
}
