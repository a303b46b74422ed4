//! Voicemail: the caller has spoken, the audio can be fetched.

use ringback_desk::carrier_event::{CarrierEvent, RecordingReady, VoicemailEnded};

use super::super::urls::Endpoint;
use super::ParseError;
use super::fields::Fields;

/// `<Dial record>` also puts a recording into the dial's end; that stays the dial's end.
pub(super) fn is_about_one(fields: &Fields<'_>, endpoint: Option<Endpoint>) -> bool {
    let to_one = matches!(endpoint, Some(Endpoint::Recorded | Endpoint::Recording));
    let has_one = fields.has("RecordingStatus") || fields.has("RecordingUrl");
    (to_one || has_one) && !fields.has("DialCallStatus")
}

pub(super) fn event(
    fields: &Fields<'_>,
    endpoint: Option<Endpoint>,
) -> Result<CarrierEvent, ParseError> {
    if fields.has("RecordingStatus") || endpoint == Some(Endpoint::Recording) {
        recording_ready(fields)
    } else {
        voicemail_ended(fields)
    }
}

/// `<Record action>` (<https://www.twilio.com/docs/voice/twiml/record#action>), before the audio
/// is there.
fn voicemail_ended(fields: &Fields<'_>) -> Result<CarrierEvent, ParseError> {
    let url = fields.required("RecordingUrl")?;
    Ok(CarrierEvent::VoicemailEnded(VoicemailEnded {
        call: fields.required("CallSid")?.to_owned(),
        recording: recording_sid(fields, url)?,
        url: url.to_owned(),
        seconds: fields.number("RecordingDuration"),
    }))
}

/// `recordingStatusCallback`, asked for `completed` and `absent` only.
fn recording_ready(fields: &Fields<'_>) -> Result<CarrierEvent, ParseError> {
    let exists = match fields.required("RecordingStatus")? {
        "completed" => true,
        "absent" | "failed" => false,
        _ => return Err(ParseError::NotHandled("a recording that is not finished")),
    };
    let url = if exists {
        fields.required("RecordingUrl")?
    } else {
        fields.get("RecordingUrl").unwrap_or_default()
    };
    Ok(CarrierEvent::RecordingReady(RecordingReady {
        call: fields.required("CallSid")?.to_owned(),
        recording: recording_sid(fields, url)?,
        url: url.to_owned(),
        exists,
        // An absent recording has -1, which is no length.
        seconds: fields.number("RecordingDuration"),
    }))
}

/// The documented fields of the action request lack the id, but it ends the URL.
fn recording_sid(fields: &Fields<'_>, url: &str) -> Result<String, ParseError> {
    let from_url = || url.rsplit('/').next().filter(|name| name.starts_with("RE"));
    let sid = fields.filled("RecordingSid").or_else(from_url);
    sid.map(str::to_owned)
        .ok_or(ParseError::Missing("RecordingSid"))
}
