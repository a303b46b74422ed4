//! The account's numbers: how each is set up at Twilio, and setting it up.
//!
//! <https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource>

mod list;
mod update;

use ringback_desk::setup::wiring::{Hook, Wiring};
use serde::Deserialize;

/// One of the account's numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnNumber {
    /// Twilio's id.
    pub sid: String,
    /// E.164.
    pub number: String,
    /// Where its calls and texts lead, exactly as Twilio has it.
    pub wiring: Wiring,
    /// Whether it takes calls.
    pub can_voice: bool,
    /// Whether it takes and sends texts.
    pub can_sms: bool,
    /// Whether it takes and sends pictures.
    pub can_mms: bool,
}

/// The fields of Twilio's resource that concern us.
#[derive(Deserialize)]
struct NumberJson {
    sid: String,
    phone_number: String,
    #[serde(default)]
    voice_url: Option<String>,
    #[serde(default)]
    voice_method: Option<String>,
    #[serde(default)]
    voice_fallback_url: Option<String>,
    #[serde(default)]
    voice_fallback_method: Option<String>,
    #[serde(default)]
    sms_url: Option<String>,
    #[serde(default)]
    sms_method: Option<String>,
    #[serde(default)]
    sms_fallback_url: Option<String>,
    #[serde(default)]
    sms_fallback_method: Option<String>,
    #[serde(default)]
    status_callback: Option<String>,
    #[serde(default)]
    status_callback_method: Option<String>,
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
    #[serde(alias = "Voice")]
    voice: bool,
    #[serde(alias = "SMS")]
    sms: bool,
    #[serde(alias = "MMS")]
    mms: bool,
}

impl From<NumberJson> for OwnNumber {
    fn from(json: NumberJson) -> Self {
        let capabilities = json.capabilities.unwrap_or_default();
        let wiring = Wiring {
            call: hook(json.voice_url, json.voice_method),
            call_fallback: hook(json.voice_fallback_url, json.voice_fallback_method),
            call_end: hook(json.status_callback, json.status_callback_method),
            text: hook(json.sms_url, json.sms_method),
            text_fallback: hook(json.sms_fallback_url, json.sms_fallback_method),
            trunk: json.trunk_sid.unwrap_or_default(),
            call_application: json.voice_application_sid.unwrap_or_default(),
            text_application: json.sms_application_sid.unwrap_or_default(),
        };
        Self {
            sid: json.sid,
            number: json.phone_number,
            wiring,
            can_voice: capabilities.voice,
            can_sms: capabilities.sms,
            can_mms: capabilities.mms,
        }
    }
}

/// Twilio posts where nothing is said.
fn hook(url: Option<String>, method: Option<String>) -> Hook {
    Hook {
        url: url.unwrap_or_default(),
        method: method
            .filter(|method| !method.is_empty())
            .unwrap_or_else(|| "POST".to_owned()),
    }
}
