//! Resolving names to addresses that may be connected to.
//!
//! The connection is made to the addresses that are returned here, so a name cannot resolve to a
//! harmless address for the check and to another for the connection.

use std::error::Error;
use std::net::SocketAddr;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::address::{Reach, reach};

/// The system's resolver, refusing names that lead anywhere private.
pub(crate) struct CheckedResolver {
    /// Whether names may lead to this machine.
    pub(crate) loopback_allowed: bool,
}

/// A name leads to an address that is not fetched from.
#[derive(Debug, thiserror::Error)]
#[error("the name leads to an address that is not public")]
struct PrivateAddress;

impl Resolve for CheckedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let loopback_allowed = self.loopback_allowed;
        Box::pin(async move {
            // Port 0: the connector puts in the URL's own.
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let addresses: Vec<SocketAddr> = found.collect();
            check(&addresses, loopback_allowed)?;
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

/// One bad address spoils a name: which one of them is connected to is not ours to say.
fn check(addresses: &[SocketAddr], loopback_allowed: bool) -> Result<(), PrivateAddress> {
    let is_fine = |address: &SocketAddr| match reach(address.ip()) {
        Reach::Public => true,
        Reach::Loopback => loopback_allowed,
        Reach::Private => false,
    };
    if addresses.iter().all(is_fine) {
        Ok(())
    } else {
        Err(PrivateAddress)
    }
}

/// Whether a request failed because its host was refused here.
pub(super) fn refused(fault: &reqwest::Error) -> bool {
    let mut cause = fault.source();
    while let Some(inner) = cause {
        if inner.is::<PrivateAddress>() {
            return true;
        }
        cause = inner.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_private_address_spoils_a_name() {
        let public: SocketAddr = "1.1.1.1:0".parse().unwrap();
        let private: SocketAddr = "10.0.0.1:0".parse().unwrap();
        let loopback: SocketAddr = "127.0.0.1:0".parse().unwrap();
        assert!(check(&[public], false).is_ok());
        assert!(check(&[public, private], true).is_err());
        assert!(check(&[public, loopback], false).is_err());
        assert!(check(&[loopback], true).is_ok());
    }

    /// Through the whole HTTP client, as the refusal has to be recognised at the other end of it.
    #[tokio::test]
    async fn names_that_lead_to_this_machine_are_refused_unless_allowed() {
        let _ = rustls::crypto::ring::default_provider().install_default();
        for loopback_allowed in [false, true] {
            let client = reqwest::Client::builder()
                .dns_resolver(CheckedResolver { loopback_allowed })
                .no_proxy()
                .build()
                .unwrap();
            // Nobody listens at port 1.
            let fault = client.get("http://localhost:1/").send().await.unwrap_err();
            assert_eq!(refused(&fault), !loopback_allowed, "{fault:?}");
        }
    }
}
