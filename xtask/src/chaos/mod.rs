//! `cargo xtask chaos`: the ground breaks under the release binary while calls are missed.
//!
//! Each fault is played in a directory of its own: a server, a carrier and callers; the fault
//! comes, stays a while and goes; then every call is looked at. One table says what was
//! injected, what became of the calls, and how long it took until texts left again. A promise
//! that broke (a call lost, texted twice, unknown without having been in flight, a server that
//! did not come back) ends it with a failure.

mod clock;
mod faults;
mod mounted;
mod scene;
mod table;

use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::Args;

use crate::bench;
use crate::bench::random::Random;
use faults::Fault;
use scene::Ground;

/// Breaks the ground under the release binary.
#[derive(Args)]
pub(crate) struct Options {
    /// Only these faults; all of them otherwise.
    #[arg(value_enum)]
    faults: Vec<Fault>,
    /// How often the server is killed.
    #[arg(long, default_value_t = 100)]
    kills: u32,
    /// How long the server is stopped in the middle of its work, in seconds.
    #[arg(long, default_value_t = 120)]
    stop_seconds: u64,
    /// Webhooks in the burst.
    #[arg(long, default_value_t = 50_000)]
    burst: u32,
    /// A binary to try instead of building one.
    #[arg(long, value_name = "PATH")]
    binary: Option<PathBuf>,
    /// Seed of what is left to chance; printed, so that a run can be repeated.
    #[arg(long)]
    seed: Option<u64>,
}

/// Plays the faults, one after the other, and prints the table.
///
/// # Errors
/// When something cannot be built or started, and when a promise broke.
pub(crate) fn run(options: &Options) -> Result<()> {
    if cfg!(debug_assertions) {
        return bench::build_and_run_again(options.binary.is_none(), false);
    }
    let seed = options.seed.unwrap_or_else(Random::seed);
    println!("--seed {seed}");
    let ground = Ground {
        binary: options
            .binary
            .clone()
            .unwrap_or_else(|| bench::release("ringback")),
        directory: bench::fresh_directory("chaos")?,
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let chosen = match options.faults.as_slice() {
        [] => Fault::ALL.to_vec(),
        some => some.to_vec(),
    };
    let mut rows = Vec::new();
    for fault in chosen {
        println!("{}: {}", fault.name(), fault.story());
        let played = runtime.block_on(fault.play(&ground, options, Random::new(seed)));
        let row = match played {
            Ok(row) => row,
            Err(error) => table::Row::broken(fault.name(), format!("{error:#}")),
        };
        row.print_remarks();
        rows.push(row);
    }
    table::print(&rows);
    let broken = rows.iter().filter(|row| !row.broke.is_empty()).count();
    ensure!(broken == 0, "{broken} faults broke a promise");
    Ok(())
}
