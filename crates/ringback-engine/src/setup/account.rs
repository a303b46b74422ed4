//! Account SID and auth token, looked at the moment they are typed.

use ringback_carriers::outbound::CarrierError;
use ringback_carriers::public_url::PublicUrl;
use ringback_carriers::twilio::client::{ApiError, TwilioClient};
use ringback_carriers::twilio::config::TwilioConfig;
use ringback_desk::setup::facts::AccountFacts;
use ringback_desk::setup::findings::{Finding, Weight, of_account, of_credentials, of_refusal};
use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

use super::silent;

/// What opens an account at the carrier.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// `AC` and 32 characters.
    pub account_sid: String,
    /// The account's auth token.
    pub auth_token: SecretString,
    /// The carrier's API.
    pub api_url: Url,
    /// Where the carrier reaches this server.
    pub public_url: PublicUrl,
}

/// Asks the carrier whether the account is there and can be used. Returns the client for whatever
/// comes next, with notes such as a trial account.
///
/// # Errors
/// What stops the set-up, in words.
pub async fn check_account(
    credentials: &Credentials,
) -> Result<(TwilioClient, AccountFacts, Vec<Finding>), Finding> {
    let account_sid = credentials.account_sid.trim();
    if let Some(finding) = of_credentials(account_sid) {
        return Err(finding);
    }
    let token = credentials.auth_token.expose_secret().trim();
    let client = TwilioClient::new(&TwilioConfig {
        account_sid: account_sid.to_owned(),
        auth_token: SecretString::from(token),
        api_url: credentials.api_url.clone(),
        public_url: credentials.public_url.clone(),
    })
    .map_err(|fault| silent(&fault))?;
    let account = match client.fetch_account().await {
        Ok(account) => account,
        Err(ApiError::Refused(refusal)) => return Err(refused(&refusal, token)),
        Err(fault) => return Err(silent(&fault)),
    };
    let facts = AccountFacts {
        account: account.sid,
        name: account.name,
        status: account.status,
        trial: account.trial,
    };
    let (stops, notes): (Vec<_>, Vec<_>) = of_account(&facts)
        .into_iter()
        .partition(|finding| finding.weight() == Weight::Stops);
    match stops.into_iter().next() {
        Some(finding) => Err(finding),
        None => Ok((client, facts, notes)),
    }
}

fn refused(refusal: &CarrierError, token: &str) -> Finding {
    match refusal.http_status {
        401 | 403 => of_refusal(token),
        404 => Finding::NoSuchAccount,
        _ => Finding::CarrierSilent {
            why: refusal.to_string(),
        },
    }
}
