//! The seal: the SHA-256 of everything before it, in a last member of fixed length, so that one
//! byte that was lost or changed anywhere shows.

use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::error::{BackupError, of};
use super::member;

/// A header, a block with the digits, and the two empty blocks that end an archive.
const SEAL_BYTES: u64 = 4 * BLOCK_BYTES as u64;
/// An archive consists of blocks.
const BLOCK_BYTES: usize = 512;

/// The last bytes of an archive whose other bytes have this hash.
pub(super) fn seal(hash: &[u8]) -> std::io::Result<Vec<u8>> {
    let digits = hex::encode(hash);
    let mut bytes = header(member::SEAL, digits.len() as u64)?;
    bytes.extend_from_slice(digits.as_bytes());
    bytes.resize(
        bytes.len() + padding(digits.len() as u64) + 2 * BLOCK_BYTES,
        0,
    );
    Ok(bytes)
}

/// The header of a member. It says neither who made the file nor when.
pub(super) fn header(name: &str, bytes: u64) -> std::io::Result<Vec<u8>> {
    let mut header = tar::Header::new_gnu();
    header.set_path(name)?;
    header.set_size(bytes);
    header.set_mode(0o600);
    header.set_entry_type(tar::EntryType::Regular);
    header.set_cksum();
    Ok(header.as_bytes().to_vec())
}

/// A member's content is filled up to whole blocks.
pub(super) fn padding(bytes: u64) -> usize {
    let over = usize::try_from(bytes % BLOCK_BYTES as u64).unwrap_or(0);
    (BLOCK_BYTES - over) % BLOCK_BYTES
}

/// Reads a whole archive, and says whether its seal holds.
pub(super) fn check(path: &Path) -> Result<(), BackupError> {
    let damaged = |why: &str| BackupError::Damaged {
        path: path.to_owned(),
        why: why.to_owned(),
    };
    let mut file = std::fs::File::open(path).map_err(of(path))?;
    let length = file.metadata().map_err(of(path))?.len();
    let Some(sealed) = length.checked_sub(SEAL_BYTES) else {
        return Err(damaged("it is cut off, or no backup"));
    };
    let mut hash = Sha256::new();
    let mut chunk = vec![0; 1 << 20];
    let mut left = (&mut file).take(sealed);
    loop {
        let read = left.read(&mut chunk).map_err(of(path))?;
        if read == 0 {
            break;
        }
        hash.update(&chunk[..read]);
    }
    file.seek(SeekFrom::Start(sealed)).map_err(of(path))?;
    let mut found = Vec::new();
    file.read_to_end(&mut found).map_err(of(path))?;
    if found == seal(&hash.finalize()).map_err(of(path))? {
        return Ok(());
    }
    let is_sealed = found.starts_with(member::SEAL.as_bytes());
    Err(damaged(if is_sealed {
        "its content was changed since it was written"
    } else {
        "it is cut off, or no backup"
    }))
}
