//! The fields of webhooks, with the names and in about the order in which Twilio posts them
//! (<https://www.twilio.com/docs/voice/twiml>, …/messaging/guides/webhook-request).

use crate::form::Form;
use crate::world::{Call, Message, place_of};

/// Fields of every request about a call: the caller's leg with geography, a leg to a phone with
/// its parent.
pub(crate) fn call_fields(account: &str, call: &Call) -> Form {
    let mut form = Form::default()
        .with("AccountSid", account)
        .with("ApiVersion", "2010-04-01")
        .with("CallSid", call.sid.as_str());
    if let Some(parent) = &call.parent {
        form.push("ParentCallSid", parent.as_str());
    }
    form.push("CallStatus", call.status.word());
    form.push("Direction", call.direction());
    for (name, mirror, number) in [("From", "Caller", &call.from), ("To", "Called", &call.to)] {
        form.push(name, number.as_str());
        form.push(mirror, number.as_str());
    }
    if call.parent.is_none() {
        for (role, number) in [
            ("Called", &call.to),
            ("To", &call.to),
            ("Caller", &call.from),
            ("From", &call.from),
        ] {
            push_place(&mut form, role, number);
        }
        push_caller_facts(&mut form, call);
    }
    form
}

/// What the network says of the caller.
fn push_caller_facts(form: &mut Form, call: &Call) {
    if let Some(verdict) = &call.attestation {
        form.push("StirVerstat", verdict.as_str());
    }
    if let Some(forwarder) = &call.forwarded_from {
        form.push("ForwardedFrom", forwarder.as_str());
        form.push("CalledVia", forwarder.as_str());
    }
    if let Some(name) = &call.caller_name {
        form.push("CallerName", name.as_str());
    }
}

fn push_place(form: &mut Form, role: &str, number: &str) {
    let place = place_of(number);
    for (part, value) in [
        ("City", place.city),
        ("State", place.state),
        ("Zip", place.zip),
        ("Country", place.country),
    ] {
        form.push(format!("{role}{part}"), value);
    }
}

/// Fields of an inbound text.
pub(crate) fn message_fields(account: &str, message: &Message, media: &[(String, String)]) -> Form {
    let mut form = Form::default();
    push_place(&mut form, "To", &message.to);
    for name in ["MessageSid", "SmsMessageSid", "SmsSid"] {
        form.push(name, message.sid.as_str());
    }
    form.push("NumMedia", media.len().to_string());
    form.push("SmsStatus", "received");
    push_place(&mut form, "From", &message.from);
    form.push("Body", message.body.as_str());
    form.push("To", message.to.as_str());
    form.push("NumSegments", message.segments.to_string());
    form.push("AccountSid", account);
    form.push("From", message.from.as_str());
    form.push("ApiVersion", "2010-04-01");
    for (at, (url, content_type)) in media.iter().enumerate() {
        form.push(format!("MediaContentType{at}"), content_type.as_str());
        form.push(format!("MediaUrl{at}"), url.as_str());
    }
    form
}
