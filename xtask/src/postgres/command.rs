//! `cargo xtask postgres`: a server for one command, or until it is interrupted.

use anyhow::Result;
use clap::Args;

use super::{Cluster, Purpose, VARIABLE};
use crate::program::Program;

/// What to run with it.
#[derive(Args)]
pub(crate) struct Options {
    /// A command, which finds the server's address in RINGBACK_TEST_POSTGRES. Without one the
    /// address is printed, and the server works until this is interrupted.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    command: Vec<String>,
}

/// Starts a server, runs the command, and ends the server.
///
/// # Errors
/// When the server cannot be started, or the command fails.
pub(crate) fn run(options: &Options) -> Result<()> {
    let cluster = Cluster::start(Purpose::Tests)?;
    let url = cluster.url("postgres");
    match options.command.split_first() {
        Some((program, arguments)) => Program::new(program)
            .with(arguments.iter().cloned())
            .environment(VARIABLE, url)
            .run(),
        None => {
            println!("export {VARIABLE}='{url}'");
            loop {
                std::thread::park();
            }
        }
    }
}
