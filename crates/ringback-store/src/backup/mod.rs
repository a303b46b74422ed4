//! Backups: the database of an installation with its media in one file, and back.
//!
//! The file is a tar archive: media, a copy of the database, the write-ahead log since that copy,
//! a manifest, and a seal over everything before it. The copy is made while the server works; the
//! last piece of the log is taken under the write lock, and the file gets its name before the lock
//! is let go. So whatever was answered before the backup ended is in it, however busy the server
//! is, and nobody waits longer than that last piece takes.

mod archive;
mod error;
mod last;
mod log;
mod manifest;
mod merge;
mod pieces;
mod restore;
mod seal;
mod sound;
mod sql;
mod take;
mod verify;

pub use error::BackupError;
pub use last::{Last, failed, last, took};
pub use manifest::{Manifest, Member};
pub use merge::Merged;
pub use restore::{Restore, Restored, restore};
pub use take::{Progress, Take, take};
pub use verify::verify;

#[cfg(test)]
pub(crate) use sql::ALL as STATEMENTS;

/// Names of the archive's members.
mod member {
    /// The copy of the database.
    pub(super) const DATABASE: &str = "ringback.db";
    /// In front of the number of each piece of the log.
    pub(super) const LOG: &str = "ringback.db-wal.";
    /// The installation's key, where it was asked for.
    pub(super) const KEY: &str = "ringback.key";
    /// In front of each media file's name.
    pub(super) const MEDIA: &str = "media/";
    /// What is in the file.
    pub(super) const MANIFEST: &str = "manifest.json";
    /// SHA-256 of everything before it.
    pub(super) const SEAL: &str = "seal";

    /// Whether this names a piece of the log.
    pub(super) fn is_log(name: &str) -> bool {
        let number = name.strip_prefix(LOG).unwrap_or_default();
        (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    }
}

#[cfg(test)]
#[path = "backup_tests.rs"]
mod tests;
