//! The process that the engine runs in: its tasks, its chance, its ticks. In a simulation all of
//! them, and the clock, are a simulated process's, so that a seed says what happens when.

#[cfg(feature = "simulated")]
pub mod simulated;

use std::time::Duration;

use tokio::time::{Interval, MissedTickBehavior, interval};

/// Begins a task of this process.
pub(crate) fn spawn(task: impl Future<Output = ()> + Send + 'static) {
    #[cfg(feature = "simulated")]
    let task = match simulated::of(std::sync::Arc::clone) {
        Some(process) => return simulated::spawn(process, task),
        None => task,
    };
    tokio::spawn(task);
}

/// Does work that waits for the disk away from this thread. A simulated process has one thread, and
/// when another one is done is not for a seed to say.
///
/// # Errors
/// When the work panicked.
pub(crate) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, tokio::task::JoinError> {
    #[cfg(feature = "simulated")]
    if simulated::of(|_| ()).is_some() {
        return Ok(work());
    }
    tokio::task::spawn_blocking(work).await
}

/// A number in 0..1.
pub(crate) fn chance() -> f64 {
    #[cfg(feature = "simulated")]
    if let Some(chance) = simulated::of(|process| process.chance()) {
        return chance;
    }
    rand::random()
}

/// Comes round again and again. A simulated process leaves out the rounds that would find nothing.
pub(crate) struct Ticks {
    interval: Interval,
}

impl Ticks {
    /// One round in each `period`, beginning now.
    pub(crate) fn every(period: Duration) -> Self {
        let mut interval = interval(period);
        interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self { interval }
    }

    /// Waits for the next round.
    pub(crate) async fn next(&mut self) {
        #[cfg(feature = "simulated")]
        if let Some(round) = simulated::of(|process| process.next_round(self.interval.period())) {
            return round.await;
        }
        self.interval.tick().await;
    }
}
