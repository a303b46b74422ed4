//! The account itself, and Twilio's clock, for `ringback check`.

use ringback_desk::clock::Instant;
use serde::Deserialize;

use super::dates::answered_at;
use super::{ApiError, TwilioClient, parse_url};

/// The account (<https://www.twilio.com/docs/iam/api/account>).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteAccount {
    /// Twilio's id.
    pub sid: String,
    /// What its owner calls it.
    pub name: String,
    /// `active`, `suspended` or `closed`.
    pub status: String,
    /// A trial account texts verified numbers only.
    pub trial: bool,
}

impl TwilioClient {
    /// Asks about the account, which shows whether the credentials are right.
    ///
    /// # Errors
    /// [`ApiError::Refused`] with 20003 when they are not.
    pub async fn fetch_account(&self) -> Result<RemoteAccount, ApiError> {
        let account: AccountJson = self.get(".json").await?;
        Ok(RemoteAccount {
            sid: account.sid,
            name: account.friendly_name.unwrap_or_default(),
            status: account.status.unwrap_or_default(),
            trial: account.kind.as_deref() == Some("Trial"),
        })
    }

    /// The time on Twilio's clock, in whole seconds; any answer shows it, even a refusal.
    ///
    /// # Errors
    /// [`ApiError`] when there is no answer, or no date on it.
    pub async fn clock(&self) -> Result<Instant, ApiError> {
        let url = parse_url(&format!("{}.json", self.inner.account_url))?;
        let response = self
            .inner
            .http
            .get(url)
            .await
            .map_err(ApiError::no_answer)?;
        let no_date = || ApiError::Unreadable("it does not say what time it is".to_owned());
        answered_at(response.headers()).ok_or_else(no_date)
    }
}

#[derive(Deserialize)]
struct AccountJson {
    sid: String,
    #[serde(default)]
    friendly_name: Option<String>,
    #[serde(default)]
    status: Option<String>,
    #[serde(default, rename = "type")]
    kind: Option<String>,
}
