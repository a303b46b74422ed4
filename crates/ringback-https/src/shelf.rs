//! Where the certificate lies that handshakes use, and beside it what an authority is shown while
//! it looks whether the name is ours.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use ringback_desk::clock::Instant;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

use crate::{ACME_TLS, Pair};

/// The shelf. Handshakes read it, and the keeper of the certificate writes it.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    inner: RwLock<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    pair: Option<Pair>,
    renews_at: Option<Instant>,
    fault: Option<String>,
    failing_since: Option<Instant>,
    /// The certificate of a TLS-ALPN-01 challenge that is on.
    challenge: Option<Arc<CertifiedKey>>,
    /// Answers to HTTP-01 challenges, by their tokens.
    answers: HashMap<String, String>,
}

impl Shelf {
    pub(crate) fn read<T>(&self, look: impl FnOnce(&Content<'_>) -> T) -> T {
        let inner = self.inner.read().unwrap_or_else(PoisonError::into_inner);
        look(&Content {
            pair: inner.pair.as_ref(),
            renews_at: inner.renews_at,
            fault: inner.fault.as_deref(),
            failing_since: inner.failing_since,
        })
    }

    pub(crate) fn put(&self, pair: Pair, renews_at: Option<Instant>) {
        self.write(|inner| {
            inner.pair = Some(pair);
            inner.renews_at = renews_at;
            inner.fault = None;
            inner.failing_since = None;
        });
    }

    pub(crate) fn put_renewal(&self, renews_at: Instant) {
        self.write(|inner| inner.renews_at = Some(renews_at));
    }

    /// `since` is when the first attempt failed, and counts where none was noted before.
    pub(crate) fn put_fault(&self, fault: String, since: Instant) {
        self.write(|inner| {
            inner.fault = Some(fault);
            inner.failing_since = inner.failing_since.or(Some(since));
        });
    }

    pub(crate) fn put_challenge(&self, certificate: Arc<CertifiedKey>) {
        self.write(|inner| inner.challenge = Some(certificate));
    }

    pub(crate) fn put_answer(&self, token: String, answer: String) {
        self.write(|inner| {
            inner.answers.insert(token, answer);
        });
    }

    pub(crate) fn answer(&self, token: &str) -> Option<String> {
        let inner = self.inner.read().unwrap_or_else(PoisonError::into_inner);
        inner.answers.get(token).cloned()
    }

    /// The authority has looked.
    pub(crate) fn end_challenges(&self) {
        self.write(|inner| {
            inner.challenge = None;
            inner.answers.clear();
        });
    }

    fn write(&self, change: impl FnOnce(&mut Inner)) {
        change(&mut self.inner.write().unwrap_or_else(PoisonError::into_inner));
    }
}

/// What lies on the shelf.
pub(crate) struct Content<'a> {
    pub(crate) pair: Option<&'a Pair>,
    pub(crate) renews_at: Option<Instant>,
    pub(crate) fault: Option<&'a str>,
    pub(crate) failing_since: Option<Instant>,
}

impl ResolvesServerCert for Shelf {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let inner = self.inner.read().unwrap_or_else(PoisonError::into_inner);
        if is_authority(&hello) {
            return inner.challenge.clone();
        }
        inner.pair.as_ref().map(Pair::certified)
    }
}

/// RFC 8737, 3: the authority offers this protocol and no other.
fn is_authority(hello: &ClientHello<'_>) -> bool {
    hello
        .alpn()
        .is_some_and(|mut offered| offered.next() == Some(ACME_TLS) && offered.next().is_none())
}
