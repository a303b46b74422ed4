//! From a verified webhook's path, query and fields to what happened.
//!
//! Twilio names no event: what a request is about shows only in which fields it has, and several
//! kinds come to one URL. So the fields decide, and the path only where they leave it open. New
//! fields appear without notice and are ignored; new words become `Unrecognised`.

mod fields;
mod legs;
mod recordings;
mod statuses;
mod texts;
mod voice;
mod words;

use ringback_desk::carrier_event::{CarrierEvent, CarrierWebhook};

pub use fields::decode_form;
pub(crate) use words::{leg_status, text_status};

use super::urls::Endpoint;
use fields::Fields;

/// What is known of a webhook when its signature has been checked.
#[derive(Debug, Clone, Copy)]
pub struct WebhookRequest<'a> {
    /// Path as received.
    pub path: &'a str,
    /// Query as received, without the question mark.
    pub query: &'a str,
    /// Decoded form fields.
    pub form: &'a [(String, String)],
}

/// Why a webhook is no event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// A field that Twilio always sends is missing or empty.
    #[error("the field {0} is missing")]
    Missing(&'static str),
    /// A kind of request that we ask Twilio for nowhere.
    #[error("nothing here handles {0}")]
    NotHandled(&'static str),
}

/// Says what a webhook tells.
///
/// # Errors
/// [`ParseError::Missing`] names the field; [`ParseError::NotHandled`] names what it is about.
///
/// # Example
/// ```
/// use ringback_carriers::twilio::parse::{WebhookRequest, decode_form, parse};
///
/// let form = decode_form(b"AccountSid=AC1&CallSid=CA1&From=%2B13125550131&To=%2B13125550100&CallStatus=ringing");
/// let webhook = parse(&WebhookRequest { path: "/twilio/voice", query: "", form: &form })?;
/// assert_eq!(webhook.account, "AC1");
/// # Ok::<(), ringback_carriers::twilio::parse::ParseError>(())
/// ```
pub fn parse(request: &WebhookRequest<'_>) -> Result<CarrierWebhook, ParseError> {
    let fields = Fields::new(request.form, request.query);
    Ok(CarrierWebhook {
        account: fields.required("AccountSid")?.to_owned(),
        event: event(&fields, Endpoint::from_path(request.path))?,
    })
}

fn event(fields: &Fields<'_>, endpoint: Option<Endpoint>) -> Result<CarrierEvent, ParseError> {
    if texts::is_text(fields) || endpoint == Some(Endpoint::Message) {
        return if statuses::is_receipt(fields) {
            statuses::text_status_changed(fields)
        } else {
            texts::text_received(fields, endpoint)
        };
    }
    refuse_what_we_never_ask_for(fields)?;
    if recordings::is_about_one(fields, endpoint) {
        return recordings::event(fields, endpoint);
    }
    if fields.has("DialCallStatus") || endpoint == Some(Endpoint::Dial) {
        return voice::dial_ended(fields);
    }
    if legs::is_about_one(fields, endpoint) {
        return legs::event(fields, endpoint);
    }
    voice::call_arrived_or_ended(fields, endpoint)
}

fn refuse_what_we_never_ask_for(fields: &Fields<'_>) -> Result<(), ParseError> {
    for (name, what) in [
        ("TranscriptionSid", "transcriptions"),
        ("TranscriptionStatus", "transcriptions"),
        ("SessionId", "the end of a relay session"),
        ("SpeechResult", "speech"),
    ] {
        if fields.has(name) {
            return Err(ParseError::NotHandled(what));
        }
    }
    Ok(())
}
