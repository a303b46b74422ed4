//! The simulated carrier of the demo behind the bench's own one: every request that the server
//! makes is handed on to it and answered by it, strict as it is, while the ledger looks on.
//!
//! It costs more than the lean answers do, and shares the cores with what is measured.

use anyhow::{Context, Result, bail};
use ringback_simulator::{Delivery, LineSetup, Simulator, SimulatorConfig};

use super::http::{Front, Pool};
use super::numbers;
use super::server::Settings;

/// How many of its alerts are shown.
const SHOWN_MAX: usize = 5;

/// The simulated carrier, for as long as it is to run.
pub(crate) struct Simulated {
    simulator: Simulator,
    port: u16,
}

impl Simulated {
    /// Starts it with the account and the lines of these settings.
    ///
    /// # Errors
    /// When it cannot be started.
    pub(crate) async fn start(settings: &Settings, receipts: bool) -> Result<Self> {
        let config = SimulatorConfig {
            account_sid: settings.account.clone(),
            auth_token: settings.auth_token.clone(),
            events_kept_max: 0,
            delivery: Delivery {
                enabled: receipts,
                ..Delivery::default()
            },
            ..SimulatorConfig::default()
        };
        let simulator = Simulator::start(config)
            .await
            .context("cannot start the carrier")?;
        for index in 0..settings.lines {
            simulator.add_line(LineSetup::new(numbers::line(index)).pace(0.0));
        }
        let port = simulator
            .base_url()
            .rsplit(':')
            .next()
            .and_then(|port| port.parse().ok());
        Ok(Self {
            port: port.context("the carrier has no port")?,
            simulator,
        })
    }

    /// Connections to its API.
    pub(crate) fn pool(&self) -> Pool {
        Pool::new(Front::of(&[self.port]))
    }

    /// Whether it took everything that it was asked.
    ///
    /// # Errors
    /// What it did not like.
    pub(crate) fn judge(&self) -> Result<()> {
        let alerts = self.simulator.alerts();
        if alerts.is_empty() {
            return Ok(());
        }
        let shown: Vec<String> = alerts
            .iter()
            .take(SHOWN_MAX)
            .map(|alert| format!("{alert:?}"))
            .collect();
        bail!(
            "the simulated carrier complains {} times:\n{}",
            alerts.len(),
            shown.join("\n")
        )
    }
}
