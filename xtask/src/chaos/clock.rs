//! The server's wall clock, moved while it runs: libfaketime reads the offset from a file.
//! The monotonic clock goes on as it does when somebody sets a machine's time.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Where Debian's package `libfaketime` puts it, below the folder of the architecture.
const LIBRARY: &str = "faketime/libfaketimeMT.so.1";

/// A clock that can be moved.
pub(super) struct Clock {
    file: PathBuf,
    library: PathBuf,
}

impl Clock {
    /// A clock that shows the right time, until it is moved.
    ///
    /// # Errors
    /// When libfaketime is not installed, or `directory` cannot be written.
    pub(super) fn new(directory: &Path) -> Result<Self> {
        let library = find_library().context(
            "libfaketime is not there; install it (on Debian: apt-get install faketime)",
        )?;
        std::fs::create_dir_all(directory)?;
        let clock = Self {
            file: directory.join("clock"),
            library,
        };
        clock.set("+0")?;
        Ok(clock)
    }

    /// Moves it: `-1h` is an hour behind the right time.
    ///
    /// # Errors
    /// When its file cannot be written.
    pub(super) fn set(&self, offset: &str) -> Result<()> {
        // A reader must not find the file empty.
        let next = self.file.with_extension("next");
        std::fs::write(&next, offset)?;
        std::fs::rename(&next, &self.file)
            .with_context(|| format!("cannot write {}", self.file.display()))
    }

    /// What a process needs in its environment to go by this clock.
    pub(super) fn environment(&self) -> Vec<(String, String)> {
        let said = |path: &Path| path.display().to_string();
        [
            ("LD_PRELOAD", said(&self.library)),
            ("FAKETIME_TIMESTAMP_FILE", said(&self.file)),
            ("FAKETIME_NO_CACHE", "1".to_owned()),
            ("DONT_FAKE_MONOTONIC", "1".to_owned()),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec()
    }
}

fn find_library() -> Option<PathBuf> {
    let folders = std::fs::read_dir("/usr/lib").ok()?;
    folders
        .flatten()
        .map(|folder| folder.path().join(LIBRARY))
        .find(|library| library.exists())
}
