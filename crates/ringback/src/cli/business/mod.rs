//! `ringback business`: several businesses in one installation, for whoever runs it.

mod add;
mod list;
mod suspend;

use clap::Subcommand;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Add a business, and print the one-time link for its owner.
    Add(add::Arguments),
    /// Say which businesses there are, and how each stands.
    List(list::Arguments),
    /// Suspend a business: its lines neither ring nor text, and its people are locked out.
    Suspend(suspend::Arguments),
}

pub(super) fn run(command: &Command) -> anyhow::Result<()> {
    match command {
        Command::Add(arguments) => add::run(arguments),
        Command::List(arguments) => list::run(arguments),
        Command::Suspend(arguments) => suspend::run(arguments),
    }
}
