//! What a text is for: it decides who goes first, and how long the text is worth sending.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::TextClass;

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextKind {
    /// The answer to a missed call. Automatic: the brakes count it.
    MissedCall,
    /// What the owner wrote, to the person it is meant for.
    Answer,
    /// What a person wrote, to the owner's phone.
    Relay,
    /// A question to the owner: which conversation is meant?
    Question,
    /// Something that the owner has to know.
    Notice,
    /// The answer to an opt-out, to START or to HELP.
    Consent,
    /// What a person wrote to us.
    Inbound,
    /// A text of ours that only the carrier's list knows, after a restore: written after the backup,
    /// by whom nobody can say.
    Recovered,
}

impl TextKind {
    /// The name under which it is stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::MissedCall => "missed_call",
            Self::Answer => "answer",
            Self::Relay => "relay",
            Self::Question => "question",
            Self::Notice => "notice",
            Self::Consent => "consent",
            Self::Inbound => "inbound",
            Self::Recovered => "recovered",
        }
    }

    /// The kind of a stored name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [
            Self::MissedCall,
            Self::Answer,
            Self::Relay,
            Self::Question,
            Self::Notice,
            Self::Consent,
            Self::Inbound,
            Self::Recovered,
        ]
        .into_iter()
        .find(|kind| kind.code() == code)
    }

    /// Who goes first when a line's pace makes texts wait: a person's words before the robot's,
    /// and the caller, who is dialling the next number, before the owner.
    #[must_use]
    pub fn lane(self) -> usize {
        match self {
            Self::Answer => 0,
            Self::MissedCall | Self::Consent => 1,
            Self::Relay | Self::Question | Self::Notice | Self::Inbound | Self::Recovered => 2,
        }
    }

    /// How many lanes there are.
    pub const LANES: usize = 3;

    /// How long a text of this kind is worth sending. A missed call's is a setting of the line.
    #[must_use]
    pub fn lifetime(self, missed_call: Duration) -> Duration {
        match self {
            Self::MissedCall => missed_call,
            // 47 CFR 64.1200(a)(12): a confirmation within five minutes needs no proof.
            Self::Consent => Duration::from_mins(5),
            // As long as a carrier keeps one in its queue (Twilio: `ValidityPeriod`, 10 hours).
            _ => Duration::from_secs(36_000),
        }
    }

    /// The class by which it goes to a customer by itself. `None` for what the owner gets, and for
    /// what a person writes or has just asked for: that leaves at once.
    #[must_use]
    pub fn class(self) -> Option<TextClass> {
        match self {
            Self::MissedCall => Some(TextClass::Reply),
            Self::Answer
            | Self::Consent
            | Self::Relay
            | Self::Question
            | Self::Notice
            | Self::Inbound
            | Self::Recovered => None,
        }
    }

    /// Whether Ringback sends it by itself to somebody who did not just ask for it in words: what
    /// is held while a person decides whether they want texts at all.
    #[must_use]
    pub fn is_automatic(self) -> bool {
        matches!(self, Self::MissedCall)
    }

    /// Whether it goes to one of the owner's phones, and not to a customer.
    #[must_use]
    pub fn is_for_owner(self) -> bool {
        matches!(self, Self::Relay | Self::Question | Self::Notice)
    }
}
