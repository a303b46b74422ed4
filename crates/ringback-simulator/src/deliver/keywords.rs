//! Words that Twilio itself acts on, for long codes with default settings
//! (<https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out>).

/// What a whole text that is one of the words means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keyword {
    Stop,
    Start,
    Help,
}

impl Keyword {
    /// The word a text consists of, if it is one; phrases are none.
    pub(super) fn of(body: &str) -> Option<Self> {
        match body.trim().to_ascii_uppercase().as_str() {
            "STOP" | "UNSUBSCRIBE" | "END" | "QUIT" | "STOPALL" | "REVOKE" | "OPTOUT"
            | "CANCEL" => Some(Self::Stop),
            "START" | "YES" | "UNSTOP" => Some(Self::Start),
            "HELP" | "INFO" => Some(Self::Help),
            _ => None,
        }
    }

    /// What Twilio answers.
    pub(super) fn answer(self) -> &'static str {
        match self {
            Self::Stop => {
                "You have successfully been unsubscribed. You will not receive any more messages \
                 from this number. Reply START to resubscribe."
            }
            Self::Start => {
                "You have successfully been re-subscribed to messages from this number. Reply \
                 HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply."
            }
            Self::Help => "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_count() {
        for (body, keyword) in [
            ("STOP", Some(Keyword::Stop)),
            ("  Stop \n", Some(Keyword::Stop)),
            ("revoke", Some(Keyword::Stop)),
            ("Yes", Some(Keyword::Start)),
            ("info", Some(Keyword::Help)),
            ("STOP PLEASE", None),
            ("stop.", None),
            ("yes please", None),
        ] {
            assert_eq!(Keyword::of(body), keyword, "{body:?}");
        }
    }
}
