//! An account at the carrier: what opens its API, and what signs its webhooks.

use ringback_carriers::twilio::client::{ApiError, TwilioClient};
use ringback_carriers::twilio::config::TwilioConfig;
use secrecy::{ExposeSecret, SecretString};

use super::configured::{Configured, ConfiguredAccount};

/// One carrier account.
#[derive(Debug)]
pub struct Account {
    sid: String,
    client: TwilioClient,
    signing_tokens: Vec<SecretString>,
}

impl Account {
    /// An account that can be used.
    ///
    /// # Errors
    /// [`ApiError::SetUp`] when its id or the API's address cannot be one.
    pub fn open(given: &ConfiguredAccount, to: &Configured) -> Result<Self, ApiError> {
        let client = TwilioClient::new(&TwilioConfig {
            account_sid: given.sid.clone(),
            auth_token: given.token.clone(),
            api_url: to.api_url.clone(),
            public_url: to.public_url.clone(),
        })?;
        Ok(Self {
            sid: given.sid.clone(),
            client,
            signing_tokens: std::iter::once(given.token.clone())
                .chain(given.next_token.clone())
                .collect(),
        })
    }

    /// Whether it is the same account with the same tokens.
    pub(super) fn is(&self, given: &ConfiguredAccount) -> bool {
        let tokens = std::iter::once(&given.token).chain(&given.next_token);
        self.sid == given.sid
            && self
                .signing_tokens
                .iter()
                .map(ExposeSecret::expose_secret)
                .eq(tokens.map(ExposeSecret::expose_secret))
    }

    /// Its id at the carrier.
    #[must_use]
    pub fn sid(&self) -> &str {
        &self.sid
    }

    /// The carrier's API under this account.
    #[must_use]
    pub fn client(&self) -> &TwilioClient {
        &self.client
    }

    /// The tokens that sign its webhooks; more than one while they are changed over.
    #[must_use]
    pub fn signing_tokens(&self) -> &[SecretString] {
        &self.signing_tokens
    }
}
