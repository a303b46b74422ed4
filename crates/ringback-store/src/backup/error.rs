//! Why a backup or a restore did not happen, each with what to do about it.

use std::path::{Path, PathBuf};

use crate::error::StoreError;

/// A backup or a restore that did not happen.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Something stands where a file would be written.
    #[error("{path} is there already, and nothing is overwritten: {fix}")]
    Exists {
        /// What.
        path: PathBuf,
        /// What to do.
        fix: &'static str,
    },
    /// A file or folder cannot be read or written.
    #[error("{path}: {fault}")]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        fault: std::io::Error,
    },
    /// The backup is cut off, changed, or none.
    #[error("{path} cannot be used: {why}; take another backup")]
    Damaged {
        /// Which.
        path: PathBuf,
        /// In words.
        why: String,
    },
    /// The database's copy is not sound.
    #[error("the database is damaged: {0}")]
    Unsound(String),
    /// The key is missing, or another one.
    #[error("{0}")]
    Key(String),
    /// Others write to the database without pause.
    #[error("the database could not be had for a moment in {0} seconds; try again")]
    Busy(u64),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for BackupError {
    fn from(fault: rusqlite::Error) -> Self {
        Self::Store(fault.into())
    }
}

/// Says of which file the system complained.
pub(super) fn of(path: &Path) -> impl Fn(std::io::Error) -> BackupError + '_ {
    move |fault| BackupError::File {
        path: path.to_owned(),
        fault,
    }
}
