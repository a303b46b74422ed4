//! Python packages for tests, in a virtual environment below the target directory: Playwright,
//! which brings its own Node, and the carrier's official SDK.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::program::Program;
use crate::repository;

/// What is wanted, pinned; from the root of the checkout.
const REQUIREMENTS: &str = "tests/requirements.txt";

/// The Python of the environment.
pub(crate) fn python() -> PathBuf {
    directory().join("bin").join("python")
}

fn directory() -> PathBuf {
    repository::target_dir().join("venv")
}

/// Makes the environment, or makes it anew when the requirements changed.
///
/// # Errors
/// The command that failed.
pub(super) fn install() -> Result<()> {
    let wanted = fs::read_to_string(repository::root().join(REQUIREMENTS))
        .with_context(|| format!("cannot read {REQUIREMENTS}"))?;
    // Written last: an installation that broke off is not taken for a whole one.
    let marker = directory().join("installed.txt");
    if fs::read_to_string(&marker).is_ok_and(|installed| installed == wanted)
        && Program::new(python()).with(["--version"]).succeeds()
    {
        return Ok(());
    }
    println!("installing {REQUIREMENTS} into {}", directory().display());
    let place = directory().display().to_string();
    Program::new("python3")
        .with(["-m", "venv", "--clear", &place])
        .run()?;
    Program::new(python())
        .with([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ])
        .with(["--requirement", REQUIREMENTS])
        .run()?;
    fs::write(&marker, wanted).with_context(|| format!("cannot write {}", marker.display()))
}
