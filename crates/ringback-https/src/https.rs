//! The certificate that the server uses, wherever it comes from.

use std::sync::Arc;

use ringback_desk::clock::Instant;
use rustls::ServerConfig;
use rustls::crypto::ring::{Ticketer, default_provider};

use crate::acme::{Acme, FolderFault, keep};
use crate::files::{FilesFault, PairFiles};
use crate::shelf::Shelf;
use crate::{ACME_TLS, Facts};

/// Where certificates come from.
#[derive(Debug, Clone)]
pub enum Source {
    /// From an authority, by ACME.
    Acme(Acme),
    /// From files that somebody else keeps.
    Files(PairFiles),
}

/// Why there can be no HTTPS.
#[derive(Debug, thiserror::Error)]
pub enum StartFault {
    /// The given files cannot be used.
    #[error(transparent)]
    Files(#[from] FilesFault),
    /// The folder of the authority's certificates cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderFault),
    /// The TLS library refuses.
    #[error("TLS cannot be used: {0}")]
    Tls(#[from] rustls::Error),
}

/// The certificate in use, and whoever keeps it. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Https {
    shelf: Arc<Shelf>,
    config: Arc<ServerConfig>,
}

/// How the certificate is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// The certificate in use; none before the first was issued.
    pub facts: Option<Facts>,
    /// When it will be renewed, where that is ours to do.
    pub renews_at: Option<Instant>,
    /// Why the last attempt to renew or read it failed.
    pub fault: Option<String>,
    /// Since when attempts fail.
    pub failing_since: Option<Instant>,
}

impl Https {
    /// Uses what is on the disk, and keeps it fresh from now on, in a task of its own.
    ///
    /// # Errors
    /// When given files, or the folder for certificates, cannot be used. That an authority cannot
    /// be asked is none: it is asked again.
    pub fn start(source: Source) -> Result<Self, StartFault> {
        let shelf = Arc::new(Shelf::default());
        let config = config(&shelf)?;
        match source {
            Source::Files(files) => {
                shelf.put(files.read()?, None);
                tokio::spawn(files.watch(Arc::clone(&shelf)));
            }
            Source::Acme(acme) => {
                let folder = acme.open_folder()?;
                tokio::spawn(keep(acme, folder, Arc::clone(&shelf)));
            }
        }
        Ok(Self { shelf, config })
    }

    /// For the server's handshakes.
    #[must_use]
    pub fn server_config(&self) -> Arc<ServerConfig> {
        Arc::clone(&self.config)
    }

    /// The answer for `/.well-known/acme-challenge/` and this token, while an authority asks.
    #[must_use]
    pub fn challenge_answer(&self, token: &str) -> Option<String> {
        self.shelf.answer(token)
    }

    /// How the certificate is doing.
    #[must_use]
    pub fn status(&self) -> Status {
        self.shelf.read(|content| Status {
            facts: content.pair.map(|pair| pair.facts.clone()),
            renews_at: content.renews_at,
            fault: content.fault.map(str::to_owned),
            failing_since: content.failing_since,
        })
    }
}

/// TLS 1.2 and 1.3 as ring has them, HTTP/1.1 inside.
fn config(shelf: &Arc<Shelf>) -> Result<Arc<ServerConfig>, rustls::Error> {
    let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_cert_resolver(Arc::clone(shelf) as _);
    config.alpn_protocols = vec![b"http/1.1".to_vec(), ACME_TLS.to_vec()];
    // A carrier that comes again resumes, without a signature and without memory of ours.
    config.ticketer = Ticketer::new()?;
    Ok(Arc::new(config))
}
