//! `cargo xtask bench`: what a missed call costs, measured from outside.
//!
//! The release binary serves a fresh database with thousands of lines. This process is the
//! carrier: it posts the signed webhooks of each missed call, serves the Messages API that the
//! text is sent to, and counts what arrives. Everything between is real HTTP on loopback.

mod carrier;
mod compare;
mod database;
mod http;
mod kill;
mod load;
mod numbers;
mod observe;
mod options;
mod phase;
mod random;
mod report;
mod server;
#[cfg(feature = "simulator")]
mod simulated;
#[cfg(not(feature = "simulator"))]
#[path = "simulated_absent.rs"]
mod simulated;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use database::Databases;
pub(crate) use options::Options;

use crate::program::Program;
use crate::repository;

/// Builds what is to be measured, and measures it.
///
/// # Errors
/// When something cannot be built or started, when a call was lost or doubled.
pub(crate) fn run(options: &Options) -> Result<()> {
    // A load generator that was not optimised would take the core that the server is to have.
    if cfg!(debug_assertions) {
        return build_and_run_again(options);
    }
    let binary = match &options.binary {
        Some(binary) => binary.clone(),
        None => release("ringback"),
    };
    let directory = fresh_directory()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("cannot start the runtime")?;
    let databases = Databases::start(options)?;
    if options.kill || options.kill_every.is_some() {
        runtime.block_on(kill::run(options, &binary, &directory, &databases))
    } else {
        runtime.block_on(compare::run(options, &binary, &directory, &databases))
    }
}

fn build_and_run_again(options: &Options) -> Result<()> {
    let mut build = Program::cargo("build --release --package xtask");
    if options.binary.is_none() {
        build = build.with(["--package", "ringback"]);
    }
    if options.simulator {
        build = build.with(["--features", "xtask/simulator"]);
    }
    build.run()?;
    // What was asked of this process is asked of the one just built.
    Program::new(release("xtask"))
        .with(std::env::args().skip(1))
        .run()
}

fn release(name: &str) -> PathBuf {
    repository::target_dir().join("release").join(name)
}

/// An empty directory for databases and logs. Below the target directory, since the system's
/// temporary one may be kept in memory, where a flush to disk costs nothing.
fn fresh_directory() -> Result<PathBuf> {
    let directory = repository::target_dir().join("bench");
    if directory.exists() {
        std::fs::remove_dir_all(&directory)
            .with_context(|| format!("cannot empty {}", directory.display()))?;
    }
    make_directory(&directory)?;
    Ok(directory)
}

fn make_directory(directory: &Path) -> Result<()> {
    std::fs::create_dir_all(directory)
        .with_context(|| format!("cannot make {}", directory.display()))
}
