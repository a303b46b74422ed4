//! Ringback's own tools: `cargo xtask test`, `tidy`, `bench`, `chaos`, `fuzz`,
//! `postgres`.
//!
//! `test` is what continuous integration runs, `tidy` checks the layout of the source tree, and
//! `bench` measures the release binary against a simulated carrier in another process, `chaos`
//! breaks the ground under it.

// A tool speaks to whoever runs it, on standard output.
#![allow(clippy::print_stdout)]

mod bench;
#[cfg(feature = "simulator")]
mod carrier;
mod chaos;
mod fuzz;
mod postgres;
mod program;
mod repository;
mod simulate;
mod test;
mod tidy;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Ringback's own tools.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Install what the tests need, then format, lint and test everything.
    Test(test::Options),
    /// Live made-up hours in virtual time, with everything going wrong that can.
    #[command(disable_help_flag = true)]
    Simulate(simulate::Options),
    /// Check the layout of the source tree: documented files, small rooms, arrows, names.
    Tidy,
    /// Measure the release binary against a carrier in this process, or kill it under load.
    Bench(bench::Options),
    /// Run a command with a private PostgreSQL server that tests find.
    Postgres(postgres::command::Options),
    /// Break the ground under the release binary, and look for what was lost or doubled.
    Chaos(chaos::Options),
    /// Throw what comes from outside at its readers, a million times each.
    Fuzz(fuzz::Options),
    /// Be the simulated carrier: print its URL, and serve until killed.
    #[cfg(feature = "simulator")]
    Carrier,
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().task {
        Task::Test(options) => test::run(&options),
        Task::Simulate(options) => simulate::run(&options),
        Task::Tidy => tidy::run(),
        Task::Bench(options) => bench::run(&options),
        Task::Postgres(options) => postgres::command::run(&options),
        Task::Chaos(options) => chaos::run(&options),
        Task::Fuzz(options) => fuzz::run(&options),
        #[cfg(feature = "simulator")]
        Task::Carrier => carrier::run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
