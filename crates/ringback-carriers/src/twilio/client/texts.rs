//! A text as Twilio keeps it, and asking for one.

use ringback_desk::carrier_event::TextStatus;
use ringback_desk::clock::Instant;
use serde::Deserialize;
use serde_json::Value;

use super::super::parse::text_status;
use super::answer::number;
use super::dates::read_date;
use super::{ApiError, TwilioClient, checked_sid};

/// A text at Twilio, sent or received
/// (<https://www.twilio.com/docs/messaging/api/message-resource#message-properties>).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteText {
    /// Twilio's id.
    pub text: String,
    /// Sender as spelt.
    pub from: String,
    /// Recipient as spelt.
    pub to: String,
    /// What it says.
    pub body: String,
    /// Whether somebody sent it to us.
    pub inbound: bool,
    /// Where it stands; of received ones `Unrecognised`.
    pub status: TextStatus,
    /// When Twilio took it.
    pub created: Option<Instant>,
    /// Why it failed.
    pub error_code: Option<u32>,
    /// How many segments it has.
    pub segments: Option<u32>,
    /// How many attachments; they have to be asked for.
    pub media_count: u32,
}

impl TwilioClient {
    /// Asks how a text stands.
    ///
    /// # Errors
    /// [`ApiError`]; [`ApiError::is_not_found`] when there is no such text.
    pub async fn fetch_text(&self, text: &str) -> Result<RemoteText, ApiError> {
        let text: MessageJson = self
            .get(&format!("/Messages/{}.json", checked_sid(text)?))
            .await?;
        Ok(text.into())
    }
}

/// The fields of Twilio's resource that concern us.
#[derive(Deserialize)]
pub(super) struct MessageJson {
    sid: String,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    to: Option<String>,
    #[serde(default)]
    body: Option<String>,
    #[serde(default)]
    direction: Option<String>,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    date_created: Option<String>,
    #[serde(default)]
    error_code: Value,
    #[serde(default)]
    num_segments: Value,
    #[serde(default)]
    num_media: Value,
}

impl From<MessageJson> for RemoteText {
    fn from(json: MessageJson) -> Self {
        Self {
            text: json.sid,
            from: json.from.unwrap_or_default(),
            to: json.to.unwrap_or_default(),
            body: json.body.unwrap_or_default(),
            inbound: json.direction.as_deref() == Some("inbound"),
            status: text_status(json.status.as_deref().unwrap_or_default()),
            created: json.date_created.as_deref().and_then(read_date),
            error_code: number(&json.error_code).filter(|code| *code > 0),
            segments: number(&json.num_segments).filter(|segments| *segments > 0),
            media_count: number(&json.num_media).unwrap_or(0),
        }
    }
}
