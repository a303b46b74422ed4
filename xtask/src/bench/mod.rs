//! `cargo xtask bench`: what a missed call costs, measured from outside.
//!
//! The release binary serves a fresh database with thousands of lines. This process is the
//! carrier: it posts the signed webhooks of each missed call, serves the Messages API that the
//! text is sent to, and counts what arrives. Everything between is real HTTP on loopback.

pub(crate) mod carrier;
mod compare;
pub(crate) mod database;
pub(crate) mod http;
pub(crate) mod kill;
mod load;
pub(crate) mod numbers;
pub(crate) mod observe;
mod options;
mod phase;
pub(crate) mod random;
mod report;
pub(crate) mod server;
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
        return build_and_run_again(options.binary.is_none(), options.simulator);
    }
    let binary = match &options.binary {
        Some(binary) => binary.clone(),
        None => release("ringback"),
    };
    let directory = fresh_directory("bench")?;
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

/// Builds this tool for release, with what it is to measure, and asks the same of it.
///
/// # Errors
/// When something cannot be built, or what the built tool says.
pub(crate) fn build_and_run_again(with_ringback: bool, with_simulator: bool) -> Result<()> {
    let mut build = Program::cargo("build --release --package xtask");
    if with_ringback {
        build = build.with(["--package", "ringback"]);
    }
    if with_simulator {
        build = build.with(["--features", "xtask/simulator"]);
    }
    build.run()?;
    // What was asked of this process is asked of the one just built.
    Program::new(release("xtask"))
        .with(std::env::args().skip(1))
        .run()
}

/// Where cargo puts a release binary.
pub(crate) fn release(name: &str) -> PathBuf {
    repository::target_dir().join("release").join(name)
}

/// An empty directory for databases and logs. Below the target directory, since the system's
/// temporary one may be kept in memory, where a flush to disk costs nothing.
///
/// # Errors
/// When it cannot be emptied or made.
pub(crate) fn fresh_directory(name: &str) -> Result<PathBuf> {
    let directory = repository::target_dir().join(name);
    if directory.exists() {
        std::fs::remove_dir_all(&directory)
            .with_context(|| format!("cannot empty {}", directory.display()))?;
    }
    make_directory(&directory)?;
    Ok(directory)
}

/// Makes a directory and those above it.
///
/// # Errors
/// Names the directory that cannot be made.
pub(crate) fn make_directory(directory: &Path) -> Result<()> {
    std::fs::create_dir_all(directory)
        .with_context(|| format!("cannot make {}", directory.display()))
}
