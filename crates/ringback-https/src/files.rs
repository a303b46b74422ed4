//! A certificate that somebody else keeps: two files, read again when they change.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::shelf::Shelf;
use crate::{Pair, PairFault, now};

/// How soon a changed certificate is used.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Where the certificate and its key are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairFiles {
    /// The chain, PEM.
    pub certificate: PathBuf,
    /// The private key, PEM, not encrypted.
    pub key: PathBuf,
}

/// Why the files cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FilesFault {
    /// One of them cannot be read.
    #[error("{} cannot be read ({fault})", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        fault: std::io::Error,
    },
    /// What stands in them is not what it should be.
    #[error("{}: {fault}", path.display())]
    Unfit {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        fault: PairFault,
    },
}

impl PairFiles {
    /// Reads them.
    ///
    /// # Errors
    /// Which file cannot be used, and why.
    pub fn read(&self) -> Result<Pair, FilesFault> {
        let read = |path: &PathBuf| {
            std::fs::read(path).map_err(|fault| FilesFault::Unreadable {
                path: path.clone(),
                fault,
            })
        };
        let (chain, key) = (read(&self.certificate)?, read(&self.key)?);
        Pair::from_pem(&chain, &key).map_err(|fault| {
            let path = match fault {
                PairFault::NoCertificate => &self.certificate,
                PairFault::NoKey | PairFault::Unfit(_) => &self.key,
            };
            FilesFault::Unfit {
                path: path.clone(),
                fault,
            }
        })
    }

    /// When they were written; what cannot be looked at has no time.
    fn written(&self) -> [Option<(SystemTime, u64)>; 2] {
        [&self.certificate, &self.key].map(|path| {
            let about = std::fs::metadata(path).ok()?;
            Some((about.modified().ok()?, about.len()))
        })
    }

    /// Puts a new pair on the shelf whenever the files change. One that cannot be used (it may be
    /// half written) leaves the old one there, and is looked at again.
    pub(crate) async fn watch(self, shelf: Arc<Shelf>) {
        let mut seen = self.written();
        let mut said = String::new();
        loop {
            tokio::time::sleep(LOOK_EVERY).await;
            let written = self.written();
            if written == seen {
                continue;
            }
            match self.read() {
                Ok(pair) => {
                    seen = written;
                    said.clear();
                    let until = pair.facts.ends_at.to_rfc3339();
                    tracing::info!(%until, "the certificate's files changed: the new one is used");
                    shelf.put(pair, None);
                }
                Err(fault) => {
                    let words = format!("the new certificate cannot be used: {fault}");
                    if said != words {
                        tracing::error!("{words}");
                        shelf.put_fault(words.clone(), now());
                        said = words;
                    }
                }
            }
        }
    }
}
