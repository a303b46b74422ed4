//! Where PostgreSQL's server programs are, and as whom they run.
//!
//! Debian keeps those of each version in a directory of its own, outside `PATH`. The server
//! refuses to run as root, so that there it runs as the account that its package made.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::program::Program;

/// The account that PostgreSQL's packages make.
const ACCOUNT: &str = "postgres";
const DEBIAN: &str = "/usr/lib/postgresql";

/// The server's programs, and the account they run as when it is not ours.
pub(crate) struct Programs {
    directory: PathBuf,
    account: Option<(u32, u32)>,
}

impl Programs {
    /// Finds them.
    ///
    /// # Errors
    /// When there are none, or when we are root and the account is not there.
    pub(crate) fn find() -> Result<Self> {
        let directory = directory().context(
            "PostgreSQL's server is not installed (on Debian: apt-get install postgresql)",
        )?;
        let account = match id(&["-u"])? {
            0 => Some((id(&["-u", ACCOUNT])?, id(&["-g", ACCOUNT])?)),
            _ => None,
        };
        Ok(Self { directory, account })
    }

    /// One of them, to be run as whoever owns the cluster.
    pub(crate) fn command(&self, name: &str) -> Command {
        let mut command = Command::new(self.directory.join(name));
        if let Some((user, group)) = self.account {
            command.uid(user).gid(group);
        }
        // A directory that the account may be in.
        command.current_dir("/");
        command
    }

    /// Gives a directory to whoever owns the cluster; says whether they can reach it.
    pub(crate) fn give(&self, directory: &Path) -> Result<bool> {
        let Some((user, group)) = self.account else {
            return Ok(true);
        };
        std::os::unix::fs::chown(directory, Some(user), Some(group))
            .with_context(|| format!("cannot give away {}", directory.display()))?;
        let mut look = Command::new("ls");
        let looked = look.uid(user).gid(group).arg(directory).output();
        Ok(looked.is_ok_and(|looked| looked.status.success()))
    }
}

/// Whether there are any.
pub(crate) fn are_there() -> bool {
    directory().is_some()
}

fn directory() -> Option<PathBuf> {
    let mut candidates = debian();
    if let Some(path) = std::env::var_os("PATH") {
        candidates.extend(std::env::split_paths(&path));
    }
    let asked = Program::new("pg_config").with(["--bindir"]).output();
    candidates.extend(asked.ok().map(|said| PathBuf::from(said.trim())));
    let is_whole = |directory: &PathBuf| {
        ["initdb", "postgres", "pg_ctl"]
            .iter()
            .all(|name| directory.join(name).is_file())
    };
    candidates.into_iter().find(is_whole)
}

/// Debian's directories, newest version first.
fn debian() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(DEBIAN).into_iter().flatten().flatten();
    let mut versions: Vec<u32> = entries
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect();
    versions.sort_unstable_by(|a, b| b.cmp(a));
    let bin = |version: &u32| Path::new(DEBIAN).join(version.to_string()).join("bin");
    versions.iter().map(bin).collect()
}

fn id(arguments: &[&str]) -> Result<u32> {
    let said = Program::new("id")
        .with(arguments.iter().copied())
        .output()?;
    said.trim()
        .parse()
        .with_context(|| format!("id {} said {said:?}", arguments.join(" ")))
}
