//! Twilio's words for states, and ours.

use ringback_desk::carrier_event::{AnsweredBy, Attestation, CarrierOptOut, LegStatus, TextStatus};

/// `CallStatus` and `DialCallStatus`
/// (<https://www.twilio.com/docs/voice/api/call-resource#call-status-values>). A dialled
/// conference ends with `answered`, which means that somebody was connected.
pub(crate) fn leg_status(word: &str) -> LegStatus {
    match word {
        "queued" | "initiated" => LegStatus::Queued,
        "ringing" => LegStatus::Ringing,
        "in-progress" => LegStatus::InProgress,
        "completed" | "answered" => LegStatus::Completed,
        "busy" => LegStatus::Busy,
        "no-answer" => LegStatus::NoAnswer,
        "failed" => LegStatus::Failed,
        "canceled" => LegStatus::Canceled,
        _ => LegStatus::Unrecognised,
    }
}

/// `MessageStatus`
/// (<https://www.twilio.com/docs/messaging/api/message-resource#message-status-values>).
pub(crate) fn text_status(word: &str) -> TextStatus {
    match word {
        "accepted" => TextStatus::Accepted,
        "scheduled" => TextStatus::Scheduled,
        "queued" => TextStatus::Queued,
        "sending" => TextStatus::Sending,
        "sent" => TextStatus::Sent,
        "delivered" => TextStatus::Delivered,
        "undelivered" => TextStatus::Undelivered,
        "failed" => TextStatus::Failed,
        "canceled" => TextStatus::Canceled,
        "read" => TextStatus::Read,
        _ => TextStatus::Unrecognised,
    }
}

/// `StirVerstat` (<https://www.twilio.com/docs/voice/trusted-calling-with-shakenstir>); calls that
/// were forwarded on the way carry a suffix such as `-Diverted`.
pub(super) fn attestation(word: Option<&str>) -> Attestation {
    let Some(verdict) = word.and_then(|word| word.strip_prefix("TN-Validation-")) else {
        return Attestation::Absent;
    };
    match verdict.split('-').take(2).collect::<Vec<_>>().as_slice() {
        ["Passed", "A"] => Attestation::PassedA,
        ["Passed", "B"] => Attestation::PassedB,
        ["Passed", "C"] => Attestation::PassedC,
        ["Failed", ..] => Attestation::Failed,
        _ => Attestation::Absent,
    }
}

/// `AnsweredBy` (<https://www.twilio.com/docs/voice/answering-machine-detection>).
pub(super) fn answered_by(word: &str) -> AnsweredBy {
    match word {
        "human" => AnsweredBy::Human,
        "fax" => AnsweredBy::Machine,
        word if word.starts_with("machine") => AnsweredBy::Machine,
        _ => AnsweredBy::Unknown,
    }
}

/// `OptOutType` of Advanced Opt-Out.
pub(super) fn carrier_opt_out(word: &str) -> Option<CarrierOptOut> {
    match word {
        "STOP" => Some(CarrierOptOut::Stop),
        "START" => Some(CarrierOptOut::Start),
        "HELP" => Some(CarrierOptOut::Help),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attestations() {
        for (word, expected) in [
            ("TN-Validation-Passed-A", Attestation::PassedA),
            ("TN-Validation-Passed-A-Diverted", Attestation::PassedA),
            ("TN-Validation-Passed-B-Passthrough", Attestation::PassedB),
            ("TN-Validation-Passed-C", Attestation::PassedC),
            ("TN-Validation-Failed", Attestation::Failed),
            ("TN-Validation-Failed-C", Attestation::Failed),
            ("No-TN-Validation", Attestation::Absent),
            ("TN-Validation-Passed-X", Attestation::Absent),
            ("TN-Validation-", Attestation::Absent),
            ("", Attestation::Absent),
        ] {
            assert_eq!(attestation(Some(word)), expected, "{word}");
        }
        assert_eq!(attestation(None), Attestation::Absent);
    }

    #[test]
    fn words_that_nobody_knows_are_unrecognised() {
        assert_eq!(leg_status("abducted"), LegStatus::Unrecognised);
        assert_eq!(leg_status(""), LegStatus::Unrecognised);
        assert_eq!(text_status("partially_delivered"), TextStatus::Unrecognised);
        assert_eq!(text_status("received"), TextStatus::Unrecognised);
        assert_eq!(answered_by("alien"), AnsweredBy::Unknown);
        assert_eq!(carrier_opt_out("MAYBE"), None);
    }

    #[test]
    fn machines_are_machines() {
        for word in [
            "machine_start",
            "machine_end_beep",
            "machine_end_silence",
            "fax",
        ] {
            assert_eq!(answered_by(word), AnsweredBy::Machine, "{word}");
        }
        assert_eq!(answered_by("human"), AnsweredBy::Human);
    }
}
