//! What the way on which something was said changes.
//!
//! 47 CFR 64.1200(a)(11): consent may be revoked in any reasonable manner, so an opt-out counts on
//! every channel. Keywords are a matter of texts: "help" at the end of a voicemail is somebody who
//! wants help, and "start" that a machine made of a mumble gives no consent back.

use super::reading::{Channel, Label, Lean, Reading};

/// `reading`, made of the words alone, as something that was said on `channel`.
pub(super) fn on_channel(reading: Reading, channel: Channel) -> Reading {
    let Some(place) = spoken(channel) else {
        return reading;
    };
    match reading.label {
        Label::Help => Reading::of(
            Label::NotOptOut,
            format!("Somebody asks for help {place}: a person hears it."),
        ),
        Label::OptIn => Reading::ambiguous(
            Lean::Ask,
            format!("It seems to allow texts again, {place}: a person decides."),
        ),
        Label::OptOut => Reading {
            reason: format!(
                "{} It was said {place}, where no carrier stops texts by itself.",
                reading.reason
            ),
            ..reading
        },
        Label::NotOptOut | Label::Ambiguous => reading,
    }
}

/// Where it was said, when a machine wrote down what somebody spoke.
fn spoken(channel: Channel) -> Option<&'static str> {
    match channel {
        Channel::Sms | Channel::Email => None,
        Channel::VoicemailTranscript => Some("in a voicemail"),
        Channel::AiCallTranscript => Some("on the telephone"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Context, is_answered_by_carrier, read};
    use super::*;

    fn label(text: &str, channel: Channel, is_opted_out: bool) -> Label {
        let context = Context {
            is_opted_out,
            channel,
            ..Context::default()
        };
        read(text, &context).label
    }

    #[test]
    fn an_opt_out_counts_on_every_channel() {
        for channel in [
            Channel::Sms,
            Channel::Email,
            Channel::VoicemailTranscript,
            Channel::AiCallTranscript,
        ] {
            for text in ["STOP", "unsubscribe", "please take me off your list"] {
                assert_eq!(label(text, channel, false), Label::OptOut, "{text}");
            }
        }
        let heard = Context {
            channel: Channel::VoicemailTranscript,
            ..Context::default()
        };
        let reading = read("Stop.", &heard);
        assert_eq!(
            reading.reason,
            "It says STOP, which ends all texts. It was said in a voicemail, where no carrier stops \
             texts by itself."
        );
    }

    #[test]
    fn what_is_spoken_is_no_keyword() {
        for (text, written, spoken) in [
            ("help", Label::Help, Label::NotOptOut),
            ("START", Label::OptIn, Label::Ambiguous),
        ] {
            assert_eq!(label(text, Channel::Sms, true), written, "{text}");
            assert_eq!(label(text, Channel::Email, true), written, "{text}");
            for channel in [Channel::VoicemailTranscript, Channel::AiCallTranscript] {
                assert_eq!(label(text, channel, true), spoken, "{text}");
            }
        }
    }

    #[test]
    fn a_carrier_answers_texts_and_nothing_else() {
        assert!(is_answered_by_carrier("STOP", Channel::Sms));
        assert!(!is_answered_by_carrier("STOP", Channel::Email));
        assert!(!is_answered_by_carrier(
            "STOP",
            Channel::VoicemailTranscript
        ));
    }
}
