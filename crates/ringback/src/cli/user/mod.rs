//! `ringback user`: who can log in, and a new link for whoever cannot.

mod list;
mod reset;

use clap::Subcommand;

use super::FileArgument;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Print a new one-time link with which a password is set.
    Reset(reset::Arguments),
    /// Say who can log in.
    List(FileArgument),
}

pub(super) fn run(command: &Command) -> anyhow::Result<()> {
    match command {
        Command::Reset(arguments) => reset::run(arguments),
        Command::List(file) => list::run(file),
    }
}
