//! Where the world reaches this server: the configured public URL.
//!
//! Carriers sign the URL that they were given, letter for letter, and what a proxy passes on may
//! have lost its scheme, host, port or path prefix. So webhooks are checked against this URL and
//! never against what the request says of itself; its spelling is therefore kept.

use std::fmt;
use std::str::FromStr;

use url::Url;

/// `https://ring.example.com`, with an optional port and path prefix, without a slash at the end.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicUrl {
    text: String,
    scheme_end: usize,
    path_start: usize,
}

/// Why a text cannot be the public URL.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PublicUrlError {
    /// Not a URL at all.
    #[error("not a URL ({0}); write it like https://ring.example.com")]
    NotAUrl(String),
    /// A scheme that carriers do not call.
    #[error("it must begin with https:// (or http:// for tests)")]
    Scheme,
    /// A user name or password, which carriers leave out of what they sign.
    #[error("it must not hold a user name or password")]
    Credentials,
    /// A query or fragment, which would end up in the middle of longer URLs.
    #[error("it must end with its host, port or path: no ? and no #")]
    QueryOrFragment,
    /// Twilio refuses status callbacks to such hosts.
    #[error("its host name holds an underscore, which Twilio refuses in callback URLs")]
    Underscore,
}

impl PublicUrl {
    /// Reads a configured public URL; slashes at its end do not count.
    ///
    /// # Errors
    /// [`PublicUrlError`] says what to change.
    pub fn parse(text: &str) -> Result<Self, PublicUrlError> {
        let text = text.trim().trim_end_matches('/');
        let url = Url::parse(text).map_err(|fault| PublicUrlError::NotAUrl(fault.to_string()))?;
        if !matches!(url.scheme(), "https" | "http") {
            return Err(PublicUrlError::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(PublicUrlError::Credentials);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(PublicUrlError::QueryOrFragment);
        }
        if url.host_str().is_some_and(|host| host.contains('_')) {
            return Err(PublicUrlError::Underscore);
        }
        Self::split(text).ok_or_else(|| PublicUrlError::NotAUrl("no host".to_owned()))
    }

    /// Takes a URL apart without judging it; for signatures over URLs that are given in full.
    pub(crate) fn split(text: &str) -> Option<Self> {
        let scheme_end = text.find("://")?;
        let authority_start = scheme_end + 3;
        let path_start = text[authority_start..]
            .find(['/', '?', '#'])
            .map_or(text.len(), |at| authority_start + at);
        (scheme_end > 0 && path_start > authority_start).then(|| Self {
            text: text.to_owned(),
            scheme_end,
            path_start,
        })
    }

    /// The whole URL, without a slash at its end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// `https` or `http`, as spelt.
    #[must_use]
    pub fn scheme(&self) -> &str {
        &self.text[..self.scheme_end]
    }

    /// Host and port, as spelt.
    #[must_use]
    pub fn authority(&self) -> &str {
        &self.text[self.scheme_end + 3..self.path_start]
    }

    /// Host without the port, as spelt.
    #[must_use]
    pub fn host(&self) -> &str {
        let authority = self.authority();
        port_colon(authority).map_or(authority, |colon| &authority[..colon])
    }

    /// The path prefix: empty, or `/ring`.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.text[self.path_start..]
    }

    /// Whether callers' data travel encrypted.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.scheme().eq_ignore_ascii_case("https")
    }

    /// The public URL followed by `path_and_query`, which begins with a slash.
    #[must_use]
    pub fn join(&self, path_and_query: &str) -> String {
        [self.text.as_str(), path_and_query].concat()
    }
}

/// Where the colon before a port stands in `host:port`; IPv6 hosts are bracketed.
pub(crate) fn port_colon(authority: &str) -> Option<usize> {
    let colon = authority.rfind(':')?;
    let port = &authority[colon + 1..];
    (!port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit())).then_some(colon)
}

impl FromStr for PublicUrl {
    type Err = PublicUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_spelling_and_drops_the_last_slash() {
        let url = PublicUrl::parse(" https://Ring.Example.com:8443/Ring/ ").unwrap();
        assert_eq!(url.as_str(), "https://Ring.Example.com:8443/Ring");
        assert_eq!(url.scheme(), "https");
        assert_eq!(url.authority(), "Ring.Example.com:8443");
        assert_eq!(url.host(), "Ring.Example.com");
        assert_eq!(url.prefix(), "/Ring");
        assert_eq!(
            url.join("/twilio/voice"),
            "https://Ring.Example.com:8443/Ring/twilio/voice"
        );
    }

    #[test]
    fn a_bare_host_has_no_prefix() {
        let url = PublicUrl::parse("http://[::1]:8080").unwrap();
        assert_eq!(
            (url.host(), url.prefix(), url.is_https()),
            ("[::1]", "", false)
        );
        assert_eq!(PublicUrl::parse("http://[::1]").unwrap().host(), "[::1]");
    }

    #[test]
    fn says_what_is_wrong() {
        for (text, fault) in [
            ("ftp://ring.example.com", PublicUrlError::Scheme),
            (
                "https://me:pw@ring.example.com",
                PublicUrlError::Credentials,
            ),
            (
                "https://ring.example.com?x=1",
                PublicUrlError::QueryOrFragment,
            ),
            (
                "https://ring.example.com/#x",
                PublicUrlError::QueryOrFragment,
            ),
            ("https://my_ring.example.com", PublicUrlError::Underscore),
        ] {
            assert_eq!(PublicUrl::parse(text), Err(fault), "{text}");
        }
        for text in ["", "ring.example.com", "https://", "https:///x"] {
            assert!(PublicUrl::parse(text).is_err(), "{text}");
        }
    }
}
