//! Simulated time: runs at a factor of real time that may change while somebody waits.
//!
//! Only what happens at the carrier (ringing, speaking, travelling texts) follows it. Time limits
//! of webhooks and the dates in payloads are real.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::Instant;

#[derive(Clone, Copy)]
struct Pace {
    factor: f64,
    since: Instant,
    simulated: Duration,
}

impl Pace {
    fn now(&self) -> Duration {
        self.simulated + self.since.elapsed().mul_f64(self.factor)
    }
}

/// A monotonic clock of simulated time; zero is when the carrier started.
pub(crate) struct SimClock {
    pace: Mutex<Pace>,
    changed: watch::Sender<()>,
}

impl SimClock {
    pub(crate) fn new(factor: f64) -> Self {
        let pace = Pace {
            factor: sane(factor),
            since: Instant::now(),
            simulated: Duration::ZERO,
        };
        Self {
            pace: Mutex::new(pace),
            changed: watch::Sender::new(()),
        }
    }

    fn pace(&self) -> Pace {
        *self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn now(&self) -> Duration {
        self.pace().now()
    }

    pub(crate) fn factor(&self) -> f64 {
        self.pace().factor
    }

    /// Changes the factor; waits that are under way are shortened or stretched from here on.
    pub(crate) fn set_factor(&self, factor: f64) {
        {
            let mut pace = self.pace.lock().unwrap_or_else(PoisonError::into_inner);
            *pace = Pace {
                factor: sane(factor),
                since: Instant::now(),
                simulated: pace.now(),
            };
        }
        self.changed.send_replace(());
    }

    pub(crate) async fn sleep(&self, span: Duration) {
        self.sleep_until(self.now() + span).await;
    }

    pub(crate) async fn sleep_until(&self, at: Duration) {
        let mut changed = self.changed.subscribe();
        loop {
            let pace = self.pace();
            let now = pace.now();
            if now >= at {
                return;
            }
            let real = (at - now).div_f64(pace.factor);
            tokio::select! {
                () = tokio::time::sleep(real) => {}
                _ = changed.changed() => {}
            }
        }
    }
}

/// Keeps a factor where the arithmetic holds.
fn sane(factor: f64) -> f64 {
    if factor.is_finite() {
        factor.clamp(0.001, 1_000_000.0)
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[tokio::test(start_paused = true)]
    async fn a_wait_under_way_follows_a_change_of_speed() {
        let clock = Arc::new(SimClock::new(1.0));
        let waiting = {
            let clock = Arc::clone(&clock);
            tokio::spawn(async move {
                let started = Instant::now();
                clock.sleep(Duration::from_secs(20)).await;
                started.elapsed()
            })
        };
        tokio::time::sleep(Duration::from_secs(10)).await;
        clock.set_factor(10.0);
        let took = waiting.await.unwrap_or_default();
        assert!(
            took >= Duration::from_secs(11) && took < Duration::from_secs(12),
            "{took:?}"
        );
    }
}
