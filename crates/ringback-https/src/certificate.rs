//! A certificate with its key, and what it says of itself.

use std::sync::Arc;

use ringback_desk::clock::Instant;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use x509_parser::extensions::GeneralName;
use x509_parser::parse_x509_certificate;
use x509_parser::prelude::X509Certificate;

/// What a certificate says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The host names that it is for, as spelt in it; `*.example.com` among them.
    pub names: Vec<String>,
    /// Who issued it, in the words of the certificate.
    pub issuer: String,
    /// From when on it is valid.
    pub begins_at: Instant,
    /// Until when it is valid.
    pub ends_at: Instant,
}

impl Facts {
    /// Reads the certificate of a server (X.509, RFC 5280).
    ///
    /// # Errors
    /// When these bytes are no certificate.
    pub fn of(certificate: &CertificateDer<'_>) -> Result<Self, PairFault> {
        let (_, parsed) =
            parse_x509_certificate(certificate).map_err(|_| PairFault::NoCertificate)?;
        let at = |seconds: i64| Instant(seconds.saturating_mul(1_000));
        Ok(Self {
            names: names(&parsed),
            issuer: issuer(&parsed),
            begins_at: at(parsed.validity().not_before.timestamp()),
            ends_at: at(parsed.validity().not_after.timestamp()),
        })
    }

    /// Whether it is for this host name (RFC 6125: a star stands for one label on the left).
    #[must_use]
    pub fn covers(&self, host: &str) -> bool {
        let parent = host.split_once('.').map(|(_, parent)| parent);
        self.names.iter().any(|name| {
            name.eq_ignore_ascii_case(host)
                || name
                    .strip_prefix("*.")
                    .zip(parent)
                    .is_some_and(|(of, parent)| of.eq_ignore_ascii_case(parent))
        })
    }
}

fn names(certificate: &X509Certificate<'_>) -> Vec<String> {
    let Ok(Some(alternative)) = certificate.subject_alternative_name() else {
        return Vec::new();
    };
    let names = alternative.value.general_names.iter();
    names
        .filter_map(|name| match name {
            GeneralName::DNSName(name) => Some((*name).to_owned()),
            _ => None,
        })
        .collect()
}

fn issuer(certificate: &X509Certificate<'_>) -> String {
    let issuer = certificate.issuer();
    let name = |mut found: Box<dyn Iterator<Item = String> + '_>| found.next();
    let common = issuer.iter_common_name().filter_map(text);
    let organization = issuer.iter_organization().filter_map(text);
    match (name(Box::new(organization)), name(Box::new(common))) {
        (Some(organization), Some(common)) => format!("{organization} ({common})"),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => "nobody named".to_owned(),
    }
}

fn text(attribute: &x509_parser::x509::AttributeTypeAndValue<'_>) -> Option<String> {
    attribute.as_str().ok().map(str::to_owned)
}

/// Why a certificate and its key cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PairFault {
    /// The certificate's file holds none.
    #[error("there is no certificate in PEM format")]
    NoCertificate,
    /// The key's file holds none.
    #[error("there is no private key in PEM format, or it is encrypted")]
    NoKey,
    /// The two don't belong together, or the key is of a kind that TLS has no use for.
    #[error("certificate and key cannot be used together ({0})")]
    Unfit(String),
}

/// A certificate with its key, ready for handshakes.
#[derive(Debug, Clone)]
pub struct Pair {
    /// What the certificate says of itself.
    pub facts: Facts,
    key: Arc<CertifiedKey>,
}

impl Pair {
    /// Reads PEM: the certificate of the server first, then those that lead to a known authority.
    /// Both may stand in one file.
    ///
    /// # Errors
    /// What is missing, or that the two don't belong together.
    pub fn from_pem(chain: &[u8], key: &[u8]) -> Result<Self, PairFault> {
        let chain: Vec<_> = CertificateDer::pem_slice_iter(chain)
            .collect::<Result<_, _>>()
            .map_err(|_| PairFault::NoCertificate)?;
        let facts = Facts::of(chain.first().ok_or(PairFault::NoCertificate)?)?;
        let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| PairFault::NoKey)?;
        let key = CertifiedKey::from_der(chain, key, &default_provider())
            .map_err(|fault| PairFault::Unfit(fault.to_string()))?;
        let key = Arc::new(key);
        Ok(Self { facts, key })
    }

    /// What a handshake uses.
    pub(crate) fn certified(&self) -> Arc<CertifiedKey> {
        Arc::clone(&self.key)
    }

    /// The server's certificate itself.
    pub(crate) fn certificate(&self) -> Option<&CertificateDer<'static>> {
        self.key.cert.first()
    }
}

/// A certificate with its key that nobody but an authority will see. It is not checked, for what it
/// proves lies in a critical extension that no verifier of names knows.
pub(crate) fn for_authority(
    certificate: CertificateDer<'static>,
    key: PrivateKeyDer<'static>,
) -> Result<Arc<CertifiedKey>, rustls::Error> {
    let key = default_provider().key_provider.load_private_key(key)?;
    Ok(Arc::new(CertifiedKey::new(vec![certificate], key)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rcgen::{CertificateParams, KeyPair};

    fn signed(names: &[&str]) -> (String, String) {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(names).unwrap();
        (params.self_signed(&key).unwrap().pem(), key.serialize_pem())
    }

    #[test]
    fn a_pair_says_what_it_is_for() {
        let (chain, key) = signed(&["ring.example.com", "*.riverside.example"]);
        let pair = Pair::from_pem(chain.as_bytes(), key.as_bytes()).unwrap();
        for host in [
            "ring.example.com",
            "RING.example.com",
            "a.riverside.example",
        ] {
            assert!(pair.facts.covers(host), "{host}");
        }
        for host in [
            "example.com",
            "a.ring.example.com",
            "riverside.example",
            "a.b.riverside.example",
            "",
        ] {
            assert!(!pair.facts.covers(host), "{host}");
        }
        assert!(pair.facts.begins_at < pair.facts.ends_at);
    }

    #[test]
    fn one_file_may_hold_both() {
        let (chain, key) = signed(&["ring.example.com"]);
        let both = format!("{key}{chain}");
        Pair::from_pem(both.as_bytes(), both.as_bytes()).unwrap();
    }

    #[test]
    fn what_does_not_belong_together_is_refused() {
        let (chain, key) = signed(&["ring.example.com"]);
        let (_, other) = signed(&["ring.example.com"]);
        let fault =
            |chain: &str, key: &str| Pair::from_pem(chain.as_bytes(), key.as_bytes()).unwrap_err();
        assert!(matches!(fault(&chain, &other), PairFault::Unfit(_)));
        assert_eq!(fault("", &key), PairFault::NoCertificate);
        assert_eq!(fault("no PEM at all", &key), PairFault::NoCertificate);
        assert_eq!(fault(&chain, &chain), PairFault::NoKey);
        let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        assert_eq!(fault(broken, &key), PairFault::NoCertificate);
    }
}
