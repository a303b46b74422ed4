//! `cargo run --package xtask --features simulator -- carrier`: the simulated carrier as a
//! process, for programs that want to talk to it from outside, such as its original's own SDK.

use std::io::Write;

use anyhow::{Context, Result};
use ringback_simulator::{LineSetup, Phone, PhoneKind, Simulator, SimulatorConfig};

use crate::repository;

/// What the carrier publishes about its API; every request is held against it.
const OPENAPI: &str = "tests/data/twilio/openapi-messages-numbers-calls.json";

/// The one number of the account.
const LINE: &str = "+13125550100";

/// Numbers that texts do not reach, each for another reason; all others are mobile phones.
const PHONES: [(&str, PhoneKind); 4] = [
    ("+13125550141", PhoneKind::Landline),
    ("+13125550142", PhoneKind::Dead),
    ("+13125550143", PhoneKind::Unregistered),
    ("+13125550144", PhoneKind::Forbidden),
];

/// Said STOP to the line before.
const OPTED_OUT: &str = "+13125550145";

/// Starts it, prints its URL as the first line, and runs until it is killed.
///
/// # Errors
/// When it cannot be started.
pub(crate) fn run() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let config = SimulatorConfig {
            speed: 50.0,
            control_api: true,
            validate_openapi: Some(repository::root().join(OPENAPI)),
            ..SimulatorConfig::default()
        };
        let carrier = Simulator::start(config)
            .await
            .context("cannot start the carrier")?;
        carrier.add_line(LineSetup::new(LINE).pace(0.0));
        for (number, kind) in PHONES {
            carrier.add_phone(Phone::new(number).kind(kind));
        }
        carrier.opt_out(LINE, OPTED_OUT);
        println!("{}", carrier.base_url());
        std::io::stdout().flush()?;
        std::future::pending().await
    })
}
