//! Where a request comes from.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

/// What is known of the way that a request came; the server's loop leaves it with each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Connection {
    /// The other end of the connection; past proxies that are trusted, the one that they name.
    pub(crate) address: IpAddr,
    /// Whether it was encrypted on its way from the browser.
    pub(crate) is_https: bool,
}

/// The address that a request is counted under. Behind a proxy that is not in `trusted_proxies` it
/// is the proxy's: headers that name another are anybody's to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ClientAddress(pub(crate) IpAddr);

impl<S: Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let connection = parts.extensions.get::<Connection>();
        // A request that came over no connection is a test's.
        Ok(Self(
            connection.map_or(Ipv4Addr::UNSPECIFIED.into(), |connection| {
                connection.address
            }),
        ))
    }
}
