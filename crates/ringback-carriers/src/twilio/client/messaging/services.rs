//! Messaging services and their numbers
//! (<https://www.twilio.com/docs/messaging/api/service-resource>).

use ringback_desk::setup::wiring::Hook;
use serde::Deserialize;

use super::super::{ApiError, TwilioClient, checked_sid};
use super::{Meta, PAGES_MAX};

/// A messaging service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteService {
    /// Twilio's id.
    pub sid: String,
    /// What its owner calls it.
    pub name: String,
    /// Where texts to its numbers lead; an empty address drops them.
    pub inbound: Hook,
    /// Whether each number's own `SmsUrl` counts instead.
    pub uses_number_setting: bool,
}

#[derive(Deserialize)]
struct ServiceJson {
    sid: String,
    #[serde(default)]
    friendly_name: Option<String>,
    #[serde(default)]
    inbound_request_url: Option<String>,
    #[serde(default)]
    inbound_method: Option<String>,
    #[serde(default)]
    use_inbound_webhook_on_number: Option<bool>,
}

impl From<ServiceJson> for RemoteService {
    fn from(json: ServiceJson) -> Self {
        Self {
            name: json.friendly_name.unwrap_or_default(),
            inbound: Hook {
                url: json.inbound_request_url.unwrap_or_default(),
                method: json.inbound_method.unwrap_or_else(|| "POST".to_owned()),
            },
            uses_number_setting: json.use_inbound_webhook_on_number.unwrap_or(false),
            sid: json.sid,
        }
    }
}

#[derive(Deserialize)]
struct ServicesPage {
    services: Vec<ServiceJson>,
    #[serde(default)]
    meta: Meta,
}

#[derive(Deserialize)]
struct NumbersPage {
    phone_numbers: Vec<ServiceNumber>,
    #[serde(default)]
    meta: Meta,
}

#[derive(Deserialize)]
struct ServiceNumber {
    sid: String,
}

impl TwilioClient {
    /// All messaging services of the account.
    ///
    /// # Errors
    /// [`ApiError`] of the first page that could not be read.
    pub async fn list_services(&self) -> Result<Vec<RemoteService>, ApiError> {
        let mut services = Vec::new();
        let mut next = Some(self.messaging_url("/Services?PageSize=100")?);
        for _ in 0..PAGES_MAX {
            let Some(url) = next else { break };
            let page: ServicesPage = self.get_url(url).await?;
            services.extend(page.services.into_iter().map(RemoteService::from));
            next = self.next_messaging_page(&page.meta)?;
        }
        Ok(services)
    }

    /// The ids of a service's numbers.
    ///
    /// # Errors
    /// [`ApiError`] of the first page that could not be read.
    pub async fn list_service_numbers(&self, service: &str) -> Result<Vec<String>, ApiError> {
        let path = format!(
            "/Services/{}/PhoneNumbers?PageSize=100",
            checked_sid(service)?
        );
        let mut numbers = Vec::new();
        let mut next = Some(self.messaging_url(&path)?);
        for _ in 0..PAGES_MAX {
            let Some(url) = next else { break };
            let page: NumbersPage = self.get_url(url).await?;
            numbers.extend(page.phone_numbers.into_iter().map(|number| number.sid));
            next = self.next_messaging_page(&page.meta)?;
        }
        Ok(numbers)
    }

    /// Says whether a service leaves incoming texts to each number's own setting.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn set_service_uses_number_setting(
        &self,
        service: &str,
        uses_number_setting: bool,
    ) -> Result<RemoteService, ApiError> {
        let url = self.messaging_url(&format!("/Services/{}", checked_sid(service)?))?;
        let value = if uses_number_setting { "true" } else { "false" };
        let json: ServiceJson = self
            .post_url(url, &[("UseInboundWebhookOnNumber", value)])
            .await?;
        Ok(json.into())
    }
}
