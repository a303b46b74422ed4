//! The carrier of the bench: signs and posts the webhooks of missed calls, serves as much of
//! the Messages API as the server asks for, and keeps a ledger of the texts that arrive.
//!
//! It is leaner than the simulated carrier of the demo, which interprets what it is told: here
//! every call is missed, and what counts is how little the carrier costs.

mod api;
mod date;
mod form;
pub(crate) mod ledger;
mod listen;
mod receipts;
pub(crate) mod script;
mod sign;

use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Result;

use super::http::Pool;
use super::random::Random;
use ledger::Ledger;
use script::Script;

/// How the carrier behaves.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Behaviour {
    /// Longest time between taking a text and saying so; each takes a part of it by chance.
    pub(crate) answer_delay_max: Duration,
    /// Whether each text is followed by its delivery receipts.
    pub(crate) receipts: bool,
}

/// How the carrier is at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Weather {
    /// It answers.
    Fair,
    /// It takes nothing, and says so (503).
    Failing,
    /// It takes what comes, and no answer arrives.
    Silent,
}

/// The carrier: what it says, and what it was told.
pub(crate) struct Carrier {
    /// What it posts.
    pub(crate) script: Script,
    /// The texts that it took.
    pub(crate) ledger: Ledger,
    behaviour: Behaviour,
    weather: AtomicU8,
    /// For receipts; the load has connections of its own.
    server: Pool,
    /// Who answers instead, where somebody does.
    upstream: Option<Pool>,
    authorization: String,
    chance: Mutex<Random>,
}

impl Carrier {
    /// Starts to serve its API on this listener; with `upstream`, all answers come from there.
    ///
    /// # Errors
    /// When the listener cannot be used.
    pub(crate) fn start(
        listener: std::net::TcpListener,
        script: Script,
        behaviour: Behaviour,
        upstream: Option<Pool>,
    ) -> Result<Arc<Self>> {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let carrier = Arc::new(Self {
            authorization: script.authorization(),
            server: Pool::new(script.front().clone()),
            script,
            ledger: Ledger::default(),
            behaviour,
            weather: AtomicU8::new(Weather::Fair as u8),
            upstream,
            chance: Mutex::new(Random::new(Random::seed())),
        });
        tokio::spawn(listen::serve(listener, Arc::clone(&carrier)));
        Ok(carrier)
    }

    /// From now on it is like this.
    pub(crate) fn be(&self, weather: Weather) {
        self.weather.store(weather as u8, Ordering::SeqCst);
    }

    fn is(&self, weather: Weather) -> bool {
        self.weather.load(Ordering::SeqCst) == weather as u8
    }

    /// How long this answer takes.
    fn answer_delay(&self) -> Duration {
        let longest = u64::try_from(self.behaviour.answer_delay_max.as_micros()).unwrap_or(0);
        if longest == 0 {
            return Duration::ZERO;
        }
        let mut chance = self.chance.lock().unwrap_or_else(PoisonError::into_inner);
        Duration::from_micros(chance.between(0, longest))
    }
}
