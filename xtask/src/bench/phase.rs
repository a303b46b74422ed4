//! One phase: a fresh server, one load, and everything that is read before, during and after.

use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::carrier::script::Script;
use super::carrier::{Behaviour, Carrier};
use super::database::Databases;
use super::load::{self, Seen};
use super::observe::disk;
use super::observe::machine::MachineTime;
use super::observe::metrics::{Metrics, STATEMENTS};
use super::observe::process::ProcessFigures;
use super::options::Options;
use super::report::figures::{Figures, Quantiles};
use super::server::{Fleet, Settings};
use super::simulated::Simulated;

/// How long the server is left alone before its idle memory is read.
const IDLE_MS: u64 = 1_000;
/// How long it gets to store the results of the last texts.
const SETTLE_MS: u64 = 500;

/// Which load.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Load {
    /// So many calls at once.
    Closed { in_flight: usize, calls: u32 },
    /// So many calls a second.
    Open { rate: u32, seconds: u32 },
}

impl Load {
    /// What a table calls it.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Closed { in_flight, .. } => format!("{in_flight} in flight"),
            Self::Open { rate, .. } => format!("{rate} a second"),
        }
    }

    fn calls(self) -> u32 {
        match self {
            Self::Closed { calls, .. } => calls,
            Self::Open { rate, seconds } => rate * seconds,
        }
    }
}

/// Everything that is read at one moment.
struct Moment {
    at: Instant,
    server: ProcessFigures,
    database_cpu_ms: f64,
    load: ProcessFigures,
    machine: MachineTime,
    metrics: Metrics,
}

/// Takes one phase in `directory`, which is new.
///
/// # Errors
/// When the server cannot be started, asked or ended; what the load meets is counted.
pub(crate) async fn run(
    options: &Options,
    databases: &Databases,
    binary: &Path,
    directory: &Path,
    load: Load,
) -> Result<Figures> {
    super::make_directory(directory)?;
    let disk = disk::fsync_latency(directory)?;
    let listener = TcpListener::bind("127.0.0.1:0").context("no free port")?;
    let settings = Settings::new(listener.local_addr()?.port(), options, databases.fresh()?)?;
    let behaviour = Behaviour {
        receipts: options.receipts,
        ..Behaviour::default()
    };
    let simulated = match options.simulator {
        true => Some(Simulated::start(&settings, options.receipts).await?),
        false => None,
    };
    let upstream = simulated.as_ref().map(Simulated::pool);
    let carrier = Carrier::start(listener, Script::new(&settings), behaviour, upstream)?;
    let servers = Fleet::start(binary, directory, &settings).await?;
    tokio::time::sleep(Duration::from_millis(IDLE_MS)).await;

    let before = moment(&servers, databases).await?;
    let seen = match load {
        Load::Closed { in_flight, calls } => {
            load::closed::run(&carrier, &servers.front(), in_flight, calls).await?
        }
        Load::Open { rate, seconds } => {
            load::open::run(&carrier, servers.front(), rate, seconds).await?
        }
    };
    tokio::time::sleep(Duration::from_millis(SETTLE_MS)).await;
    let after = moment(&servers, databases).await?;

    if let Some(simulated) = simulated {
        simulated.judge()?;
    }

    let mut figures = judge(load, &before, &after, &seen, &carrier);
    figures.fsync_ms = Quantiles::of(&disk);
    figures.ready_ms = servers.ready_after().as_secs_f64() * 1000.0;
    let ended = servers.terminate().context("at the end of the phase")?;
    figures.shutdown_ms = ended.as_secs_f64() * 1000.0;
    Ok(figures)
}

async fn moment(servers: &Fleet, databases: &Databases) -> Result<Moment> {
    Ok(Moment {
        metrics: servers.metrics().await?,
        at: Instant::now(),
        server: servers.figures()?,
        database_cpu_ms: databases.cpu_ms(),
        load: ProcessFigures::read("self")?,
        machine: MachineTime::read()?,
    })
}

fn judge(
    load: Load,
    before: &Moment,
    after: &Moment,
    seen: &Seen,
    carrier: &Arc<Carrier>,
) -> Figures {
    let calls = load.calls();
    let per_call = |figure: f64| figure / f64::from(calls.max(1));
    let tally = carrier.ledger.tally(0..calls);
    let until = seen.last_text.unwrap_or(after.at);
    let seconds = until.saturating_duration_since(before.at).as_secs_f64();
    let statements = after.metrics.sum(STATEMENTS).map(|sum| {
        let earlier = before.metrics.sum(STATEMENTS).unwrap_or(0.0);
        per_call(sum - earlier)
    });
    Figures {
        load: load.name(),
        calls,
        seconds,
        calls_per_second: f64::from(calls) / seconds.max(f64::EPSILON),
        webhook_ms: Quantiles::of(&seen.webhooks),
        to_text_ms: Quantiles::of(&seen.to_text),
        statements_per_call: statements,
        lost: tally.without_text.len(),
        doubled: tally.doubled.len(),
        unknown: after.metrics.unknown_texts(),
        other_texts: carrier.ledger.others(),
        server_cpu_ms_per_call: per_call(after.server.cpu_ms - before.server.cpu_ms),
        database_cpu_ms_per_call: per_call(after.database_cpu_ms - before.database_cpu_ms),
        load_cpu_ms_per_call: per_call(after.load.cpu_ms - before.load.cpu_ms),
        stolen_percent: after.machine.stolen_percent_since(before.machine),
        rss_idle_mb: before.server.rss_mb,
        rss_after_mb: after.server.rss_mb,
        rss_peak_mb: after.server.rss_peak_mb,
        failures: seen.failures.clone(),
        ..Figures::default()
    }
}
