//! Simulated time: runs at a factor of real time that may change while somebody waits.
//!
//! Only what happens at the carrier (ringing, speaking, travelling texts) follows it. Time limits
//! of webhooks and the dates in payloads are real.
//!
//! A story must not depend on how busy the machine is, so simulated time gives way to it:
//! - It never passes a moment that somebody waits for before it has woken that waiter. After a
//!   stall, what was due happens in order and at its distance, not all at once.
//! - While a webhook waits for its answer, it runs no faster than life.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, oneshot};
use tokio::time::Instant;

/// Above this factor, whoever was woken gets a turn before time goes on.
const HASTE: f64 = 4.0;
/// How often the others get a turn: about as many as the longest chain of tasks at the carrier.
const TURNS: usize = 12;

/// When a waiter is due, and a number that tells it from others due at the same time.
type Due = (Duration, u64);

struct State {
    factor: f64,
    /// Webhooks that wait for their answers.
    brakes: u32,
    /// Simulated time at `since`.
    simulated: Duration,
    since: Instant,
    waiters: BTreeMap<Due, oneshot::Sender<()>>,
    next_number: u64,
}

impl State {
    fn pace(&self) -> f64 {
        if self.brakes > 0 {
            self.factor.min(1.0)
        } else {
            self.factor
        }
    }

    fn first_due(&self) -> Option<Duration> {
        self.waiters.first_key_value().map(|((at, _), _)| *at)
    }

    /// Simulated time, held back at the first moment that somebody waits for.
    fn now(&self) -> Duration {
        let free = self.simulated + self.since.elapsed().mul_f64(self.pace());
        self.first_due()
            .map_or(free, |due| free.min(due).max(self.simulated))
    }

    /// Starts to count anew, for the pace is about to change.
    fn rebase(&mut self) {
        self.simulated = self.now();
        self.since = Instant::now();
    }

    /// Wakes whoever is due first; else says how long that will be in real time.
    fn wake_next(&mut self) -> Next {
        let Some(due) = self.first_due() else {
            return Next::Nobody;
        };
        let now = self.now();
        if now < due {
            return Next::In((due - now).div_f64(self.pace()));
        }
        self.simulated = due;
        self.since = Instant::now();
        while let Some(first) = self.waiters.first_entry() {
            if first.key().0 > due {
                break;
            }
            // A waiter that is gone needs no waking.
            let _ = first.remove().send(());
        }
        Next::Woken {
            in_haste: self.pace() > HASTE,
        }
    }
}

enum Next {
    Woken { in_haste: bool },
    In(Duration),
    Nobody,
}

/// A monotonic clock of simulated time; zero is when the carrier started. Cheap to clone.
#[derive(Clone)]
pub(crate) struct SimClock {
    state: Arc<Mutex<State>>,
    changed: Arc<Notify>,
}

impl SimClock {
    pub(crate) fn new(factor: f64) -> Self {
        let state = State {
            factor: sane(factor),
            brakes: 0,
            simulated: Duration::ZERO,
            since: Instant::now(),
            waiters: BTreeMap::new(),
            next_number: 0,
        };
        Self {
            state: Arc::new(Mutex::new(state)),
            changed: Arc::default(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn now(&self) -> Duration {
        self.state().now()
    }

    pub(crate) fn factor(&self) -> f64 {
        self.state().factor
    }

    /// Changes the factor; waits that are under way are shortened or stretched from here on.
    pub(crate) fn set_factor(&self, factor: f64) {
        self.change(|state| state.factor = sane(factor));
    }

    /// Lets time run no faster than life until the guard is dropped.
    pub(crate) fn brake(&self) -> Brake {
        self.change(|state| state.brakes += 1);
        Brake {
            clock: self.clone(),
        }
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        {
            let mut state = self.state();
            state.rebase();
            change(&mut state);
        }
        self.changed.notify_one();
    }

    /// Wakes waiters when they are due; one task of the carrier does this all the time.
    pub(crate) async fn drive(self) {
        loop {
            let next = self.state().wake_next();
            match next {
                Next::Woken { in_haste: true } => self.give_turns().await,
                Next::Woken { in_haste: false } => {}
                Next::In(real) => {
                    let _ = tokio::time::timeout(real, self.changed.notified()).await;
                }
                Next::Nobody => self.changed.notified().await,
            }
        }
    }

    /// Lets others act on what has just happened, and does not count the time that this takes.
    async fn give_turns(&self) {
        for _ in 0..TURNS {
            tokio::task::yield_now().await;
        }
        self.state().since = Instant::now();
    }

    pub(crate) async fn sleep(&self, span: Duration) {
        let at = self.now() + span;
        self.sleep_until(at).await;
    }

    pub(crate) async fn sleep_until(&self, at: Duration) {
        let (due, woken) = {
            let mut state = self.state();
            if state.now() >= at {
                return;
            }
            let due = (at, state.next_number);
            state.next_number += 1;
            let (wake, woken) = oneshot::channel();
            state.waiters.insert(due, wake);
            (due, woken)
        };
        let _waiting = Waiting { clock: self, due };
        self.changed.notify_one();
        let _ = woken.await;
    }
}

/// Takes a waiter back when it stops waiting: time must not stop for it.
struct Waiting<'a> {
    clock: &'a SimClock,
    due: Due,
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let mut state = self.clock.state();
        // Time may have been held back for it, and goes on from there.
        state.rebase();
        if state.waiters.remove(&self.due).is_some() {
            drop(state);
            self.clock.changed.notify_one();
        }
    }
}

/// See [`SimClock::brake`].
pub(crate) struct Brake {
    clock: SimClock,
}

impl Drop for Brake {
    fn drop(&mut self) {
        self.clock.change(|state| state.brakes -= 1);
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

    fn running(factor: f64) -> SimClock {
        let clock = SimClock::new(factor);
        tokio::spawn(clock.clone().drive());
        clock
    }

    #[tokio::test(start_paused = true)]
    async fn a_wait_under_way_follows_a_change_of_speed() {
        let clock = running(1.0);
        let waiting = {
            let clock = clock.clone();
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

    #[tokio::test(start_paused = true)]
    async fn after_a_stall_things_happen_in_order_and_apart() {
        let clock = running(100.0);
        let order = Arc::new(Mutex::new(Vec::new()));
        let mut tasks = Vec::new();
        for seconds in [30, 10, 20] {
            let (clock, order) = (clock.clone(), Arc::clone(&order));
            tasks.push(tokio::spawn(async move {
                clock.sleep(Duration::from_secs(seconds)).await;
                order
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push((seconds, clock.now()));
            }));
        }
        tokio::task::yield_now().await;
        // Nobody runs for ten real seconds: a thousand simulated ones.
        tokio::time::advance(Duration::from_secs(10)).await;
        for task in tasks {
            task.await.unwrap_or_default();
        }
        let order = order.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let seconds: Vec<u64> = order.iter().map(|(seconds, _)| *seconds).collect();
        assert_eq!(seconds, [10, 20, 30]);
        for (seconds, at) in order {
            assert!(
                at < Duration::from_secs(seconds + 5),
                "{seconds} s happened at {at:?}"
            );
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_brake_holds_time_at_the_pace_of_life() {
        let clock = running(1000.0);
        let brake = clock.brake();
        tokio::time::sleep(Duration::from_secs(3)).await;
        assert_eq!(clock.now().as_secs(), 3);
        drop(brake);
        tokio::time::sleep(Duration::from_secs(3)).await;
        assert_eq!(clock.now().as_secs(), 3003);
    }

    #[tokio::test(start_paused = true)]
    async fn who_stops_waiting_holds_nothing_up() {
        let clock = running(1.0);
        let short = Duration::from_secs(1);
        let waits = tokio::time::timeout(short, clock.sleep(Duration::from_secs(5)));
        assert!(waits.await.is_err());
        tokio::time::sleep(Duration::from_secs(9)).await;
        assert_eq!(clock.now().as_secs(), 10);
    }
}
