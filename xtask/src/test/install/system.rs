//! What comes from the operating system: a browser with its fonts, Python's venv, an authority for
//! certificates, and a database server.
//!
//! Where there is Debian (or a descendant with its package tool) and root, it is installed;
//! elsewhere whoever runs the tests is told what to install.

use std::path::Path;

use anyhow::{Result, bail};

use super::find;
use crate::postgres;
use crate::program::Program;

/// Something that a test needs, and the Debian package that brings it.
struct Need {
    package: &'static str,
    what: &'static str,
    is_there: fn() -> bool,
}

const PYTHON: [Need; 2] = [
    Need {
        package: "python3",
        what: "Python 3",
        is_there: || find(&["python3"]).is_some(),
    },
    Need {
        package: "python3-venv",
        what: "Python's venv module",
        is_there: || {
            Program::new("python3")
                .with(["-c", "import venv, ensurepip"])
                .succeeds()
        },
    },
];

const BROWSER: [Need; 3] = [
    Need {
        package: "chromium",
        what: "Chromium (or name one in the variable CHROMIUM)",
        is_there: || {
            std::env::var_os("CHROMIUM").is_some()
                || find(&["chromium", "chromium-browser", "google-chrome"]).is_some()
        },
    },
    Need {
        package: "fonts-noto-core",
        what: "the Noto fonts",
        is_there: || has_font("Noto Sans"),
    },
    Need {
        package: "fonts-noto-color-emoji",
        what: "the Noto colour emoji font",
        is_there: || has_font("Noto Color Emoji"),
    },
];

const AUTHORITY: [Need; 1] = [Need {
    package: "pebble",
    what: "Pebble, Let's Encrypt's authority for tests (pebble and pebble-challtestsrv)",
    is_there: || find(&["pebble"]).is_some() && find(&["pebble-challtestsrv"]).is_some(),
}];

const DATABASE: [Need; 1] = [Need {
    package: "postgresql",
    what: "PostgreSQL's server (any version from 14 on)",
    is_there: postgres::are_there,
}];

/// Installs the authority and the database server that tests talk to.
///
/// # Errors
/// What is missing and cannot be installed from here.
pub(super) fn install_servers() -> Result<()> {
    install_all(AUTHORITY.iter().chain(&DATABASE), "--skip nextest,postgres")
}

/// Installs Python's venv and, if asked for, the browser.
///
/// # Errors
/// What is missing and cannot be installed from here.
pub(super) fn install(browser: bool) -> Result<()> {
    let needs = PYTHON.iter().chain(BROWSER.iter().filter(|_| browser));
    install_all(needs, "--skip browser --skip sdk")
}

/// Installs what is missing of these. `without` leaves out what needs them.
fn install_all<'a>(needs: impl Iterator<Item = &'a Need>, without: &str) -> Result<()> {
    let missing: Vec<&Need> = needs.filter(|need| !(need.is_there)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    if !Path::new("/etc/debian_version").exists() || !is_root() {
        let what: Vec<&str> = missing.iter().map(|need| need.what).collect();
        bail!(
            "these tests need {}.\nInstall it (on Debian: apt-get install {}), or leave the steps \
             out: cargo xtask test {without}",
            what.join(", "),
            packages.join(" "),
        );
    }
    println!("installing {}", packages.join(", "));
    apt(&["update", "-qq"])?;
    let install = ["install", "-y", "-qq", "--no-install-recommends"];
    apt(&[&install[..], &packages[..]].concat())
}

fn apt(arguments: &[&str]) -> Result<()> {
    Program::new("apt-get")
        .with(arguments.iter().copied())
        .environment("DEBIAN_FRONTEND", "noninteractive")
        .run()
}

fn is_root() -> bool {
    Program::new("id")
        .with(["-u"])
        .output()
        .is_ok_and(|id| id.trim() == "0")
}

/// Fontconfig comes with the browser; where it is not there yet, neither are the fonts known.
fn has_font(family: &str) -> bool {
    Program::new("fc-list")
        .with([family, "family"])
        .output()
        .is_ok_and(|families| !families.trim().is_empty())
}
