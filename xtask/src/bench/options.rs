//! What can be asked of `cargo xtask bench`.

use std::path::PathBuf;

use clap::Args;

/// Measures the release binary, or kills it under load.
#[derive(Args)]
pub(crate) struct Options {
    /// Runs, of which the median counts.
    #[arg(long, default_value_t = 3)]
    pub(crate) runs: usize,
    /// Missed calls in each closed loop.
    #[arg(long, default_value_t = 20_000)]
    pub(crate) calls: u32,
    /// Calls in flight, one closed loop for each.
    #[arg(long, value_delimiter = ',', default_values_t = [32, 128])]
    pub(crate) in_flight: Vec<usize>,
    /// Calls a second in the open loop.
    #[arg(long, default_value_t = 20)]
    pub(crate) rate: u32,
    /// Seconds of the open loop; 0 leaves it out.
    #[arg(long, default_value_t = 20)]
    pub(crate) rate_seconds: u32,
    /// Lines in the configuration.
    #[arg(long, default_value_t = 5_000)]
    pub(crate) lines: u32,
    /// Segments a second that each line may send. A line that is called again at once would
    /// otherwise measure its own pace.
    #[arg(long, default_value_t = 100)]
    pub(crate) pace: u32,
    /// Post delivery receipts for each text as well.
    #[arg(long)]
    pub(crate) receipts: bool,
    /// Let the simulated carrier of the demo answer: strict, and slower.
    #[arg(long)]
    pub(crate) simulator: bool,
    /// A binary to measure instead of building one.
    #[arg(long, value_name = "PATH")]
    pub(crate) binary: Option<PathBuf>,
    /// A second binary, measured in turn with the first: the only fair comparison on a machine
    /// whose host takes time away.
    #[arg(long, value_name = "PATH")]
    pub(crate) interleave: Option<PathBuf>,
    /// Where to write the figures (default target/bench/result.json).
    #[arg(long, value_name = "PATH")]
    pub(crate) json: Option<PathBuf>,
    /// Kill the server under load, again and again, and look for what was lost or doubled.
    #[arg(long)]
    pub(crate) kill: bool,
    /// How often to kill it.
    #[arg(long, default_value_t = 100)]
    pub(crate) kills: u32,
    /// Seed of the moments at which it is killed; printed, so that a run can be repeated.
    #[arg(long)]
    pub(crate) seed: Option<u64>,
}
