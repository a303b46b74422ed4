//! The caller's own leg: it arrives, the ringing ends, it ends.

use ringback_desk::carrier_event::{CallArrived, CallEnded, CarrierEvent, DialEnded, LegStatus};

use super::super::urls::Endpoint;
use super::ParseError;
use super::fields::Fields;
use super::words::{attestation, leg_status};

/// A request about the inbound call itself.
///
/// The first request and the number's `StatusCallback` have the same fields; the state tells them
/// apart, for a first request never comes from a leg that is over. The number's callback is asked
/// for the end only, so at its URL a state that is not final is nothing new.
pub(super) fn call_arrived_or_ended(
    fields: &Fields<'_>,
    endpoint: Option<Endpoint>,
) -> Result<CarrierEvent, ParseError> {
    fields.required("CallSid")?;
    if fields
        .get("Direction")
        .is_some_and(|direction| direction.starts_with("outbound"))
    {
        return Err(ParseError::NotHandled("calls that we did not receive"));
    }
    let is_callback = fields.has("CallbackSource") || endpoint == Some(Endpoint::Status);
    let status = call_status(fields);
    if status.is_final() || (is_callback && status == LegStatus::Unrecognised) {
        call_ended(fields, status)
    } else if is_callback {
        Err(ParseError::NotHandled(
            "the progress of a call that has not ended",
        ))
    } else {
        call_arrived(fields)
    }
}

fn call_arrived(fields: &Fields<'_>) -> Result<CarrierEvent, ParseError> {
    Ok(CarrierEvent::CallArrived(CallArrived {
        call: fields.required("CallSid")?.to_owned(),
        from: caller(fields),
        to: line(fields)?,
        forwarded_from: fields.filled("ForwardedFrom").map(str::to_owned),
        attestation: attestation(fields.get("StirVerstat")),
    }))
}

fn call_ended(fields: &Fields<'_>, status: LegStatus) -> Result<CarrierEvent, ParseError> {
    Ok(CarrierEvent::CallEnded(CallEnded {
        call: fields.required("CallSid")?.to_owned(),
        from: caller(fields),
        to: line(fields)?,
        attestation: attestation(fields.get("StirVerstat")),
        status,
        // `Duration` beside it counts started minutes.
        seconds: fields.number("CallDuration"),
    }))
}

/// `<Dial action>` (<https://www.twilio.com/docs/voice/twiml/dial#action>).
pub(super) fn dial_ended(fields: &Fields<'_>) -> Result<CarrierEvent, ParseError> {
    Ok(CarrierEvent::DialEnded(DialEnded {
        call: fields.required("CallSid")?.to_owned(),
        from: caller(fields),
        to: line(fields)?,
        attestation: attestation(fields.get("StirVerstat")),
        round: fields
            .own("round")
            .and_then(|round| round.parse().ok())
            .unwrap_or(1),
        dial_status: leg_status(fields.required("DialCallStatus")?),
        bridged: fields.get("DialBridged").and_then(yes_or_no),
        dial_seconds: fields.number("DialCallDuration"),
        call_status: call_status(fields),
    }))
}

fn call_status(fields: &Fields<'_>) -> LegStatus {
    leg_status(fields.get("CallStatus").unwrap_or_default())
}

/// Caller id; a withheld one may be empty, and then it is the same whether it is there or not.
fn caller(fields: &Fields<'_>) -> String {
    fields
        .get("From")
        .or_else(|| fields.get("Caller"))
        .unwrap_or_default()
        .to_owned()
}

/// The line that was dialled; empty on calls from Twilio's own clients.
fn line(fields: &Fields<'_>) -> Result<String, ParseError> {
    let line = fields.get("To").or_else(|| fields.get("Called"));
    line.map(str::to_owned).ok_or(ParseError::Missing("To"))
}

fn yes_or_no(word: &str) -> Option<bool> {
    match word {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}
