//! What is kept between two starts: the account with the authority, the certificate, and why the
//! last attempt failed. Readable by nobody but the server's own user.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use instant_acme::AccountCredentials;
use ringback_desk::clock::Instant;

use crate::{Pair, PairFault};

const ACCOUNT: &str = "account.json";

/// A folder for one authority, in which each name has its file.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
    domain: String,
}

/// Why the folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderFault {
    /// It, or a file in it, cannot be written or read.
    #[error("{} cannot be used ({fault}): set acme_folder to a folder that may be written", path.display())]
    Unusable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        #[source]
        fault: std::io::Error,
    },
    /// The file of the certificate is damaged.
    #[error("{}: {fault}", path.display())]
    Unfit {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        fault: PairFault,
    },
}

impl Folder {
    /// Authorities have a folder each, so that a certificate for trying out is never taken for one
    /// that browsers accept.
    pub(super) fn of(folder: &Path, directory: &str, domain: &str) -> Self {
        let host = directory.split("://").last().unwrap_or_default();
        let host = host.split('/').next().unwrap_or_default();
        Self {
            path: folder.join(host.replace(':', "_")),
            domain: domain.to_owned(),
        }
    }

    pub(super) fn make(&self) -> Result<(), FolderFault> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        let made = builder.create(&self.path);
        made.map_err(|fault| FolderFault::Unusable {
            path: self.path.clone(),
            fault,
        })
    }

    fn file(&self, ending: &str) -> PathBuf {
        self.path.join(format!("{}.{ending}", self.domain))
    }

    /// The certificate that was issued last, if one was.
    ///
    /// # Errors
    /// When its file cannot be read, or holds something else.
    pub fn pair(&self) -> Result<Option<Pair>, FolderFault> {
        let path = self.file("pem");
        let Some(both) = read(&path)? else {
            return Ok(None);
        };
        Pair::from_pem(&both, &both)
            .map(Some)
            .map_err(|fault| FolderFault::Unfit { path, fault })
    }

    /// Why the last attempt to get one failed, in words; nothing after one that went well.
    #[must_use]
    pub fn last_fault(&self) -> Option<String> {
        let text = read(&self.file("fault.txt")).ok()??;
        let text = String::from_utf8_lossy(&text).trim().to_owned();
        (!text.is_empty()).then_some(text)
    }

    /// Key and chain lie in one file: a crash leaves the old ones or the new ones, and never a key
    /// of the one with a chain of the other.
    pub(super) fn keep_pair(&self, key: &str, chain: &str) -> Result<(), FolderFault> {
        let both = format!("{key}{chain}");
        write(&self.file("pem"), both.as_bytes())?;
        self.forget(&self.file("fault.txt"));
        self.forget(&self.file("since.txt"));
        Ok(())
    }

    /// Notes why an attempt failed; since when they do.
    pub(super) fn keep_fault(&self, words: &str, now: Instant) -> Instant {
        let since = self.failing_since().unwrap_or(now);
        let noted = write(&self.file("fault.txt"), words.as_bytes())
            .and_then(|()| write(&self.file("since.txt"), since.0.to_string().as_bytes()));
        if let Err(fault) = noted {
            tracing::warn!(%fault, "why there is no certificate could not be noted");
        }
        since
    }

    /// Since when attempts fail; nothing after one that went well.
    #[must_use]
    pub fn failing_since(&self) -> Option<Instant> {
        let text = read(&self.file("since.txt")).ok()??;
        let text = String::from_utf8(text).ok()?;
        text.trim().parse().ok().map(Instant)
    }

    pub(super) fn account(&self) -> Option<AccountCredentials> {
        let bytes = read(&self.path.join(ACCOUNT)).ok()??;
        serde_json::from_slice(&bytes).ok()
    }

    pub(super) fn keep_account(&self, account: &AccountCredentials) -> Result<(), FolderFault> {
        let path = self.path.join(ACCOUNT);
        let json = serde_json::to_vec(account).map_err(|fault| FolderFault::Unusable {
            path: path.clone(),
            fault: fault.into(),
        })?;
        write(&path, &json)
    }

    pub(super) fn forget_account(&self) {
        self.forget(&self.path.join(ACCOUNT));
    }

    fn forget(&self, path: &Path) {
        match fs::remove_file(path) {
            Err(fault) if fault.kind() != ErrorKind::NotFound => {
                tracing::warn!(%fault, path = %path.display(), "a file could not be removed");
            }
            _ => {}
        }
    }
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, FolderFault> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(fault) if fault.kind() == ErrorKind::NotFound => Ok(None),
        Err(fault) => Err(FolderFault::Unusable {
            path: path.to_owned(),
            fault,
        }),
    }
}

/// Writes beside it and renames, so that nobody ever reads half a file.
fn write(path: &Path, bytes: &[u8]) -> Result<(), FolderFault> {
    let beside = path.with_extension("new");
    let written = (|| {
        // One that a crash left may have been made by somebody else, with other rights.
        match fs::remove_file(&beside) {
            Err(fault) if fault.kind() != ErrorKind::NotFound => return Err(fault),
            _ => {}
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)?;
        path.parent()
            .map_or(Ok(()), |folder| File::open(folder)?.sync_all())
    })();
    written.map_err(|fault| FolderFault::Unusable {
        path: path.to_owned(),
        fault,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_by_its_owner_only_and_each_authority_has_its_own() {
        use std::os::unix::fs::PermissionsExt;
        let directory = tempfile::tempdir().unwrap();
        let at = |url: &str| Folder::of(directory.path(), url, "ring.example.com");
        let folder = at("https://ca.example:14000/dir");
        folder.make().unwrap();
        folder.make().unwrap();
        let key = rcgen::KeyPair::generate().unwrap();
        let names = vec!["ring.example.com".to_owned()];
        let certificate = rcgen::CertificateParams::new(names).unwrap();
        let chain = certificate.self_signed(&key).unwrap().pem();
        assert!(folder.pair().unwrap().is_none());
        assert_eq!(folder.keep_fault("a bad day", Instant(5)), Instant(5));
        let since = folder.keep_fault("the port is closed", Instant(9));
        assert_eq!(since, Instant(5), "the first failure counts");
        assert_eq!(folder.last_fault().unwrap(), "the port is closed");
        folder.keep_pair(&key.serialize_pem(), &chain).unwrap();
        assert!(folder.pair().unwrap().is_some());
        assert_eq!((folder.last_fault(), folder.failing_since()), (None, None));
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder.path), 0o700);
        assert_eq!(mode(&folder.file("pem")), 0o600);
        assert!(at("https://other.example/dir").pair().unwrap().is_none());
        fs::write(folder.file("pem"), "damaged").unwrap();
        assert!(folder.pair().is_err());
    }
}
