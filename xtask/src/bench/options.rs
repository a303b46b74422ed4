//! What can be asked of `cargo xtask bench`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::database::Kind;

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
    /// Kill one replica each time that so much has passed (5s, 500ms), instead of by chance.
    #[arg(long, value_name = "TIME", value_parser = span)]
    pub(crate) kill_every: Option<Duration>,
    /// The database that the server uses.
    #[arg(long, value_enum, default_value_t = Kind::Sqlite)]
    pub(crate) database: Kind,
    /// Servers on the same database, between which the load takes turns.
    #[arg(long, default_value_t = 1)]
    pub(crate) replicas: usize,
    /// Milliseconds that each round trip to the database takes longer.
    #[arg(long, default_value_t = 0)]
    pub(crate) round_trip_ms: u64,
    /// Seed of the moments at which it is killed; printed, so that a run can be repeated.
    #[arg(long)]
    pub(crate) seed: Option<u64>,
}

fn span(text: &str) -> Result<Duration, String> {
    let number = |digits: &str| digits.parse::<u64>().ok();
    let milliseconds = match text.strip_suffix("ms") {
        Some(digits) => number(digits),
        None => text.strip_suffix('s').and_then(number).map(|s| s * 1_000),
    };
    milliseconds
        .filter(|span| *span > 0)
        .map(Duration::from_millis)
        .ok_or_else(|| format!("write {text} as 5s or 500ms"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read() {
        assert_eq!(span("5s"), Ok(Duration::from_secs(5)));
        assert_eq!(span("250ms"), Ok(Duration::from_millis(250)));
        for wrong in ["5", "s", "0s", "-1s", "5m"] {
            assert!(span(wrong).is_err(), "{wrong}");
        }
    }
}
