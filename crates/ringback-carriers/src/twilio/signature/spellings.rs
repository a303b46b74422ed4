//! Under which spellings of one URL a webhook may have been signed.

use crate::public_url::{PublicUrl, port_colon};

/// The hosts that Twilio may have signed, the likeliest first: as configured, with the port that
/// goes without saying, or without the port; and in lower case, which is the same host.
pub(super) fn authorities(base: &PublicUrl) -> Vec<String> {
    let configured = base.authority();
    let other_port = match port_colon(configured) {
        Some(colon) => configured[..colon].to_owned(),
        None if base.is_https() => format!("{configured}:443"),
        None => format!("{configured}:80"),
    };
    let mut all = vec![configured.to_owned(), other_port];
    if configured.bytes().any(|byte| byte.is_ascii_uppercase()) {
        all.extend(
            all.clone()
                .iter()
                .map(|authority| authority.to_ascii_lowercase()),
        );
    }
    all
}

/// The paths that Twilio may have signed: as received when the proxy left the prefix in place, and
/// behind the prefix when it stripped it. A question mark with nothing after it is not signed.
pub(super) fn paths(prefix: &str, path_and_query: &str) -> Vec<String> {
    let received = path_and_query.strip_suffix('?').unwrap_or(path_and_query);
    let has_prefix = received
        .strip_prefix(prefix)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    let mut all = Vec::with_capacity(2);
    if has_prefix {
        all.push(received.to_owned());
    }
    if !prefix.is_empty() {
        all.push([prefix, received].concat());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spellings(base: &str, path_and_query: &str) -> Vec<String> {
        let base = PublicUrl::parse(base).unwrap();
        let paths = paths(base.prefix(), path_and_query);
        let mut all = Vec::new();
        for host in authorities(&base) {
            all.extend(
                paths
                    .iter()
                    .map(|path| format!("{}://{host}{path}", base.scheme())),
            );
        }
        all
    }

    /// Every way in which Twilio may reach one server, and what the proxy makes of it.
    #[test]
    fn ports_and_prefixes_as_twilio_and_proxies_leave_them() {
        for (base, path, signed) in [
            (
                "https://a.example",
                "/twilio/voice",
                "https://a.example/twilio/voice",
            ),
            (
                "https://a.example",
                "/twilio/voice",
                "https://a.example:443/twilio/voice",
            ),
            (
                "https://a.example:443",
                "/twilio/voice",
                "https://a.example/twilio/voice",
            ),
            (
                "https://a.example:8443",
                "/twilio/voice",
                "https://a.example:8443/twilio/voice",
            ),
            (
                "https://a.example:8443",
                "/twilio/voice",
                "https://a.example/twilio/voice",
            ),
            (
                "http://a.example",
                "/twilio/voice",
                "http://a.example:80/twilio/voice",
            ),
            (
                "https://a.example/ring",
                "/twilio/voice",
                "https://a.example/ring/twilio/voice",
            ),
            (
                "https://a.example/ring",
                "/ring/twilio/voice",
                "https://a.example/ring/twilio/voice",
            ),
            (
                "https://a.example/twilio",
                "/twilio/voice",
                "https://a.example/twilio/twilio/voice",
            ),
            (
                "https://A.example",
                "/twilio/voice",
                "https://a.example/twilio/voice",
            ),
            (
                "https://A.example",
                "/twilio/voice",
                "https://A.example/twilio/voice",
            ),
            (
                "https://a.example",
                "/twilio/dial?round=1&x=%2B1",
                "https://a.example/twilio/dial?round=1&x=%2B1",
            ),
        ] {
            let spellings = spellings(base, path);
            assert!(
                spellings.contains(&signed.to_owned()),
                "{signed} in {spellings:?}"
            );
        }
    }

    #[test]
    fn other_urls_are_no_spellings_of_ours() {
        for (base, path, signed) in [
            (
                "https://a.example",
                "/twilio/voice",
                "http://a.example/twilio/voice",
            ),
            (
                "https://a.example",
                "/twilio/voice",
                "https://b.example/twilio/voice",
            ),
            (
                "https://a.example",
                "/twilio/voice",
                "https://a.example:8443/twilio/voice",
            ),
            (
                "https://a.example",
                "/twilio/voice",
                "https://a.example/twilio/Voice",
            ),
            (
                "https://a.example",
                "/twilio/voice",
                "https://a.example/twilio/voice/",
            ),
            (
                "https://a.example",
                "/twilio/dial?round=1",
                "https://a.example/twilio/dial?round=2",
            ),
            (
                "https://a.example",
                "/twilio/dial?a=%2B1",
                "https://a.example/twilio/dial?a=+1",
            ),
            (
                "https://a.example/ring",
                "/twilio/voice",
                "https://a.example/twilio/voice",
            ),
            (
                "https://a.example/ring",
                "/ringer/voice",
                "https://a.example/ringer/voice",
            ),
        ] {
            let spellings = spellings(base, path);
            assert!(!spellings.is_empty());
            assert!(
                !spellings.contains(&signed.to_owned()),
                "{signed} in {spellings:?}"
            );
        }
    }
}
