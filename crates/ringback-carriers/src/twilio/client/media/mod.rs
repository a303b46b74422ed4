//! Fetching pictures and recordings.
//!
//! The URL comes out of a webhook and redirects to wherever storage is, so it is a way for others
//! to make us connect to hosts of their choice. Therefore: it begins at the API's own host; every
//! hop is HTTPS and at a public address, checked after resolving and used as checked; credentials
//! go to the API's own host and nowhere else; and a file has a largest size.

mod address;
mod resolver;
mod stream;

use reqwest::Response;
use reqwest::header::{AUTHORIZATION, LOCATION};
use url::{Host, Url};

use super::answer::refuse_failures;
use super::{ApiError, NotAllowed, TwilioClient};
use address::{Reach, reach};

pub(super) use resolver::CheckedResolver;
pub use stream::MediaStream;

const REDIRECT_COUNT_MAX: usize = 5;

impl TwilioClient {
    /// Fetches an attachment of a text from where the webhook says it is.
    ///
    /// # Errors
    /// [`ApiError::NotAllowed`] when it is somewhere that we do not fetch from, before anything is
    /// sent there.
    pub async fn fetch_media(&self, url: &str) -> Result<MediaStream, ApiError> {
        let url = Url::parse(url).map_err(|_| ApiError::NotAllowed(NotAllowed::Url))?;
        self.fetch_file(url).await
    }

    /// Fetches a recording, as MP3 unless the URL names a format: a tenth of the size of the WAV
    /// that it would otherwise be.
    ///
    /// # Errors
    /// As [`TwilioClient::fetch_media`].
    pub async fn fetch_recording(&self, url: &str) -> Result<MediaStream, ApiError> {
        let mut url = Url::parse(url).map_err(|_| ApiError::NotAllowed(NotAllowed::Url))?;
        let name = url.path().rsplit('/').next().unwrap_or_default();
        if !name.contains('.') {
            url.set_path(&format!("{}.mp3", url.path()));
        }
        self.fetch_file(url).await
    }

    async fn fetch_file(&self, url: Url) -> Result<MediaStream, ApiError> {
        if url.origin() != self.inner.api_url.origin() {
            return Err(ApiError::NotAllowed(NotAllowed::OtherHost));
        }
        let mut url = url;
        for _ in 0..=REDIRECT_COUNT_MAX {
            let response = self.fetch_hop(&url).await?;
            if !response.status().is_redirection() {
                let response = refuse_failures(response).await?;
                return MediaStream::new(response, self.inner.limits.media_bytes_max);
            }
            url = redirect_target(&response, &url)?;
        }
        Err(ApiError::NotAllowed(NotAllowed::TooManyRedirects))
    }

    async fn fetch_hop(&self, url: &Url) -> Result<Response, ApiError> {
        let api_url = &self.inner.api_url;
        check_hop(url, is_loopback(api_url)).map_err(ApiError::NotAllowed)?;
        let mut request = self.media()?.get(url.clone());
        if url.origin() == api_url.origin() {
            request = request.header(AUTHORIZATION, self.inner.authorization.clone());
        }
        request.send().await.map_err(|fault| {
            if resolver::refused(&fault) {
                ApiError::NotAllowed(NotAllowed::PrivateAddress)
            } else {
                ApiError::from_transport(fault)
            }
        })
    }
}

fn redirect_target(response: &Response, from: &Url) -> Result<Url, ApiError> {
    let status = response.status().as_u16();
    let location = response
        .headers()
        .get(LOCATION)
        .and_then(|location| location.to_str().ok());
    let location = location.ok_or(ApiError::Fault {
        http_status: status,
    })?;
    from.join(location)
        .map_err(|_| ApiError::NotAllowed(NotAllowed::Url))
}

/// Whether a hop may be taken as far as its URL shows; names are checked when they are resolved.
fn check_hop(url: &Url, loopback_allowed: bool) -> Result<(), NotAllowed> {
    if !url.username().is_empty() || url.password().is_some() {
        return Err(NotAllowed::Url);
    }
    let literal = match url.host() {
        None => return Err(NotAllowed::Url),
        Some(Host::Domain(_)) => None,
        Some(Host::Ipv4(address)) => Some(address.into()),
        Some(Host::Ipv6(address)) => Some(address.into()),
    };
    let is_ours = loopback_allowed && is_loopback(url);
    match url.scheme() {
        "https" => {}
        "http" if is_ours => {}
        _ => return Err(NotAllowed::NotHttps),
    }
    match literal.map(reach) {
        None | Some(Reach::Public) => Ok(()),
        Some(Reach::Loopback) if loopback_allowed => Ok(()),
        Some(_) => Err(NotAllowed::PrivateAddress),
    }
}

/// Whether a URL's host is this machine by its very spelling.
pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, loopback_allowed: bool) -> Result<(), NotAllowed> {
        check_hop(&Url::parse(url).unwrap(), loopback_allowed)
    }

    #[test]
    fn hops_that_are_taken() {
        for url in [
            "https://mms.twiliocdn.com/x",
            "https://8.8.8.8/x",
            "https://[2606:4700::1111]/x",
        ] {
            assert_eq!(check(url, false), Ok(()), "{url}");
        }
        for url in [
            "http://127.0.0.1:4010/x",
            "http://localhost/x",
            "http://[::1]/x",
            "https://127.0.0.1/x",
        ] {
            assert_eq!(check(url, true), Ok(()), "{url}");
        }
    }

    #[test]
    fn hops_that_are_not() {
        for (url, fault) in [
            ("http://mms.twiliocdn.com/x", NotAllowed::NotHttps),
            ("ftp://mms.twiliocdn.com/x", NotAllowed::NotHttps),
            ("file:///etc/passwd", NotAllowed::Url),
            ("https://me:pw@mms.twiliocdn.com/x", NotAllowed::Url),
            ("https://127.0.0.1/x", NotAllowed::PrivateAddress),
            ("https://2130706433/x", NotAllowed::PrivateAddress),
            ("https://0x7f.1/x", NotAllowed::PrivateAddress),
            (
                "https://169.254.169.254/latest/meta-data",
                NotAllowed::PrivateAddress,
            ),
            ("https://[::ffff:10.0.0.1]/x", NotAllowed::PrivateAddress),
        ] {
            assert_eq!(check(url, false), Err(fault), "{url}");
        }
        assert_eq!(
            check("http://127.0.0.1/x", false),
            Err(NotAllowed::NotHttps)
        );
        assert_eq!(
            check("https://10.0.0.1/x", true),
            Err(NotAllowed::PrivateAddress)
        );
        assert_eq!(check("http://10.0.0.1/x", true), Err(NotAllowed::NotHttps));
    }
}
