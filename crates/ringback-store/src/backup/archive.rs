//! Writing and reading the archive, member by member.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::error::{BackupError, of};
use super::manifest::{FORMAT, Manifest, Member};
use super::{member, seal};

/// Passes bytes on, and hashes them on the way.
struct Hashing<T> {
    inner: T,
    hash: Sha256,
}

impl<T> Hashing<T> {
    fn new(inner: T) -> Self {
        let hash = Sha256::new();
        Self { inner, hash }
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(bytes)?;
        self.hash.update(&bytes[..read]);
        Ok(read)
    }
}

/// An archive that is being written.
pub(super) struct Writing<'p> {
    path: &'p Path,
    file: Hashing<File>,
    /// What it has so far.
    pub(super) members: Vec<Member>,
}

impl<'p> Writing<'p> {
    pub(super) fn new(path: &'p Path, file: File) -> Self {
        Self {
            path,
            file: Hashing::new(file),
            members: Vec::new(),
        }
    }

    /// Adds `bytes` bytes of `content`.
    pub(super) fn add(
        &mut self,
        name: &str,
        bytes: u64,
        content: impl Read,
    ) -> Result<(), BackupError> {
        let mut content = Hashing::new(content.take(bytes));
        let header = seal::header(name, bytes).map_err(of(self.path))?;
        self.file.write_all(&header).map_err(of(self.path))?;
        let copied = std::io::copy(&mut content, &mut self.file).map_err(of(self.path))?;
        if copied != bytes {
            let short = std::io::Error::other(format!("{name} became shorter while it was read"));
            return Err(of(self.path)(short));
        }
        let padding = vec![0; seal::padding(bytes)];
        self.file.write_all(&padding).map_err(of(self.path))?;
        self.members.push(Member {
            name: name.to_owned(),
            bytes,
            sha256: hex::encode(content.hash.finalize()),
        });
        Ok(())
    }

    /// What was written so far is on the disk when this returns.
    pub(super) fn sync(&self) -> Result<(), BackupError> {
        self.file.inner.sync_all().map_err(of(self.path))
    }

    /// Adds the manifest and the seal, and brings all of it to the disk.
    pub(super) fn finish(mut self, manifest: &Manifest) -> Result<(), BackupError> {
        let path = self.path;
        let json = serde_json::to_vec_pretty(manifest).map_err(|fault| of(path)(fault.into()))?;
        self.add(member::MANIFEST, json.len() as u64, json.as_slice())?;
        let Hashing { mut inner, hash } = self.file;
        let end = seal::seal(&hash.finalize()).map_err(of(path))?;
        inner.write_all(&end).map_err(of(path))?;
        inner.sync_all().map_err(of(path))
    }
}

/// Reads an archive whose seal holds; calls `each` with every member in its order.
pub(super) fn read(
    path: &Path,
    mut each: impl FnMut(&str, &mut dyn Read) -> Result<(), BackupError>,
) -> Result<Manifest, BackupError> {
    let mut archive = tar::Archive::new(File::open(path).map_err(of(path))?);
    let mut members = Vec::new();
    let mut manifest = None;
    for entry in archive.entries().map_err(of(path))? {
        let mut entry = entry.map_err(of(path))?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let bytes = entry.size();
        match name.as_str() {
            member::SEAL => break,
            member::MANIFEST => {
                manifest = Some(read_manifest(path, &mut entry)?);
                continue;
            }
            name if is_known(name) => {}
            _ => return Err(strange(path, &name)),
        }
        let mut content = Hashing::new(&mut entry);
        each(&name, &mut content)?;
        std::io::copy(&mut content, &mut std::io::sink()).map_err(of(path))?;
        let sha256 = hex::encode(content.hash.finalize());
        members.push(Member {
            name,
            bytes,
            sha256,
        });
    }
    match manifest {
        Some(manifest) if manifest.members == members => Ok(manifest),
        _ => Err(BackupError::Damaged {
            path: path.to_owned(),
            why: "what is in it is not what its manifest says".to_owned(),
        }),
    }
}

fn read_manifest(path: &Path, from: &mut impl Read) -> Result<Manifest, BackupError> {
    let damaged = |why: String| BackupError::Damaged {
        path: path.to_owned(),
        why,
    };
    let mut json = Vec::new();
    from.read_to_end(&mut json).map_err(of(path))?;
    let version: serde_json::Value = serde_json::from_slice(&json)
        .map_err(|fault| damaged(format!("its manifest cannot be read ({fault})")))?;
    let format = version["format"].as_u64().unwrap_or(0);
    if format > u64::from(FORMAT) {
        return Err(damaged(format!(
            "it is of format {format} and this release knows format {FORMAT}, so a newer release \
             wrote it: use that one"
        )));
    }
    serde_json::from_value(version)
        .map_err(|fault| damaged(format!("its manifest cannot be read ({fault})")))
}

/// Nothing else is ever written, and no name from outside becomes a path.
fn is_known(name: &str) -> bool {
    name == member::DATABASE
        || name == member::KEY
        || member::is_log(name)
        || name.strip_prefix(member::MEDIA).is_some_and(is_media_name)
}

/// Media are named by the SHA-256 of their content.
pub(super) fn is_media_name(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn strange(path: &Path, name: &str) -> BackupError {
    let name: String = name.chars().filter(|c| !c.is_control()).take(80).collect();
    BackupError::Damaged {
        path: path.to_owned(),
        why: format!("`{name}` does not belong into a backup"),
    }
}
