//! Texts and pictures that people send to our lines.

use ringback_desk::carrier_event::{CarrierEvent, MediaLink, TextReceived};

use super::super::urls::Endpoint;
use super::ParseError;
use super::fields::Fields;
use super::words::carrier_opt_out;

/// Twilio takes at most ten attachments; what says more than this is not believed.
const MEDIA_COUNT_MAX: u32 = 32;

/// Whether the request is about a text at all, received or sent.
pub(super) fn is_text(fields: &Fields<'_>) -> bool {
    ["MessageSid", "SmsSid", "SmsMessageSid"]
        .into_iter()
        .any(|name| fields.has(name))
}

/// The text's id; older requests spell the field differently.
pub(super) fn text_sid(fields: &Fields<'_>) -> Result<String, ParseError> {
    let sid = ["MessageSid", "SmsMessageSid", "SmsSid"]
        .into_iter()
        .find_map(|name| fields.filled(name));
    sid.map(str::to_owned)
        .ok_or(ParseError::Missing("MessageSid"))
}

/// An incoming text (<https://www.twilio.com/docs/messaging/guides/webhook-request>).
pub(super) fn text_received(
    fields: &Fields<'_>,
    endpoint: Option<Endpoint>,
) -> Result<CarrierEvent, ParseError> {
    let looks_received = fields.has("Body") || fields.has("NumMedia");
    if endpoint == Some(Endpoint::Status) && !looks_received {
        return Err(ParseError::Missing("MessageStatus"));
    }
    Ok(CarrierEvent::TextReceived(TextReceived {
        text: text_sid(fields)?,
        from: fields.required("From")?.to_owned(),
        to: fields.required("To")?.to_owned(),
        body: fields.get("Body").unwrap_or_default().to_owned(),
        media: media(fields),
        carrier_opt_out: fields.get("OptOutType").and_then(carrier_opt_out),
    }))
}

fn media(fields: &Fields<'_>) -> Vec<MediaLink> {
    let count = fields.number("NumMedia").unwrap_or(0).min(MEDIA_COUNT_MAX);
    (0..count)
        .filter_map(|index| {
            let content_type = fields.filled(&format!("MediaContentType{index}"));
            Some(MediaLink {
                url: fields.filled(&format!("MediaUrl{index}"))?.to_owned(),
                content_type: content_type
                    .unwrap_or("application/octet-stream")
                    .to_owned(),
            })
        })
        .collect()
}
