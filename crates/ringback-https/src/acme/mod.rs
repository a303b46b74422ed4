//! Certificates from an authority, by ACME (RFC 8555).
//!
//! The name is proved on the port that serves it (TLS-ALPN-01, RFC 8737), so that one open port is
//! enough; where plain HTTP is served as well, HTTP-01 is tried in turn with it.

mod client;
mod folder;
mod keep;
mod order;
mod refusal;
mod schedule;

pub use folder::Folder;
pub(crate) use folder::FolderFault;
pub(crate) use keep::keep;

use std::path::PathBuf;

/// The directory of Let's Encrypt.
pub const LETS_ENCRYPT: &str = "https://acme-v02.api.letsencrypt.org/directory";

/// How certificates are asked for.
#[derive(Debug, Clone)]
pub struct Acme {
    /// The host name that the certificate is for.
    pub domain: String,
    /// The URL of the authority's directory.
    pub directory: String,
    /// Whose certificates the authority's own server may have, PEM, where they are not public.
    pub root: Option<Vec<u8>>,
    /// An e-mail address for the authority.
    pub contact: Option<String>,
    /// Where account and certificates are kept.
    pub folder: PathBuf,
    /// Whether plain HTTP is served, and may answer the authority.
    pub has_http: bool,
}

impl Acme {
    /// The folder for this authority and name; made where it is not there.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(crate) fn open_folder(&self) -> Result<Folder, FolderFault> {
        let folder = self.look_into_folder();
        folder.make()?;
        Ok(folder)
    }

    /// The folder for this authority and name, whether it is there or not.
    #[must_use]
    pub fn look_into_folder(&self) -> Folder {
        Folder::of(&self.folder, &self.directory, &self.domain)
    }
}
