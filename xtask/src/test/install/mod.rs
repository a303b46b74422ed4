//! Installs what the chosen steps need and this machine lacks.
//!
//! Done again, it finds everything in place and takes a fraction of a second.

mod system;
mod venv;

use std::path::PathBuf;

use anyhow::Result;

use super::steps::StepName;

pub(crate) use venv::python;

/// Installs for these steps.
///
/// # Errors
/// What is missing, and how to install it by hand.
pub(crate) fn run(steps: &[StepName]) -> Result<()> {
    let browser = steps.contains(&StepName::Browser);
    if steps.contains(&StepName::Nextest) || steps.contains(&StepName::Postgres) {
        system::install_servers()?;
    }
    let python = browser || steps.contains(&StepName::Sdk);
    if python {
        system::install(browser)?;
        venv::install()?;
    }
    Ok(())
}

/// The first of these programs that stands in a directory of `PATH`.
fn find(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let directories: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| {
            directories
                .iter()
                .map(move |directory| directory.join(name))
        })
        .find(|program| program.is_file())
}
