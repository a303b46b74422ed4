//! The write-ahead log in pieces: each holds what was committed since the one before it.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use super::archive::Writing;
use super::error::{BackupError, of};
use super::log::Committed;
use super::member;

/// What of the log is in the archive.
pub(super) struct Pieces<'p> {
    path: &'p Path,
    /// The pieces that make up the log, in their order.
    pub(super) names: Vec<String>,
    up_to: Option<Committed>,
    written: usize,
}

impl<'p> Pieces<'p> {
    pub(super) fn new(path: &'p Path) -> Self {
        Self {
            path,
            names: Vec::new(),
            up_to: None,
            written: 0,
        }
    }

    /// Adds what was committed since. The first commit after a reader's begin may begin the log
    /// anew; then all of it counts again.
    pub(super) fn add_what_is_new(&mut self, archive: &mut Writing<'_>) -> Result<(), BackupError> {
        let fault = of(self.path);
        let Some(mut log) = self.open()? else {
            return Ok(());
        };
        let Some(begun) = Committed::begin(&mut log).map_err(&fault)? else {
            return Ok(());
        };
        let before = self.up_to.filter(|up_to| up_to.is_same_log(&begun));
        if before.is_none() {
            self.names.clear();
        }
        let from = before.map_or(0, |up_to| up_to.bytes);
        let up_to = before.unwrap_or(begun).advance(&mut log).map_err(&fault)?;
        self.up_to = Some(up_to);
        if up_to.bytes > from {
            self.written += 1;
            let name = format!("{}{}", member::LOG, self.written);
            log.seek(SeekFrom::Start(from)).map_err(&fault)?;
            archive.add(&name, up_to.bytes - from, log)?;
            self.names.push(name);
        }
        Ok(())
    }

    /// Writes the log as far as it is in the archive to a file of its own; `false` when there is
    /// none.
    pub(super) fn copy_to(&self, to: &Path) -> Result<bool, BackupError> {
        let (Some(up_to), Some(log)) = (self.up_to, self.open()?) else {
            return Ok(false);
        };
        let mut piece = File::create(to).map_err(of(to))?;
        std::io::copy(&mut log.take(up_to.bytes), &mut piece).map_err(of(to))?;
        Ok(true)
    }

    fn open(&self) -> Result<Option<File>, BackupError> {
        // Only this file is opened past SQLite: closing the database's own would let go of its
        // locks (sqlite.org/howtocorrupt.html, 2.2).
        match File::open(self.path) {
            Ok(log) => Ok(Some(log)),
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(fault) => Err(of(self.path)(fault)),
        }
    }
}
