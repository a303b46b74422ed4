//! `ringback user`: who can log in, and a new link for whoever cannot.

mod list;
mod reset;

use std::path::PathBuf;

use anyhow::bail;
use clap::Subcommand;

use super::FileArgument;
use crate::config::{Layers, database};

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

/// The database that is there. A new one has nobody in it, and a wrong path is the likelier reason.
fn existing_database(layers: &Layers) -> anyhow::Result<PathBuf> {
    let path = database(layers);
    if !path.exists() {
        bail!(
            "database: there is none at {}; set RINGBACK_DATABASE or --config, or start `ringback \
             serve` once",
            path.display()
        );
    }
    Ok(path)
}
