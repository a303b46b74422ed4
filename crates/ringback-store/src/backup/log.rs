//! The write-ahead log of SQLite, read from outside: where its last commit ends.
//!
//! Format: <https://www.sqlite.org/fileformat2.html#walformat>. A log that was begun anew keeps the
//! old frames behind the new ones, so that its length says nothing; frames count while their salts
//! and running checksums do.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

const HEADER_BYTES: usize = 32;
const FRAME_HEADER_BYTES: usize = 24;
const MAGIC: u32 = 0x377f_0682;

/// A position in a log: everything before it is committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Committed {
    header: [u8; HEADER_BYTES],
    checksum: (u32, u32),
    /// Bytes from the beginning of the file.
    pub(super) bytes: u64,
}

impl Committed {
    /// Before the first frame; nothing when this is no log, or an empty one.
    pub(super) fn begin(file: &mut File) -> std::io::Result<Option<Self>> {
        file.seek(SeekFrom::Start(0))?;
        let mut header = [0; HEADER_BYTES];
        if !fill(file, &mut header)? || word(&header, 0) & !1 != MAGIC {
            return Ok(None);
        }
        let begun = Self {
            header,
            checksum: (0, 0),
            bytes: HEADER_BYTES as u64,
        };
        let checksum = begun.sum((0, 0), &header[..24]);
        let is_whole = checksum == (word(&header, 24), word(&header, 28));
        Ok(is_whole.then_some(Self { checksum, ..begun }))
    }

    /// Whether the other position is in the same log: one that was begun anew has other salts.
    pub(super) fn is_same_log(&self, other: &Self) -> bool {
        self.header == other.header
    }

    /// From here to the last commit that is in the file by now.
    pub(super) fn advance(mut self, file: &mut File) -> std::io::Result<Self> {
        file.seek(SeekFrom::Start(self.bytes))?;
        let mut frames = BufReader::with_capacity(1 << 20, file);
        let mut frame = vec![0; FRAME_HEADER_BYTES + word(&self.header, 8) as usize];
        let (mut checksum, mut bytes) = (self.checksum, self.bytes);
        while fill(&mut frames, &mut frame)? {
            let (head, page) = frame.split_at(FRAME_HEADER_BYTES);
            if head[8..16] != self.header[16..24] {
                break;
            }
            checksum = self.sum(self.sum(checksum, &head[..8]), page);
            if checksum != (word(head, 16), word(head, 20)) {
                break;
            }
            bytes += frame.len() as u64;
            // The size of the database after a commit; zero in the frames before it.
            if word(head, 4) != 0 {
                (self.checksum, self.bytes) = (checksum, bytes);
            }
        }
        Ok(self)
    }

    fn sum(&self, (mut first, mut second): (u32, u32), bytes: &[u8]) -> (u32, u32) {
        let is_big_endian = word(&self.header, 0) & 1 == 1;
        for pair in bytes.chunks_exact(8) {
            let [low, high] = [0, 4].map(|at| {
                let bytes = [pair[at], pair[at + 1], pair[at + 2], pair[at + 3]];
                if is_big_endian {
                    u32::from_be_bytes(bytes)
                } else {
                    u32::from_le_bytes(bytes)
                }
            });
            first = first.wrapping_add(low).wrapping_add(second);
            second = second.wrapping_add(high).wrapping_add(first);
        }
        (first, second)
    }
}

/// A number of a header: always big-endian.
fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

/// Fills `bytes`; `false` when the file ends before.
fn fill(from: &mut impl Read, bytes: &mut [u8]) -> std::io::Result<bool> {
    match from.read_exact(bytes) {
        Ok(()) => Ok(true),
        Err(fault) if fault.kind() == std::io::ErrorKind::UnexpectedEof => Ok(false),
        Err(fault) => Err(fault),
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    #[test]
    fn a_log_is_read_up_to_its_last_commit_and_on_from_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.db");
        let database = Connection::open(&path).expect("opens");
        database
            .execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE t (v)")
            .expect("a table");
        let mut file = File::open(folder.path().join("a.db-wal")).expect("a log");
        let begun = Committed::begin(&mut file).expect("read").expect("a log");
        let first = begun.advance(&mut file).expect("read");
        assert!(first.bytes > begun.bytes);
        // Enough for frames to reach the file before their commit.
        database
            .execute_batch("PRAGMA cache_size = 5; BEGIN; INSERT INTO t VALUES (randomblob(90000))")
            .expect("begun");
        assert!(file.metadata().expect("there").len() > first.bytes);
        assert_eq!(first.advance(&mut file).expect("read"), first);
        database.execute_batch("COMMIT").expect("committed");
        let second = first.advance(&mut file).expect("read");
        assert_eq!(second.bytes, file.metadata().expect("there").len());
        assert_eq!(begun.advance(&mut file).expect("read"), second);

        database
            .execute_batch("PRAGMA wal_checkpoint(RESTART); INSERT INTO t VALUES (1)")
            .expect("begun anew");
        let anew = Committed::begin(&mut file).expect("read").expect("a log");
        assert!(!anew.is_same_log(&second));
        let third = anew.advance(&mut file).expect("read");
        assert!(third.bytes < second.bytes, "old frames do not count");
    }
}
