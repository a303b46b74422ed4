//! The keywords that a carrier answers by itself, so that we do not answer them again.
//!
//! Twilio's defaults (<https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out>, as of
//! 2026-11): a text that is one of these words and nothing else, in whatever case. `STOP PLEASE` is
//! none, and "Stop." is taken for none: then we answer.

use super::reading::Channel;

/// Words of opting out, of opting in, and of asking for help.
const ANSWERED: &[&str] = &[
    "STOP",
    "UNSUBSCRIBE",
    "END",
    "QUIT",
    "STOPALL",
    "REVOKE",
    "OPTOUT",
    "CANCEL",
    "START",
    "YES",
    "UNSTOP",
    "HELP",
    "INFO",
];

/// Whether the carrier answers `text` by itself. It sees no e-mails and hears no voicemails.
#[must_use]
pub fn is_answered_by_carrier(text: &str, channel: Channel) -> bool {
    let text = text.trim();
    channel == Channel::Sms && ANSWERED.iter().any(|word| text.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_word_by_itself_is_answered_there() {
        for text in ["STOP", " stop\n", "OptOut", "help", "Start"] {
            assert!(is_answered_by_carrier(text, Channel::Sms), "{text}");
        }
        for text in ["Stop.", "stop please", "ARRET", "opt out", "remove", ""] {
            assert!(!is_answered_by_carrier(text, Channel::Sms), "{text}");
        }
    }
}
