//! Taking a message after a missed call.

use super::sayable;
use super::xml::Document;

/// What the caller hears, and where the recording goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voicemail {
    /// What is said before the beep.
    pub message: String,
    /// Longest recording.
    pub max_seconds: u32,
    /// How long a silence ends it.
    pub silence_seconds: u32,
    /// Where Twilio asks what comes next. Never the URL that returns this document: Twilio would
    /// record the caller for ever, which is what it does when there is no action at all.
    pub action_url: String,
    /// Where Twilio says that the audio is there, or that there is none.
    pub recording_status_url: String,
}

/// Speaks the message, records, and hangs up on a caller who says nothing
/// (<https://www.twilio.com/docs/voice/twiml/record>).
#[must_use]
pub fn message_and_voicemail(voicemail: &Voicemail) -> String {
    let max_seconds = voicemail.max_seconds.clamp(1, 3_600).to_string();
    let silence_seconds = voicemail.silence_seconds.clamp(1, 60).to_string();
    let mut document = Document::response();
    document.text("Say", &[], sayable(&voicemail.message));
    document.empty(
        "Record",
        &[
            ("action", Some(&voicemail.action_url)),
            ("maxLength", Some(&max_seconds)),
            ("timeout", Some(&silence_seconds)),
            ("playBeep", Some("true")),
            (
                "recordingStatusCallback",
                Some(&voicemail.recording_status_url),
            ),
            ("recordingStatusCallbackEvent", Some("completed absent")),
        ],
    );
    document.empty("Hangup", &[]);
    document.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speaks_records_and_hangs_up() {
        let document = message_and_voicemail(&Voicemail {
            message: "Leave a message.".to_owned(),
            max_seconds: 120,
            silence_seconds: 5,
            action_url: "https://x.example/twilio/recorded".to_owned(),
            recording_status_url: "https://x.example/twilio/recording".to_owned(),
        });
        assert_eq!(
            document,
            concat!(
                r#"<?xml version="1.0" encoding="UTF-8"?><Response><Say>Leave a message.</Say>"#,
                r#"<Record action="https://x.example/twilio/recorded" maxLength="120" timeout="5" playBeep="true" "#,
                r#"recordingStatusCallback="https://x.example/twilio/recording" "#,
                r#"recordingStatusCallbackEvent="completed absent"/><Hangup/></Response>"#
            )
        );
    }
}
