//! What somebody finds who opens a public address: a TLS handshake, and whether a browser and a
//! carrier would accept what they are shown.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use ringback_desk::clock::Instant;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
};
use rustls_platform_verifier::Verifier;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use crate::{Facts, now};

/// How long name server and handshake may take.
const WITHIN: Duration = Duration::from_secs(10);

/// Whose certificates are accepted.
#[derive(Debug, Clone, Default)]
pub enum Roots {
    /// The authorities that this system trusts.
    #[default]
    System,
    /// The authorities in this PEM file's content, and no other.
    Only(Vec<u8>),
}

impl Roots {
    fn verifier(&self) -> Result<Arc<dyn ServerCertVerifier>, ProbeFault> {
        let provider = Arc::new(default_provider());
        let fault = |fault: &dyn std::fmt::Display| ProbeFault::Roots(fault.to_string());
        match self {
            Self::System => Ok(Arc::new(
                Verifier::new(provider).map_err(|error| fault(&error))?,
            )),
            Self::Only(pem) => {
                let mut store = RootCertStore::empty();
                for root in CertificateDer::pem_slice_iter(pem) {
                    let root = root.map_err(|error| fault(&error))?;
                    store.add(root).map_err(|error| fault(&error))?;
                }
                let verifier =
                    WebPkiServerVerifier::builder_with_provider(Arc::new(store), provider);
                Ok(verifier.build().map_err(|error| fault(&error))?)
            }
        }
    }
}

/// Why there was nothing to look at.
#[derive(Debug, thiserror::Error)]
pub enum ProbeFault {
    /// The name has no address.
    #[error("{0} has no address in DNS")]
    NoAddress(String),
    /// Nobody answers on that port.
    #[error("nobody answers on port {0} ({1})")]
    NoConnection(u16, String),
    /// Somebody answers, and not with TLS or not with a certificate.
    #[error("who answers on port {0} has no certificate to show ({1})")]
    NoTls(u16, String),
    /// The list of authorities cannot be used.
    #[error("the list of trusted authorities cannot be used ({0})")]
    Roots(String),
}

/// What was found at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The certificate that was shown.
    pub facts: Facts,
    /// Why it would not be accepted, in words; nothing when it would.
    pub objection: Option<String>,
}

/// Looks at the certificate that is shown at this host and port.
///
/// # Errors
/// When nobody shows one.
pub async fn probe(host: &str, port: u16, roots: &Roots) -> Result<Found, ProbeFault> {
    let witness = Arc::new(Witness {
        verifier: roots.verifier()?,
        seen: Mutex::default(),
    });
    let done = tokio::time::timeout(WITHIN, shake_hands(host, port, Arc::clone(&witness))).await;
    let silent = || {
        Err(ProbeFault::NoConnection(
            port,
            "no answer in time".to_owned(),
        ))
    };
    done.unwrap_or_else(|_| silent())?;
    let seen = witness.seen.lock().unwrap_or_else(PoisonError::into_inner);
    let no_tls = || ProbeFault::NoTls(port, "none was sent".to_owned());
    let (certificate, verdict) = seen.as_ref().ok_or_else(no_tls)?;
    let facts =
        Facts::of(certificate).map_err(|fault| ProbeFault::NoTls(port, fault.to_string()))?;
    let objection = verdict
        .as_ref()
        .map(|fault| objection(fault, &facts, host, now()));
    Ok(Found { facts, objection })
}

async fn shake_hands(host: &str, port: u16, witness: Arc<Witness>) -> Result<(), ProbeFault> {
    let mut addresses = tokio::net::lookup_host((host, port))
        .await
        .map_err(|_| ProbeFault::NoAddress(host.to_owned()))?
        .peekable();
    if addresses.peek().is_none() {
        return Err(ProbeFault::NoAddress(host.to_owned()));
    }
    let addresses: Vec<_> = addresses.collect();
    let mut last = String::new();
    for address in addresses {
        match TcpStream::connect(address).await {
            Ok(stream) => return shake(stream, host, port, witness).await,
            Err(fault) => last = fault.to_string(),
        }
    }
    Err(ProbeFault::NoConnection(port, last))
}

async fn shake(
    stream: TcpStream,
    host: &str,
    port: u16,
    witness: Arc<Witness>,
) -> Result<(), ProbeFault> {
    let no_tls = |fault: String| ProbeFault::NoTls(port, fault);
    let name = ServerName::try_from(host.to_owned()).map_err(|fault| no_tls(fault.to_string()))?;
    let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|fault| no_tls(fault.to_string()))?
        .dangerous()
        .with_custom_certificate_verifier(witness)
        .with_no_client_auth();
    TlsConnector::from(Arc::new(config))
        .connect(name, stream)
        .await
        .map(drop)
        .map_err(|fault| no_tls(fault.to_string()))
}

/// Lets every certificate pass, and remembers what the strict one said. Nothing is sent over the
/// connection.
#[derive(Debug)]
struct Witness {
    verifier: Arc<dyn ServerCertVerifier>,
    seen: Mutex<Option<(CertificateDer<'static>, Option<Error>)>>,
}

impl ServerCertVerifier for Witness {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        at: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let verdict = self
            .verifier
            .verify_server_cert(certificate, intermediates, name, ocsp, at)
            .err();
        let seen = (certificate.clone().into_owned(), verdict);
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(seen);
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verifier
            .verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verifier
            .verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.verifier.supported_verify_schemes()
    }
}

/// The strict verdict in the words of somebody who is to mend it.
fn objection(fault: &Error, facts: &Facts, host: &str, at: Instant) -> String {
    if facts.ends_at < at {
        return format!("it expired on {}", day(facts.ends_at));
    }
    if facts.begins_at > at {
        let begins = day(facts.begins_at);
        return format!("it is valid from {begins} on only: is the clock of this machine right?");
    }
    if !facts.covers(host) {
        let names = facts.names.join(", ");
        return format!("it is for {names} and not for {host}");
    }
    match fault {
        Error::InvalidCertificate(CertificateError::UnknownIssuer) => format!(
            "it leads to no authority that this system knows: issued by {}; either it signed \
             itself, or the chain in between is not sent (use the full chain)",
            facts.issuer
        ),
        Error::InvalidCertificate(CertificateError::Revoked) => "it was revoked".to_owned(),
        other => other.to_string(),
    }
}

/// The date of a time, UTC.
fn day(at: Instant) -> String {
    at.to_rfc3339().chars().take(10).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(begins: i64, ends: i64) -> Facts {
        Facts {
            names: vec!["ring.example.com".to_owned()],
            issuer: "Honest (X1)".to_owned(),
            begins_at: Instant(begins * 86_400_000),
            ends_at: Instant(ends * 86_400_000),
        }
    }

    #[test]
    fn an_objection_says_what_is_wrong_first() {
        let unknown = Error::InvalidCertificate(CertificateError::UnknownIssuer);
        let at = Instant(50 * 86_400_000);
        for (facts, host, words) in [
            (facts(0, 10), "ring.example.com", "expired on 1970-01-11"),
            (facts(60, 90), "ring.example.com", "from 1970-03-02 on only"),
            (
                facts(0, 90),
                "desk.example.com",
                "for ring.example.com and not for desk.example.com",
            ),
            (facts(0, 90), "ring.example.com", "issued by Honest (X1)"),
        ] {
            let said = objection(&unknown, &facts, host, at);
            assert!(said.contains(words), "{said}");
        }
    }
}
