//! Where things are: the root of the checkout, its tracked files, the target directory.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// The root of the checkout that this tool was built from.
pub(crate) fn root() -> &'static Path {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest)
}

/// The directory that cargo builds into.
pub(crate) fn target_dir() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}

/// One file of the checkout.
pub(crate) struct SourceFile {
    /// Path from the root, with forward slashes.
    pub(crate) path: String,
    /// What stands in it; empty where it is not UTF-8.
    pub(crate) text: String,
}

impl SourceFile {
    /// The last part of the path.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// Every file that is tracked, or would be if it were added now, in order of path.
///
/// # Errors
/// When `git` cannot be run here.
pub(crate) fn files() -> Result<Vec<SourceFile>> {
    let listing = Command::new("git")
        .args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .current_dir(root())
        .output()
        .context("cannot run git")?;
    ensure!(
        listing.status.success(),
        "git ls-files failed: is this a git checkout?"
    );
    let listing = String::from_utf8_lossy(&listing.stdout).into_owned();
    let mut paths: Vec<&str> = listing
        .split('\0')
        .filter(|path| !path.is_empty())
        .collect();
    paths.sort_unstable();
    paths.dedup();
    // A file that was deleted and not committed yet is still listed, and is no longer a file.
    Ok(paths
        .into_iter()
        .filter_map(|path| {
            let bytes = fs::read(root().join(path)).ok()?;
            let text = String::from_utf8(bytes).unwrap_or_default();
            Some(SourceFile {
                path: path.to_owned(),
                text,
            })
        })
        .collect())
}
