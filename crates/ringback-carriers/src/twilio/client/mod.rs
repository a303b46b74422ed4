//! Twilio's REST API (<https://www.twilio.com/docs/usage/api>): one call a file.
//!
//! Nothing here is ever repeated by itself. For reads the caller decides; for sends a repetition
//! could text somebody twice. HTTP/1.1 only, `reqwest`'s own retries are switched off, and what
//! remains below (`hyper-util` taking another connection) concerns requests that it gets back from
//! a pooled connection with not one byte written; a test counts what arrives.

mod account;
mod answer;
mod calls;
mod dates;
mod error;
mod list_texts;
mod media;
mod messaging;
mod numbers;
mod place_call;
mod send_text;
#[cfg(feature = "simulated")]
pub mod simulated;
mod text_media;
mod texts;
mod transport;

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use secrecy::ExposeSecret as _;
use serde::de::DeserializeOwned;
use url::Url;

pub use account::RemoteAccount;
pub use calls::RemoteCall;
pub use error::{ApiError, NotAllowed};
pub use list_texts::ListTexts;
pub use media::MediaStream;
pub use messaging::RemoteService;
pub use numbers::OwnNumber;
pub use place_call::PlaceCall;
pub use texts::RemoteText;

use super::config::TwilioConfig;
use media::CheckedResolver;
use transport::Transport;

/// What every request with a body carries.
const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");

const USER_AGENT: &str = concat!("ringback/", env!("CARGO_PKG_VERSION"));

/// How long and how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientLimits {
    /// One API request, from connecting to the last byte of the answer.
    pub request: Duration,
    /// Connecting, of that.
    pub connect: Duration,
    /// Longest silence while a file is fetched.
    pub media_silence: Duration,
    /// Fetching one file, redirects and all.
    pub media: Duration,
    /// Largest file.
    pub media_bytes_max: u64,
}

impl Default for ClientLimits {
    fn default() -> Self {
        Self {
            request: Duration::from_secs(10),
            connect: Duration::from_secs(5),
            media_silence: Duration::from_secs(10),
            media: Duration::from_secs(60),
            media_bytes_max: 25 * 1_024 * 1_024,
        }
    }
}

/// One account at Twilio. Cheap to clone; clones share their connections.
#[derive(Clone)]
pub struct TwilioClient {
    inner: Arc<Inner>,
}

struct Inner {
    http: Transport,
    /// Made when the first file is fetched: it has to read the system's certificates first.
    media: OnceLock<reqwest::Client>,
    api_url: Url,
    /// `…/2010-04-01/Accounts/AC…`
    account_url: String,
    /// `…/Messages.json`, ready to be sent to.
    messages_url: Url,
    authorization: HeaderValue,
    limits: ClientLimits,
}

impl TwilioClient {
    /// A client with [`ClientLimits::default`]. A rustls crypto provider must be installed.
    ///
    /// # Errors
    /// [`ApiError::SetUp`] when the API URL or the credentials cannot be used at all.
    pub fn new(config: &TwilioConfig) -> Result<Self, ApiError> {
        Self::with_limits(config, ClientLimits::default())
    }

    /// A client with limits of one's own, for tests.
    ///
    /// # Errors
    /// As [`TwilioClient::new`].
    pub fn with_limits(config: &TwilioConfig, limits: ClientLimits) -> Result<Self, ApiError> {
        let api_url = config.api_url.clone();
        if api_url.cannot_be_a_base() || !is_sid(&config.account_sid) {
            return Err(ApiError::SetUp(
                "the API URL or the account SID cannot be used".to_owned(),
            ));
        }
        let base = api_url.as_str().trim_end_matches('/');
        let account_url = format!("{base}/2010-04-01/Accounts/{}", config.account_sid);
        let messages_url = parse_url(&format!("{account_url}/Messages.json"))?;
        let authorization = authorization(config)?;
        let inner = Inner {
            http: transport(&api_url, &authorization, limits)?,
            media: OnceLock::new(),
            api_url,
            account_url,
            messages_url,
            authorization,
            limits,
        };
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    /// Asks for a JSON resource below the account, such as `/Messages/SM….json`.
    async fn get<T: DeserializeOwned>(&self, path_and_query: &str) -> Result<T, ApiError> {
        self.get_url(parse_url(&format!(
            "{}{path_and_query}",
            self.inner.account_url
        ))?)
        .await
    }

    fn media(&self) -> Result<&reqwest::Client, ApiError> {
        if let Some(client) = self.inner.media.get() {
            return Ok(client);
        }
        let client = media_client(&self.inner.api_url, self.inner.limits)?;
        Ok(self.inner.media.get_or_init(|| client))
    }

    async fn get_url<T: DeserializeOwned>(&self, url: Url) -> Result<T, ApiError> {
        let response = self
            .inner
            .http
            .get(url)
            .await
            .map_err(ApiError::no_answer)?;
        answer::read_json(response).await
    }

    /// Posts a form to a resource below the account.
    async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Result<T, ApiError> {
        self.post_url(
            parse_url(&format!("{}{path}", self.inner.account_url))?,
            fields,
        )
        .await
    }

    async fn post_url<T: DeserializeOwned>(
        &self,
        url: Url,
        fields: &[(&str, &str)],
    ) -> Result<T, ApiError> {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let response = self
            .inner
            .http
            .post(url, body)
            .await
            .map_err(ApiError::no_answer)?;
        answer::read_json(response).await
    }

    /// Twilio names the next page by path; it is never looked for at another host.
    fn next_page(&self, uri: Option<&str>) -> Result<Option<Url>, ApiError> {
        let Some(uri) = uri.filter(|uri| !uri.is_empty()) else {
            return Ok(None);
        };
        if !uri.starts_with("/2010-04-01/") {
            return Err(ApiError::Unreadable(
                "the next page is somewhere else".to_owned(),
            ));
        }
        let base = self.inner.api_url.as_str().trim_end_matches('/');
        parse_url(&format!("{base}{uri}")).map(Some)
    }
}

impl fmt::Debug for TwilioClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = super::config::origin_of(&self.inner.api_url);
        f.debug_struct("TwilioClient")
            .field("api_url", &host)
            .finish_non_exhaustive()
    }
}

fn parse_url(text: &str) -> Result<Url, ApiError> {
    Url::parse(text).map_err(|fault| ApiError::SetUp(format!("not a URL: {fault}")))
}

fn authorization(config: &TwilioConfig) -> Result<HeaderValue, ApiError> {
    let pair = format!(
        "{}:{}",
        config.account_sid,
        config.auth_token.expose_secret()
    );
    let mut header = HeaderValue::try_from(format!("Basic {}", STANDARD.encode(pair)))
        .map_err(|_| ApiError::SetUp("the credentials cannot stand in a header".to_owned()))?;
    header.set_sensitive(true);
    Ok(header)
}

fn transport(
    api_url: &Url,
    authorization: &HeaderValue,
    limits: ClientLimits,
) -> Result<Transport, ApiError> {
    #[cfg(feature = "simulated")]
    if let Some(carrier) = simulated::Carrier::of_thread(authorization.to_str().unwrap_or_default())
    {
        return Ok(Transport::Simulated(carrier));
    }
    api_client(api_url, authorization, limits).map(Transport::Http)
}

fn api_client(
    api_url: &Url,
    authorization: &HeaderValue,
    limits: ClientLimits,
) -> Result<reqwest::Client, ApiError> {
    let mut headers = HeaderMap::new();
    headers.insert(AUTHORIZATION, authorization.clone());
    let mut builder = bare_client(limits)
        .default_headers(headers)
        .timeout(limits.request)
        // Shorter than servers usually keep an idle connection: a send on one that the server is
        // just closing ends as "unknown".
        .pool_idle_timeout(Duration::from_secs(20))
        .pool_max_idle_per_host(256);
    if media::is_loopback(api_url) {
        builder = builder.no_proxy();
    }
    if api_url.scheme() == "http" {
        // No certificate will be looked at, so reading all of the system's can be spared.
        builder = builder.tls_certs_only([]);
    }
    builder.build().map_err(ApiError::from_set_up)
}

/// Files come from where a stranger's message says, so this client connects only to addresses
/// that [`CheckedResolver`] has let pass, and never through a proxy, which would resolve by itself.
fn media_client(api_url: &Url, limits: ClientLimits) -> Result<reqwest::Client, ApiError> {
    bare_client(limits)
        .timeout(limits.media)
        .read_timeout(limits.media_silence)
        .dns_resolver(CheckedResolver {
            loopback_allowed: media::is_loopback(api_url),
        })
        .no_proxy()
        .pool_idle_timeout(Duration::from_secs(20))
        .pool_max_idle_per_host(4)
        .build()
        .map_err(ApiError::from_set_up)
}

fn bare_client(limits: ClientLimits) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .connect_timeout(limits.connect)
        .http1_only()
        .retry(reqwest::retry::never())
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
}

/// Whether a text can stand in a path as one of Twilio's ids, or ours.
fn is_sid(text: &str) -> bool {
    (2..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// `sid`, or the reason not to ask for it.
fn checked_sid(sid: &str) -> Result<&str, ApiError> {
    if is_sid(sid) {
        Ok(sid)
    } else {
        Err(ApiError::NotASid)
    }
}
