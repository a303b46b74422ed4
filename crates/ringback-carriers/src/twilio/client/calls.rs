//! A call as Twilio keeps it, asking for one, and for the legs that it rang.

use ringback_desk::carrier_event::LegStatus;
use ringback_desk::clock::Instant;
use serde::Deserialize;
use serde_json::Value;

use super::super::parse::leg_status;
use super::answer::number;
use super::dates::read_date;
use super::{ApiError, TwilioClient, checked_sid};

/// A call or a leg at Twilio
/// (<https://www.twilio.com/docs/voice/api/call-resource#call-properties>).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteCall {
    /// Twilio's id.
    pub call: String,
    /// The inbound call that this is a leg of.
    pub parent: Option<String>,
    /// Caller as spelt.
    pub from: String,
    /// Called number as spelt.
    pub to: String,
    /// How it stands.
    pub status: LegStatus,
    /// Whether somebody called us.
    pub inbound: bool,
    /// How long it lasted, once it has ended.
    pub seconds: Option<u32>,
    /// When it began.
    pub started: Option<Instant>,
    /// When it ended.
    pub ended: Option<Instant>,
    /// Who forwarded it, where that is known.
    pub forwarded_from: Option<String>,
}

impl TwilioClient {
    /// Asks how a call stands.
    ///
    /// # Errors
    /// [`ApiError`]; [`ApiError::is_not_found`] when there is no such call.
    pub async fn fetch_call(&self, call: &str) -> Result<RemoteCall, ApiError> {
        let call: CallJson = self
            .get(&format!("/Calls/{}.json", checked_sid(call)?))
            .await?;
        Ok(call.into())
    }

    /// Asks for the legs that were rung for an inbound call; at most 100, far more than a plan
    /// rings.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn child_calls(&self, parent: &str) -> Result<Vec<RemoteCall>, ApiError> {
        let path = format!(
            "/Calls.json?ParentCallSid={}&PageSize=100",
            checked_sid(parent)?
        );
        let page: Page = self.get(&path).await?;
        Ok(page.calls.into_iter().map(RemoteCall::from).collect())
    }
}

#[derive(Deserialize)]
struct Page {
    calls: Vec<CallJson>,
}

/// The fields of Twilio's resource that concern us.
#[derive(Deserialize)]
pub(super) struct CallJson {
    sid: String,
    #[serde(default)]
    parent_call_sid: Option<String>,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    to: Option<String>,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    direction: Option<String>,
    #[serde(default)]
    duration: Value,
    #[serde(default)]
    start_time: Option<String>,
    #[serde(default)]
    end_time: Option<String>,
    #[serde(default)]
    forwarded_from: Option<String>,
}

impl From<CallJson> for RemoteCall {
    fn from(json: CallJson) -> Self {
        let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
        Self {
            call: json.sid,
            parent: filled(json.parent_call_sid),
            from: json.from.unwrap_or_default(),
            to: json.to.unwrap_or_default(),
            status: leg_status(json.status.as_deref().unwrap_or_default()),
            inbound: json.direction.as_deref() == Some("inbound"),
            seconds: number(&json.duration),
            started: json.start_time.as_deref().and_then(read_date),
            ended: json.end_time.as_deref().and_then(read_date),
            forwarded_from: filled(json.forwarded_from),
        }
    }
}
