//! What a backup says of itself.

use std::collections::BTreeMap;

use ringback_desk::clock::Instant;
use serde::{Deserialize, Serialize};

/// The format that this release writes, and the newest that it reads.
pub(super) const FORMAT: u32 = 1;

/// The manifest of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the file's format.
    pub format: u32,
    /// The release that wrote it.
    pub ringback: String,
    /// Number of the database's newest migration.
    pub schema: i64,
    /// Names the key that the database was begun with.
    pub key_id: Option<String>,
    /// When the backup was begun.
    pub begun_at: Instant,
    /// Everything that was stored before this instant is in the backup.
    pub snapshot_at: Instant,
    /// Rows in each table.
    pub rows: BTreeMap<String, u64>,
    /// The pieces of the write-ahead log, in their order.
    pub log: Vec<String>,
    /// Everything in the file, in its order, but the manifest and the seal.
    pub members: Vec<Member>,
    /// Media that the database refers to and that were not in their folder.
    pub missing_media: Vec<String>,
}

/// One file in the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256 of its content, in hexadecimal digits.
    pub sha256: String,
}

impl Manifest {
    /// How many media files are in the backup.
    #[must_use]
    pub fn media(&self) -> usize {
        let media = |member: &&Member| member.name.starts_with(super::member::MEDIA);
        self.members.iter().filter(media).count()
    }

    /// Whether the key is in the backup.
    #[must_use]
    pub fn has_key(&self) -> bool {
        self.member(super::member::KEY).is_some()
    }

    /// All rows of all tables.
    #[must_use]
    pub fn rows_in_all(&self) -> u64 {
        self.rows.values().sum()
    }

    pub(super) fn member(&self, name: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.name == name)
    }
}
