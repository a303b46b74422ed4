//! Proxies that are believed when they say for whom they ask.
//!
//! A header is anybody's to write. What `X-Forwarded-For`, `-Proto` and `-Host` say counts only
//! where the connection comes from an address of the list, and the list is empty unless it is set.
//! Signatures of webhooks depend on none of this: they are checked against the configured public
//! URL.

use std::net::{AddrParseError, IpAddr, SocketAddr};

use axum::http::header::HOST;
use axum::http::{HeaderMap, HeaderName, Request};
use ipnet::IpNet;

use super::Connection;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
/// No chain of proxies is longer; the rest of a longer header is a stranger's.
const HOPS_MAX: usize = 16;

/// Addresses and networks of proxies; nobody by default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

impl TrustedProxies {
    /// Reads addresses (`127.0.0.1`, `::1`) and networks in CIDR notation (`10.0.0.0/8`).
    ///
    /// # Errors
    /// The first entry that is neither.
    pub fn parse(entries: &[String]) -> Result<Self, String> {
        let read = |entry: &String| network(entry).ok_or_else(|| entry.clone());
        entries.iter().map(read).collect::<Result<_, _>>().map(Self)
    }

    /// Whether nobody is believed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn contains(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }

    /// Leaves with the request where it comes from, and puts the host that was asked for in its
    /// place where a proxy changed it.
    pub(crate) fn see<B>(&self, request: &mut Request<B>, peer: SocketAddr, is_tls: bool) {
        let mut connection = Connection {
            address: peer.ip(),
            is_https: is_tls,
        };
        if self.contains(peer.ip()) {
            let headers = request.headers_mut();
            connection.address = self.client(peer.ip(), headers);
            if let Some(scheme) = last(headers, &FORWARDED_PROTO) {
                connection.is_https = scheme.eq_ignore_ascii_case("https");
            }
            if let Some(host) = last(headers, &FORWARDED_HOST).and_then(|host| host.parse().ok()) {
                headers.insert(HOST, host);
            }
        }
        request.extensions_mut().insert(connection);
    }

    /// Each proxy writes behind the others whom it was asked by. Read from the end, the first one
    /// that is no proxy of ours is the client; what stands before it is the client's own word.
    fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer;
        let lines = headers.get_all(FORWARDED_FOR).iter().rev();
        let hops = lines.flat_map(|line| line.to_str().unwrap_or("?").rsplit(','));
        for hop in hops.take(HOPS_MAX) {
            match address(hop) {
                Ok(hop) => client = hop.to_canonical(),
                // `unknown`, a made-up name, or damage: whoever wrote it is as far as we can see.
                Err(_) => return client,
            }
            if !self.contains(client) {
                return client;
            }
        }
        client
    }
}

fn network(entry: &str) -> Option<IpNet> {
    let entry = entry.trim();
    let network = match entry.parse::<IpNet>() {
        Ok(network) => network,
        Err(_) => IpNet::from(entry.parse::<IpAddr>().ok()?.to_canonical()),
    };
    Some(network.trunc())
}

/// An address, with a port (some load balancers write one) or without.
fn address(hop: &str) -> Result<IpAddr, AddrParseError> {
    let hop = hop.trim();
    hop.parse::<SocketAddr>()
        .map(|address| address.ip())
        .or_else(|_| {
            hop.trim_start_matches('[')
                .trim_end_matches(']')
                .parse::<IpAddr>()
        })
}

/// The last value of a header: what the nearest proxy wrote.
fn last(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let line = headers.get_all(name).iter().next_back()?;
    let value = line.to_str().ok()?.rsplit(',').next()?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(entries: &[&str]) -> TrustedProxies {
        let entries: Vec<_> = entries.iter().map(|&entry| entry.to_owned()).collect();
        TrustedProxies::parse(&entries).expect("addresses")
    }

    /// What is seen of a request with these headers from this peer: address, https, host.
    fn seen(
        proxies: &TrustedProxies,
        peer: &str,
        headers: &[(&str, &str)],
    ) -> (String, bool, String) {
        let mut request = Request::builder().header("host", "127.0.0.1:8080");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(()).expect("a request");
        let peer = SocketAddr::new(peer.parse().expect("an address"), 4_000);
        proxies.see(&mut request, peer, false);
        let connection = request
            .extensions()
            .get::<Connection>()
            .expect("it is left");
        let host = request.headers()[HOST].to_str().expect("text").to_owned();
        (connection.address.to_string(), connection.is_https, host)
    }

    const FOR: &str = "x-forwarded-for";

    #[test]
    fn without_a_list_headers_are_anybodys_word() {
        let headers = [
            (FOR, "203.0.113.9"),
            ("x-forwarded-proto", "https"),
            ("x-forwarded-host", "evil.example"),
        ];
        for peer in ["127.0.0.1", "192.0.2.1"] {
            let (address, is_https, host) = seen(&TrustedProxies::default(), peer, &headers);
            assert_eq!(address, peer);
            assert!(!is_https);
            assert_eq!(host, "127.0.0.1:8080");
        }
        let elsewhere = list(&["10.0.0.0/8"]);
        assert_eq!(seen(&elsewhere, "127.0.0.1", &headers).0, "127.0.0.1");
    }

    #[test]
    fn the_client_is_the_last_that_is_no_proxy_of_ours() {
        let proxies = list(&["127.0.0.1", "10.0.0.0/8", "2001:db8:5::/48"]);
        for (lines, client) in [
            (&["203.0.113.9"][..], "203.0.113.9"),
            // What a client says of itself stands before what the proxy saw.
            (&["1.2.3.4, 203.0.113.9"], "203.0.113.9"),
            (&["127.0.0.1, 203.0.113.9"], "203.0.113.9"),
            (&["203.0.113.9, 10.1.2.3"], "203.0.113.9"),
            (&["1.2.3.4", "203.0.113.9 ,10.1.2.3"], "203.0.113.9"),
            (&["2001:db8::7, 2001:db8:5::1"], "2001:db8::7"),
            (&["203.0.113.9:51234"], "203.0.113.9"),
            (&["[2001:db8::7]:443"], "2001:db8::7"),
            (&["[2001:db8::7]"], "2001:db8::7"),
            (&["::ffff:203.0.113.9"], "203.0.113.9"),
            // Only proxies: a check of their own.
            (&["10.9.9.9, 10.1.2.3"], "10.9.9.9"),
            (&["unknown"], "127.0.0.1"),
            (&["203.0.113.9, unknown, 10.1.2.3"], "10.1.2.3"),
            (&[""], "127.0.0.1"),
            (&[], "127.0.0.1"),
        ] {
            let headers: Vec<_> = lines.iter().map(|&line| (FOR, line)).collect();
            assert_eq!(seen(&proxies, "127.0.0.1", &headers).0, client, "{lines:?}");
            assert_eq!(
                seen(&proxies, "::ffff:127.0.0.1", &headers[..]).0,
                if client == "127.0.0.1" {
                    "::ffff:127.0.0.1"
                } else {
                    client
                },
                "an IPv4 address as a socket for both writes it: {lines:?}"
            );
        }
        let long = vec!["10.0.0.1"; 10_000].join(",");
        assert_eq!(seen(&proxies, "127.0.0.1", &[(FOR, &long)]).0, "10.0.0.1");
    }

    #[test]
    fn scheme_and_host_are_the_nearest_proxys() {
        let proxies = list(&["127.0.0.1"]);
        let headers = [
            ("x-forwarded-proto", "http, https"),
            ("x-forwarded-host", "evil.example, ring.example.com"),
        ];
        let (_, is_https, host) = seen(&proxies, "127.0.0.1", &headers);
        assert!(is_https);
        assert_eq!(host, "ring.example.com");
        let (_, is_https, _) = seen(&proxies, "127.0.0.1", &[("x-forwarded-proto", "http")]);
        assert!(!is_https);
    }

    #[test]
    fn a_list_holds_addresses_and_networks_and_nothing_else() {
        assert!(list(&[]).is_empty());
        assert_eq!(list(&["10.1.2.3/8"]), list(&["10.0.0.0/8"]));
        assert_eq!(list(&["::ffff:10.0.0.1"]), list(&["10.0.0.1/32"]));
        for entry in ["*", "all", "localhost", "10.0.0.0/33", "10.0.0", ""] {
            let parsed = TrustedProxies::parse(&[entry.to_owned()]);
            assert_eq!(parsed, Err(entry.to_owned()));
        }
    }
}
