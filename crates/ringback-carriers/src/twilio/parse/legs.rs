//! The legs to the owner's phones: picked up, a key pressed, rang, ended.
//!
//! Here `CallSid` is the leg and `ParentCallSid` the inbound call. Should Twilio leave the parent
//! or the phone out, our own URL has them.

use ringback_desk::carrier_event::{CarrierEvent, KeyPressed, LegChanged, PhonePickedUp};

use super::super::urls::Endpoint;
use super::ParseError;
use super::fields::Fields;
use super::words::{answered_by, leg_status};

/// A call that comes in has no leg of ours before it, whatever Twilio knows about where it began.
pub(super) fn is_about_one(fields: &Fields<'_>, endpoint: Option<Endpoint>) -> bool {
    let to_a_leg = matches!(
        endpoint,
        Some(Endpoint::Screen | Endpoint::Key | Endpoint::Leg)
    );
    let has_parent =
        fields.filled("ParentCallSid").is_some() && fields.get("Direction") != Some("inbound");
    to_a_leg || has_parent || is_gathered(fields)
}

pub(super) fn event(
    fields: &Fields<'_>,
    endpoint: Option<Endpoint>,
) -> Result<CarrierEvent, ParseError> {
    let leg = fields.required("CallSid")?.to_owned();
    if is_gathered(fields) || endpoint == Some(Endpoint::Key) {
        let call =
            inbound_call(fields).ok_or(ParseError::NotHandled("keys that the caller presses"))?;
        let digits = fields.get("Digits").unwrap_or_default().to_owned();
        return Ok(CarrierEvent::KeyPressed(KeyPressed {
            call,
            leg,
            phone: phone(fields)?,
            digits,
        }));
    }
    let call = inbound_call(fields).ok_or(ParseError::Missing("ParentCallSid"))?;
    let phone = phone(fields)?;
    if is_progress(fields, endpoint) {
        let status = leg_status(fields.required("CallStatus")?);
        return Ok(CarrierEvent::LegChanged(LegChanged {
            call,
            leg,
            phone,
            status,
        }));
    }
    let answered_by = fields.filled("AnsweredBy").map(answered_by);
    Ok(CarrierEvent::PhonePickedUp(PhonePickedUp {
        call,
        leg,
        phone,
        answered_by,
    }))
}

/// `<Gather action>`: either the keys or, with none, the bare end of the wait.
fn is_gathered(fields: &Fields<'_>) -> bool {
    fields.has("Digits") || fields.get("msg") == Some("Gather End")
}

/// Status callbacks say so; the request for a document does not, and only comes from a leg that
/// is up.
fn is_progress(fields: &Fields<'_>, endpoint: Option<Endpoint>) -> bool {
    matches!(endpoint, Some(Endpoint::Leg | Endpoint::Status))
        || fields.has("CallbackSource")
        || (endpoint != Some(Endpoint::Screen) && fields.get("CallStatus") != Some("in-progress"))
}

fn inbound_call(fields: &Fields<'_>) -> Option<String> {
    let given = fields.filled("ParentCallSid").map(str::to_owned);
    given.or_else(|| fields.own("call").map(String::from))
}

fn phone(fields: &Fields<'_>) -> Result<String, ParseError> {
    let ours = fields.own("phone").map(String::from);
    ours.or_else(|| fields.filled("To").map(str::to_owned))
        .ok_or(ParseError::Missing("To"))
}
