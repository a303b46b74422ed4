//! Delivery receipts of texts that we sent.

use ringback_desk::carrier_event::{CarrierEvent, TextStatusChanged};

use super::ParseError;
use super::fields::Fields;
use super::texts::text_sid;
use super::words::text_status;

/// Whether the text is one that we sent. Incoming texts have a state too: `received`.
pub(super) fn is_receipt(fields: &Fields<'_>) -> bool {
    status_word(fields).is_some_and(|word| !matches!(word, "received" | "receiving"))
}

/// A receipt
/// (<https://www.twilio.com/docs/messaging/guides/track-outbound-message-status>).
pub(super) fn text_status_changed(fields: &Fields<'_>) -> Result<CarrierEvent, ParseError> {
    Ok(CarrierEvent::TextStatusChanged(TextStatusChanged {
        text: text_sid(fields)?,
        attempt: fields.own("attempt").map(String::from),
        from: fields.required("From")?.to_owned(),
        to: fields.required("To")?.to_owned(),
        status: text_status(status_word(fields).ok_or(ParseError::Missing("MessageStatus"))?),
        error_code: fields.number("ErrorCode").filter(|code| *code != 0),
    }))
}

fn status_word<'a>(fields: &Fields<'a>) -> Option<&'a str> {
    fields
        .filled("MessageStatus")
        .or_else(|| fields.filled("SmsStatus"))
}
