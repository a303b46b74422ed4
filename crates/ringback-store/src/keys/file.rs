//! The key file: one line, readable by its owner alone.
//!
//! `ringback-key 1 <64 hexadecimal digits>`

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::{KEY_BYTES, Keys};
use crate::error::StoreError;

const HEAD: &str = "ringback-key 1 ";

/// Reads a key file.
pub(crate) fn read(path: &Path) -> Result<Keys, StoreError> {
    let text = std::fs::read_to_string(path).map_err(|fault| cannot(path, &fault))?;
    let digits = text.trim().strip_prefix(HEAD);
    let master: Option<[u8; KEY_BYTES]> = digits
        .and_then(|digits| hex::decode(digits.trim()).ok())
        .and_then(|bytes| bytes.try_into().ok());
    master.map(Keys::from_master).ok_or_else(|| {
        StoreError::Key(format!(
            "{} is not a key file of Ringback; put back the one that belongs to the database",
            path.display()
        ))
    })
}

/// Writes a key to a file that must not exist yet, and to the disk.
pub(crate) fn write(path: &Path, keys: &Keys) -> Result<(), StoreError> {
    let line = format!("{HEAD}{}\n", hex::encode(keys.master));
    let written = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .and_then(|mut file| {
            file.write_all(line.as_bytes())?;
            file.sync_all()
        });
    written.map_err(|fault| cannot(path, &fault))
}

fn cannot(path: &Path, fault: &std::io::Error) -> StoreError {
    StoreError::Key(format!("the key file {}: {fault}", path.display()))
}
