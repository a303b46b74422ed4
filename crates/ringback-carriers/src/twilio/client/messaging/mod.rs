//! Twilio's Messaging API (v1): services, and what carriers have been told about the business.
//!
//! It lives on a host of its own. Another API URL than Twilio's, such as a simulated carrier's,
//! is taken to serve both APIs, whose paths do not meet.

mod registration;
mod services;

use serde::Deserialize;
use url::Url;

use super::{ApiError, TwilioClient, parse_url};

pub use services::RemoteService;

/// Pages of 100.
const PAGES_MAX: usize = 20;

/// Where the Messaging API is: `messaging.` in the place of `api.` at Twilio
/// (<https://www.twilio.com/docs/global-infrastructure/using-the-twilio-rest-api-in-a-non-us-region>),
/// the same address anywhere else.
pub(super) fn base_of(api_url: &Url) -> String {
    let base = api_url.as_str().trim_end_matches('/');
    let host = api_url.host_str().unwrap_or_default();
    match host.strip_prefix("api.") {
        Some(rest) if rest.ends_with("twilio.com") => {
            base.replacen(host, &format!("messaging.{rest}"), 1)
        }
        _ => base.to_owned(),
    }
}

/// What every list of this API ends with.
#[derive(Deserialize, Default)]
struct Meta {
    #[serde(default)]
    next_page_url: Option<String>,
}

impl TwilioClient {
    fn messaging_url(&self, path_and_query: &str) -> Result<Url, ApiError> {
        let base = base_of(&self.inner.api_url);
        parse_url(&format!("{base}/v1{path_and_query}"))
    }

    /// The next page of a list, which Twilio names by its whole address; it is never looked for at
    /// another host.
    fn next_messaging_page(&self, meta: &Meta) -> Result<Option<Url>, ApiError> {
        let Some(next) = meta
            .next_page_url
            .as_deref()
            .filter(|next| !next.is_empty())
        else {
            return Ok(None);
        };
        let ours = format!("{}/v1/", base_of(&self.inner.api_url));
        if !next.starts_with(&ours) {
            return Err(ApiError::Unreadable(
                "the next page is somewhere else".to_owned(),
            ));
        }
        parse_url(next).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_messaging_api_has_a_host_of_its_own_only_at_twilio() {
        for (api, messaging) in [
            ("https://api.twilio.com", "https://messaging.twilio.com"),
            (
                "https://api.dublin.ie1.twilio.com",
                "https://messaging.dublin.ie1.twilio.com",
            ),
            ("http://127.0.0.1:4711", "http://127.0.0.1:4711"),
            (
                "https://api.example.com/twilio/",
                "https://api.example.com/twilio",
            ),
        ] {
            assert_eq!(base_of(&Url::parse(api).unwrap()), messaging);
        }
    }
}
