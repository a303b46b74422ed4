//! HTTPS without a proxy: where certificates come from, how they are renewed, and what `check`
//! finds at a public address.
//!
//! A certificate comes from an authority by ACME (RFC 8555) or from two files. Either way it lies
//! in a [`Https`], which the TLS of the server asks at every handshake, so that a new certificate
//! is used from the next connection on and nothing is restarted.

mod acme;
mod certificate;
mod files;
mod https;
mod probe;
mod shelf;
mod trouble;

pub use acme::{Acme, Folder, LETS_ENCRYPT};
pub use certificate::{Facts, Pair, PairFault};
pub use files::PairFiles;
pub use https::{Https, Source, StartFault, Status};
pub use probe::{Found, ProbeFault, Roots, probe};

use std::time::{SystemTime, UNIX_EPOCH};

use ringback_desk::clock::Instant;

/// The protocol of the authority's connection for TLS-ALPN-01 (RFC 8737); it carries no request.
pub const ACME_TLS: &[u8] = b"acme-tls/1";

fn now() -> Instant {
    let since_epoch = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Instant(i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX))
}
