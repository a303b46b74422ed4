//! How one of our numbers is set up at Twilio, for `ringback check`.

use form_urlencoded::byte_serialize;
use serde::Deserialize;

use super::{ApiError, TwilioClient};

/// One of the account's numbers
/// (<https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource>). Empty strings
/// where nothing is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnNumber {
    /// Twilio's id.
    pub sid: String,
    /// E.164.
    pub number: String,
    /// Where calls are announced.
    pub voice_url: String,
    /// Where texts are announced.
    pub sms_url: String,
    /// Where the end of calls is announced.
    pub status_callback: String,
    /// If set, `voice_url` counts for nothing.
    pub voice_application: Option<String>,
    /// If set, `sms_url` counts for nothing.
    pub sms_application: Option<String>,
    /// If set, `voice_url` counts for nothing.
    pub trunk: Option<String>,
    /// Whether it takes calls.
    pub can_voice: bool,
    /// Whether it takes and sends texts.
    pub can_sms: bool,
    /// Whether it takes and sends pictures.
    pub can_mms: bool,
}

impl TwilioClient {
    /// Looks for `number` (E.164) among the account's numbers.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn find_number(&self, number: &str) -> Result<Option<OwnNumber>, ApiError> {
        let pattern: String = byte_serialize(number.as_bytes()).collect();
        let path = format!("/IncomingPhoneNumbers.json?PhoneNumber={pattern}&PageSize=50");
        let page: Page = self.get(&path).await?;
        // The parameter matches parts of numbers as well.
        let found = page
            .incoming_phone_numbers
            .into_iter()
            .find(|found| found.phone_number == number);
        Ok(found.map(OwnNumber::from))
    }
}

#[derive(Deserialize)]
struct Page {
    incoming_phone_numbers: Vec<NumberJson>,
}

/// The fields of Twilio's resource that concern us.
#[derive(Deserialize)]
struct NumberJson {
    sid: String,
    phone_number: String,
    #[serde(default)]
    voice_url: Option<String>,
    #[serde(default)]
    sms_url: Option<String>,
    #[serde(default)]
    status_callback: Option<String>,
    #[serde(default)]
    voice_application_sid: Option<String>,
    #[serde(default)]
    sms_application_sid: Option<String>,
    #[serde(default)]
    trunk_sid: Option<String>,
    #[serde(default)]
    capabilities: Option<Capabilities>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Capabilities {
    voice: bool,
    sms: bool,
    mms: bool,
}

impl From<NumberJson> for OwnNumber {
    fn from(json: NumberJson) -> Self {
        let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
        let capabilities = json.capabilities.unwrap_or_default();
        Self {
            sid: json.sid,
            number: json.phone_number,
            voice_url: json.voice_url.unwrap_or_default(),
            sms_url: json.sms_url.unwrap_or_default(),
            status_callback: json.status_callback.unwrap_or_default(),
            voice_application: filled(json.voice_application_sid),
            sms_application: filled(json.sms_application_sid),
            trunk: filled(json.trunk_sid),
            can_voice: capabilities.voice,
            can_sms: capabilities.sms,
            can_mms: capabilities.mms,
        }
    }
}
