//! `cargo xtask bench --kill`: the server is killed under load, started again on the same
//! database, and killed again. Nothing that was promised may be lost, and nothing said twice:
//! each call ends with exactly one text, with a reason why not, or as unknown and shown so.

pub(crate) mod audit;
pub(crate) mod callers;
mod unknown;
mod verdict;

use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::carrier::script::Script;
use super::carrier::{Behaviour, Carrier};
use super::database::Databases;
use super::observe::samples::Samples;
use super::options::Options;
use super::random::Random;
use super::server::{Fleet, Settings};
use audit::Audit;
use callers::{Callers, Manner};
use verdict::Verdict;

/// Calls in flight all the time, one after another.
const MANNER: Manner = Manner {
    in_flight: 32,
    pause: Duration::ZERO,
    patience: Duration::from_secs(10),
    calls_max: u32::MAX,
};
/// Longest time that the carrier takes to answer: texts are to be in flight when it happens.
const ANSWER_DELAY_MS_MAX: u64 = 20;
/// How long the load runs before the next kill.
const LOAD_MS: std::ops::Range<u64> = 50..400;
/// A text that was answered so shortly before may not be stored as such yet.
const GRACE_MS: u64 = 20;

/// What the kills have met.
#[derive(Debug, Default)]
struct Kills {
    /// Calls that were being played or whose text was in flight, each once for every kill: of
    /// no others can the end be unknown.
    open_calls: Vec<u32>,
    /// Texts that the carrier had taken and not answered yet.
    unanswered_texts: usize,
    /// From each start again to "ready".
    ready: Samples,
}

/// Kills as often as was asked for, and looks at every call.
///
/// # Errors
/// When a call was lost or doubled, when one is unknown that was not in flight at a kill, and when
/// the server cannot be started again.
pub(crate) async fn run(
    options: &Options,
    binary: &Path,
    directory: &Path,
    databases: &Databases,
) -> Result<()> {
    let seed = options.seed.unwrap_or_else(Random::seed);
    println!("{} kills, --seed {seed}", options.kills);
    let listener = TcpListener::bind("127.0.0.1:0").context("no free port")?;
    let settings = Settings::new(listener.local_addr()?.port(), options, databases.fresh()?)?;
    let behaviour = Behaviour {
        answer_delay_max: Duration::from_millis(ANSWER_DELAY_MS_MAX),
        receipts: true,
    };
    let carrier = Carrier::start(listener, Script::new(&settings), behaviour, None)?;
    let mut servers = Fleet::start(binary, directory, &settings).await?;
    let callers = Callers::start(&carrier, settings.front(), MANNER);
    let began = Instant::now();

    let mut chance = Random::new(seed);
    let mut kills = Kills::default();
    for number in 1..=options.kills {
        let since = Instant::now();
        let by_chance = chance.between(LOAD_MS.start, LOAD_MS.end);
        let pause = options
            .kill_every
            .unwrap_or(Duration::from_millis(by_chance));
        tokio::time::sleep(pause).await;
        ensure!(
            !callers.have_given_up(),
            "the callers have given up: {}",
            callers.faults()
        );
        let replica = chance.between(0, options.replicas as u64) as usize;
        servers.kill(replica)?;
        kills.count(&carrier, &callers, since);
        let ready_after = servers
            .start_again(replica)
            .await
            .with_context(|| format!("after kill {number}"))?;
        kills.ready.add(ready_after);
    }
    let calls = callers.finish().await?;
    let rate = f64::from(calls.played) / began.elapsed().as_secs_f64();
    println!("{rate:.0} missed calls a second, from the first kill's wait to the last recovery");

    let audit = Audit {
        binary,
        directory,
        settings: &settings,
        carrier: &carrier,
    };
    let outcomes = audit.run(calls.played, &kills.open_calls).await?;
    servers.terminate().context("at the end")?;
    let verdict = Verdict::new(options.kills, seed, &calls, &kills, outcomes);
    verdict.print_and_write(options)?;
    verdict.judge()
}

impl Kills {
    fn count(&mut self, carrier: &Arc<Carrier>, callers: &Callers, since: Instant) {
        let now = Instant::now();
        self.unanswered_texts += carrier.ledger.in_flight(since, now).len();
        let mut open = carrier
            .ledger
            .in_flight(since, now - Duration::from_millis(GRACE_MS));
        open.extend(callers.playing());
        open.sort_unstable();
        open.dedup();
        self.open_calls.extend(open);
    }
}
