//! The carrier's official SDK talks to the simulated carrier: what its makers think their API
//! is, against what we think it is.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};

use super::count::Count;
use super::{install, steps};
use crate::program::Program;
use crate::repository;

/// Called with the URL of the API; closes with `N passed, N failed`.
const SCRIPT: &str = "tests/sdk/official_sdk.py";

/// Starts the simulated carrier as a process of its own and lets the SDK talk to it.
///
/// # Errors
/// What failed, the script itself included.
pub(super) fn run(count: &mut Count) -> Result<()> {
    steps::build_programs()?;
    let carrier = Carrier::start()?;
    let ran_before = count.total();
    let script = Program::new(install::python()).with([SCRIPT, &carrier.url]);
    script.run_seeing(|line| count.see(line))?;
    ensure!(count.total() > ran_before, "no test ran: {script}");
    Ok(())
}

/// The carrier's process, ended when this goes.
struct Carrier {
    child: Child,
    url: String,
}

impl Carrier {
    fn start() -> Result<Self> {
        let binary = repository::target_dir().join("debug").join("xtask");
        let mut child = Command::new(&binary)
            .arg("carrier")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start: {} carrier", binary.display()))?;
        let mut url = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut url)?;
        }
        let carrier = Self {
            child,
            url: url.trim().to_owned(),
        };
        ensure!(
            carrier.url.starts_with("http://"),
            "the carrier printed no URL"
        );
        Ok(carrier)
    }
}

impl Drop for Carrier {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
