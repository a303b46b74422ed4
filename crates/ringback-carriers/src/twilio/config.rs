//! What is needed to speak with Twilio, and never shown.

use std::fmt;

use secrecy::SecretString;
use url::Url;

use crate::public_url::PublicUrl;

/// Twilio's own API host, in the US region that all accounts can use.
pub const DEFAULT_API_URL: &str = "https://api.twilio.com";

/// One Twilio account and the way between it and us.
#[derive(Clone)]
pub struct TwilioConfig {
    /// `AC` and 32 hexadecimal digits.
    pub account_sid: String,
    /// The account's auth token. It both opens the API and signs webhooks, so an API key with its
    /// secret will not do (<https://www.twilio.com/docs/usage/security>).
    pub auth_token: SecretString,
    /// [`DEFAULT_API_URL`], or a simulated carrier.
    pub api_url: Url,
    /// Where Twilio reaches us.
    pub public_url: PublicUrl,
}

impl fmt::Debug for TwilioConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TwilioConfig")
            .field("account_sid", &self.account_sid)
            .field("auth_token", &"(secret)")
            .field("api_url", &origin_of(&self.api_url))
            .field("public_url", &self.public_url)
            .finish()
    }
}

/// Scheme, host and port: an API URL may hold credentials, which are not to be shown.
pub(crate) fn origin_of(url: &Url) -> String {
    url.origin().ascii_serialization()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_secret() {
        let config = TwilioConfig {
            account_sid: "AC00000000000000000000000000000000".to_owned(),
            auth_token: SecretString::from("0123456789abcdef"),
            api_url: Url::parse("https://user:hunter2@api.example.com").unwrap(),
            public_url: PublicUrl::parse("https://ring.example.com").unwrap(),
        };
        let shown = format!("{config:?}");
        assert!(
            shown.contains("AC0000") && shown.contains("https://api.example.com"),
            "{shown}"
        );
        assert!(
            !shown.contains("0123456789abcdef") && !shown.contains("hunter2"),
            "{shown}"
        );
    }
}
