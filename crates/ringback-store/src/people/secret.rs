//! Secrets that we make ourselves: a session's token, a link's code.

use std::fmt;

use rand::RngExt;
use rand::distr::Alphanumeric;
use sha2::{Digest, Sha256};

/// Letters and digits that carry 256 bits: log2(62) × 43 = 256.03.
const CHARS: usize = 43;

/// A random secret of 256 bits. The database holds its digest only.
#[derive(Clone)]
pub struct Secret(String);

/// The SHA-256 of a secret: what is stored and looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecretDigest([u8; 32]);

impl Secret {
    /// A new one.
    #[must_use]
    pub fn random() -> Self {
        let chars = rand::rng().sample_iter(Alphanumeric).take(CHARS);
        Self(chars.map(char::from).collect())
    }

    /// The secret itself, for the one place that hands it out.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored of it.
    #[must_use]
    pub fn digest(&self) -> SecretDigest {
        SecretDigest::of(&self.0)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl SecretDigest {
    /// The digest of what somebody shows us.
    #[must_use]
    pub fn of(shown: &str) -> Self {
        Self(Sha256::digest(shown.as_bytes()).into())
    }

    pub(super) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}
