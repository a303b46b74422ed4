//! The kinds of thing that a journal can hold.

use serde::{Deserialize, Serialize};

use crate::calls::{HoldReason, MissedWhy};
use crate::carrier_event::{LegStatus, TextStatus};
use crate::clock::Instant;
use crate::hours::Found;
use crate::phone::PhoneNumber;
use crate::words::Chosen;

/// How the page colours a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// As hoped.
    Good,
    /// Under way.
    Wait,
    /// Held for a reason.
    Hold,
    /// Somebody should look.
    Bad,
}

/// Something that happened to a call or a text.
///
/// Rows outlive code: a variant may gain optional fields, and is never renamed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Happened {
    /// The carrier told us of a call.
    CallArrived {
        /// Whether the line treats every call as forwarded, hence missed.
        #[serde(default)]
        forwarded: bool,
    },
    /// The owner's phones began to ring.
    PhonesRinging {
        /// Which phones.
        phones: Vec<PhoneNumber>,
        /// How long at most.
        ring_seconds: u32,
    },
    /// A phone picked up, by whoever or whatever.
    PhonePickedUp {
        /// Which phone.
        phone: PhoneNumber,
    },
    /// A person accepted the call.
    Accepted {
        /// On which phone.
        phone: PhoneNumber,
    },
    /// A phone picked up and nobody pressed the key.
    Mailbox {
        /// Which phone.
        phone: PhoneNumber,
    },
    /// Ringing the phones ended.
    DialEnded {
        /// The carrier's word.
        status: LegStatus,
        /// Whether the legs were connected.
        bridged: Option<bool>,
    },
    /// The caller's leg ended.
    CallEnded {
        /// The carrier's word.
        status: LegStatus,
    },
    /// We asked the carrier how the call ended.
    CarrierAsked {
        /// What it said; nothing when it could not be reached.
        said: Option<LegStatus>,
    },
    /// A person took the call.
    Answered,
    /// Nobody took the call.
    Missed {
        /// Why.
        why: MissedWhy,
    },
    /// The hours of the business were consulted.
    Hours {
        /// What they said.
        #[serde(flatten)]
        found: Found,
    },
    /// The text waits for the end of the recipient's quiet hours.
    TextWaits {
        /// Until when.
        until: Instant,
        /// The rule: `federal`, `FL`.
        rule: String,
        /// The zone in which it is too early or too late.
        zone: String,
        /// It was noted for the recipient, and is no guess by their number.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        is_noted: bool,
    },
    /// The decision: the caller is texted.
    TextBack {
        /// Which wording, and why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<Chosen>,
    },
    /// The text waits for the outcome of a voicemail.
    WaitsForVoicemail {
        /// How long at most.
        seconds: u64,
    },
    /// The caller left no voicemail, so that the text waits no longer.
    NoVoicemail,
    /// No text leaves, or no longer leaves.
    Held {
        /// Why.
        reason: HoldReason,
    },
    /// A text was written, and is in the outbox.
    TextQueued,
    /// The request to the carrier is about to leave.
    TextAttempted {
        /// Which attempt; 1 is the first.
        attempt: u32,
    },
    /// The carrier took nothing; the text is tried again.
    TextDelayed {
        /// In how many milliseconds.
        delay_ms: u64,
    },
    /// The carrier took the text.
    TextAccepted,
    /// The carrier's answer never came; it is looked up.
    TextLookedUp,
    /// The text's fate is not known.
    TextUnknown,
    /// The installation was restored from a backup, in which the text had not been taken yet.
    TextUnknownAfterRestore {
        /// The last instant that the backup knew of.
        backup_at: Instant,
    },
    /// The carrier reported a state.
    TextStatus {
        /// Which.
        status: TextStatus,
        /// The carrier's error code.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<u32>,
        /// What the code means, for the owner.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        meaning: Option<String>,
    },
    /// The carrier refused the text.
    TextRefused {
        /// The carrier's error code.
        code: u32,
        /// What it means, for the owner.
        meaning: String,
    },
    /// A person said what became of a text that nobody could tell of.
    TextSettled {
        /// Whether they say that it arrived; otherwise it was sent again.
        arrived: bool,
    },
    /// The caller left a voicemail.
    Voicemail {
        /// How long.
        seconds: Option<u32>,
    },
    /// A text came in.
    TextReceived {
        /// How many pictures came with it.
        #[serde(default)]
        media: u32,
    },
    /// The person said stop.
    OptedOut,
    /// The person asked for no more texts, in words of their own.
    OptedOutInWords {
        /// How it was read.
        because: String,
    },
    /// What the person wrote may mean stop; a person decides.
    MayBeStop {
        /// How it was read.
        because: String,
        /// Whether automatic texts wait for the decision.
        #[serde(default)]
        paused: bool,
    },
    /// Somebody on the team decided whether texts go on.
    ConsentDecided {
        /// Whether they ended them.
        opted_out: bool,
        /// Who, where they have a login of their own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<String>,
    },
    /// The person said start.
    OptedIn,
    /// The person asked for help.
    HelpAsked,
    /// An automatic answer came in; it goes no further.
    AutomaticAnswer,
    /// The text was passed on to the owner's phone.
    Relayed,
    /// So much came for the owner's phone that this stands on the page only.
    KeptFromPhone,
    /// The owner's answer was passed on to the person.
    AnswerPassedOn,
    /// The owner was asked which conversation an answer belongs to.
    AskedWhich {
        /// Between how many.
        conversations: u32,
    },
    /// A person has dealt with what waited for them.
    Done,
    /// The owner was told of something.
    Notice {
        /// What.
        about: String,
    },
}

impl Happened {
    /// The reason or status behind it, as a code, where there is one.
    #[must_use]
    pub fn reason(&self) -> Option<&'static str> {
        match self {
            Self::Held { reason } => Some(reason.code()),
            _ => None,
        }
    }

    /// How the page colours it.
    #[must_use]
    pub fn tone(&self) -> Tone {
        match self {
            Self::Answered
            | Self::Accepted { .. }
            | Self::TextAccepted
            | Self::OptedIn
            | Self::ConsentDecided {
                opted_out: false, ..
            }
            | Self::Relayed
            | Self::AnswerPassedOn
            | Self::Done
            | Self::TextReceived { .. }
            | Self::Voicemail { .. }
            | Self::TextSettled { .. } => Tone::Good,
            Self::Held { .. }
            | Self::OptedOut
            | Self::OptedOutInWords { .. }
            | Self::MayBeStop { .. }
            | Self::ConsentDecided {
                opted_out: true, ..
            }
            | Self::HelpAsked
            | Self::AutomaticAnswer => Tone::Hold,
            Self::TextUnknown
            | Self::TextUnknownAfterRestore { .. }
            | Self::TextRefused { .. }
            | Self::Notice { .. } => Tone::Bad,
            Self::TextStatus { status, .. } => match status {
                TextStatus::Undelivered | TextStatus::Failed | TextStatus::Canceled => Tone::Bad,
                TextStatus::Sent | TextStatus::Delivered | TextStatus::Read => Tone::Good,
                _ => Tone::Wait,
            },
            _ => Tone::Wait,
        }
    }
}
