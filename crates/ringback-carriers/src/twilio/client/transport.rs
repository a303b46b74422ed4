//! How requests reach the carrier's API.

use reqwest::Response;
use reqwest::header::CONTENT_TYPE;
use url::Url;

use super::FORM;
use super::error::describe;

/// The way to the carrier.
pub(super) enum Transport {
    /// Over the network.
    Http(reqwest::Client),
    /// To a carrier in this process.
    #[cfg(feature = "simulated")]
    Simulated(super::simulated::Carrier),
}

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Fault {
    /// Nothing can have arrived.
    NotSent(String),
    /// It may have arrived, and no answer came in time.
    TimedOut,
    /// It may have arrived, and the connection broke.
    Broken(String),
}

impl From<reqwest::Error> for Fault {
    fn from(fault: reqwest::Error) -> Self {
        if fault.is_connect() || fault.is_builder() {
            Self::NotSent(describe(fault))
        } else if fault.is_timeout() {
            Self::TimedOut
        } else {
            Self::Broken(describe(fault))
        }
    }
}

impl Transport {
    /// Asks for a resource.
    pub(super) async fn get(&self, url: Url) -> Result<Response, Fault> {
        match self {
            Self::Http(client) => Ok(client.get(url).send().await?),
            #[cfg(feature = "simulated")]
            Self::Simulated(carrier) => carrier.ask(url, None).await,
        }
    }

    /// Posts a form.
    pub(super) async fn post(&self, url: Url, form: String) -> Result<Response, Fault> {
        match self {
            Self::Http(client) => {
                let request = client.post(url).header(CONTENT_TYPE, FORM).body(form);
                Ok(request.send().await?)
            }
            #[cfg(feature = "simulated")]
            Self::Simulated(carrier) => carrier.ask(url, Some(form)).await,
        }
    }
}
