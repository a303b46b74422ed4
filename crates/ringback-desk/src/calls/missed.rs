//! The ways in which a call can be missed.

use serde::{Deserialize, Serialize};

/// Why nobody spoke to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissedWhy {
    /// The phones rang until the time was up.
    NoAnswer,
    /// The call was declined, or the phone was busy.
    Declined,
    /// The carrier could not reach the phones.
    Unreachable,
    /// A phone picked up and nobody pressed the key: a mailbox, or a pocket.
    NotAccepted,
    /// The key was pressed, but the caller was gone before the two were connected.
    NotConnected,
    /// The caller hung up while it rang.
    GaveUp,
    /// The call was forwarded here because nobody took it elsewhere.
    Forwarded,
    /// There was no phone to ring.
    NobodyToRing,
    /// The carrier ended it with a word that we do not know.
    Unrecognised,
    /// No word of its end arrived; the carrier was asked.
    FoundLater,
}

impl MissedWhy {
    /// What happened, as a sentence for the owner.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::NoAnswer => "Missed: the phone rang and nobody picked up.",
            Self::Declined => "Missed: the call was declined, or the phone was busy.",
            Self::Unreachable => "Missed: the carrier could not reach the phone.",
            Self::NotAccepted => {
                "Missed: the phone picked up, but nobody pressed 1. A mailbox is not an answer."
            }
            Self::NotConnected => "Missed: the caller was gone before the call was connected.",
            Self::GaveUp => "Missed: the caller hung up while it rang.",
            Self::Forwarded => "Missed: the call was forwarded here because nobody took it.",
            Self::NobodyToRing => "Missed: there is no phone to ring.",
            Self::Unrecognised => "Missed: the carrier ended it without a connection.",
            Self::FoundLater => {
                "Missed: the carrier never said how it ended, so we asked; nobody took it."
            }
        }
    }
}
