//! `cargo xtask simulate`: made-up hours, lived by the real code in virtual time. It is built
//! optimised, and with the faults that can be switched on, so that one build shows both that
//! promises are kept and that it would be seen if they were not.

use anyhow::Result;
use clap::Args;

use crate::program::Program;

/// Seeds that continuous integration lives.
const SEEDS: u32 = 10_000;

/// What `cargo xtask simulate` is given, which is passed on as it is.
#[derive(Args)]
pub(crate) struct Options {
    /// What to live: --seeds 10000, --seed 42, --hours 8, --mutants; see `-- --help`.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// Lives what is asked for.
///
/// # Errors
/// When a promise was broken; the story is printed.
pub(crate) fn run(options: &Options) -> Result<()> {
    trials().with(options.arguments.clone()).run()
}

/// What continuous integration lives: many seeds, and each fault until it is seen.
///
/// # Errors
/// When a promise was broken, or a fault was not seen.
pub(crate) fn test() -> Result<()> {
    trials()
        .with(["--seeds".to_owned(), SEEDS.to_string()])
        .run()?;
    trials().with(["--mutants"]).run()
}

fn trials() -> Program {
    Program::cargo("run --quiet --release --package ringback-trials --features mutants --")
}
