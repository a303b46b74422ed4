//! What a carrier tells us, in words that no carrier owns.
//!
//! A carrier's adapter turns its webhooks into these; everything behind it is the same for all
//! carriers. Numbers are kept as the carrier spelt them: what they mean is decided by
//! [`crate::phone`].

use serde::Serialize;

/// One webhook, verified and parsed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CarrierWebhook {
    /// The carrier's account that it came from (Twilio: `AccountSid`).
    pub account: String,
    /// What happened.
    #[serde(flatten)]
    pub event: CarrierEvent,
}

/// Something that a carrier says has happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum CarrierEvent {
    /// Somebody calls one of our lines and asks what to do.
    CallArrived(CallArrived),
    /// One of the owner's phones picked up and asks for the screening document.
    PhonePickedUp(PhonePickedUp),
    /// A key was pressed (or the wait for one ended) on an owner's phone.
    KeyPressed(KeyPressed),
    /// A leg to one of the owner's phones rang, was answered or ended.
    LegChanged(LegChanged),
    /// The whole attempt to reach the owner's phones ended, and the caller's leg asks what next.
    DialEnded(DialEnded),
    /// The caller's own leg ended.
    CallEnded(CallEnded),
    /// The caller finished speaking to the voicemail (synchronous; audio may not be ready).
    VoicemailEnded(VoicemailEnded),
    /// A recording became available, or turned out not to exist.
    RecordingReady(RecordingReady),
    /// A text arrived at one of our lines.
    TextReceived(TextReceived),
    /// A text that we sent changed its state.
    TextStatusChanged(TextStatusChanged),
}

/// See [`CarrierEvent::CallArrived`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CallArrived {
    /// The carrier's id of the inbound call.
    pub call: String,
    /// Caller id as the carrier spelt it; may be empty, a word, a SIP address.
    pub from: String,
    /// The line that was dialled.
    pub to: String,
    /// Who forwarded the call here, if the carrier says; a hint and never proof.
    pub forwarded_from: Option<String>,
    /// What the carrier says of the caller id (STIR/SHAKEN).
    pub attestation: Attestation,
}

/// STIR/SHAKEN verdict on the caller id (ATIS-1000074; Twilio's `StirVerstat`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attestation {
    /// The originating carrier knows the caller and the right to the number.
    PassedA,
    /// The originating carrier knows the caller, not the right to the number.
    PassedB,
    /// A gateway vouches only for where the call came in.
    PassedC,
    /// The signature is there and does not hold.
    Failed,
    /// Nothing was signed, or nothing was said.
    Absent,
}

/// See [`CarrierEvent::PhonePickedUp`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PhonePickedUp {
    /// The inbound call (parent).
    pub call: String,
    /// The leg to the owner's phone (child).
    pub leg: String,
    /// The owner's phone that picked up.
    pub phone: String,
    /// What machine detection says, where it was asked for.
    pub answered_by: Option<AnsweredBy>,
}

/// Who picked up, by machine detection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AnsweredBy {
    /// A person.
    Human,
    /// A voicemail greeting or other machine, or a fax.
    Machine,
    /// It could not be told.
    Unknown,
}

/// See [`CarrierEvent::KeyPressed`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyPressed {
    /// The inbound call (parent).
    pub call: String,
    /// The leg to the owner's phone (child).
    pub leg: String,
    /// The owner's phone.
    pub phone: String,
    /// The keys; empty when none was pressed in time.
    pub digits: String,
}

/// How a leg or a call stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LegStatus {
    /// Set up, not ringing yet.
    Queued,
    /// It rings.
    Ringing,
    /// It was picked up, by whoever or whatever.
    InProgress,
    /// It was picked up and has ended.
    Completed,
    /// Declined, or in another call.
    Busy,
    /// Rang out.
    NoAnswer,
    /// The carrier could not reach it.
    Failed,
    /// It was given up before anybody picked up.
    Canceled,
    /// A word that we do not know.
    Unrecognised,
}

impl LegStatus {
    /// Whether nothing more can happen on this leg.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(
            self,
            Self::Completed | Self::Busy | Self::NoAnswer | Self::Failed | Self::Canceled
        )
    }
}

/// See [`CarrierEvent::LegChanged`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LegChanged {
    /// The inbound call (parent).
    pub call: String,
    /// The leg to the owner's phone (child).
    pub leg: String,
    /// The owner's phone.
    pub phone: String,
    /// How the leg stands.
    pub status: LegStatus,
}

/// See [`CarrierEvent::DialEnded`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DialEnded {
    /// The inbound call (parent).
    pub call: String,
    /// Caller id as spelt, for when this is the first we hear of the call.
    pub from: String,
    /// The line that was dialled.
    pub to: String,
    /// What the carrier says of caller id.
    pub attestation: Attestation,
    /// Which round of ringing ended, as we wrote it in the action URL; 1 is the first.
    pub round: u32,
    /// How the dialled leg ended; a word that we do not know counts as missed.
    pub dial_status: LegStatus,
    /// Whether the two legs were ever connected; `None` where the carrier does not say.
    pub bridged: Option<bool>,
    /// Seconds that the dialled leg lasted, where the carrier says.
    pub dial_seconds: Option<u32>,
    /// How the caller's own leg stands: final means that the caller is gone.
    pub call_status: LegStatus,
}

/// See [`CarrierEvent::CallEnded`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CallEnded {
    /// The inbound call.
    pub call: String,
    /// Caller id as spelt, for when this is the first we hear of the call.
    pub from: String,
    /// The line that was dialled.
    pub to: String,
    /// What the carrier says of caller id.
    pub attestation: Attestation,
    /// How it ended. Twilio: `completed` only means that our TwiML answered it.
    pub status: LegStatus,
    /// Seconds that the caller's leg lasted, where the carrier says.
    pub seconds: Option<u32>,
}

/// See [`CarrierEvent::VoicemailEnded`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoicemailEnded {
    /// The inbound call.
    pub call: String,
    /// The carrier's id of the recording.
    pub recording: String,
    /// Where the audio will be.
    pub url: String,
    /// Seconds of audio, where the carrier says.
    pub seconds: Option<u32>,
}

/// See [`CarrierEvent::RecordingReady`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordingReady {
    /// The inbound call.
    pub call: String,
    /// The carrier's id of the recording.
    pub recording: String,
    /// Where the audio is.
    pub url: String,
    /// Whether there is any audio (`absent`: the caller hung up at the beep).
    pub exists: bool,
    /// Seconds of audio, where the carrier says.
    pub seconds: Option<u32>,
}

/// See [`CarrierEvent::TextReceived`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextReceived {
    /// The carrier's id of the text.
    pub text: String,
    /// Who wrote, as the carrier spelt it.
    pub from: String,
    /// The line that it was sent to.
    pub to: String,
    /// What was written; may be empty when there are pictures.
    pub body: String,
    /// Pictures and other media, in order.
    pub media: Vec<MediaLink>,
    /// What the carrier's own opt-out handling made of it, where it says.
    pub carrier_opt_out: Option<CarrierOptOut>,
}

/// One picture or other attachment, still at the carrier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct MediaLink {
    /// Where to fetch it.
    pub url: String,
    /// MIME type as the carrier says.
    pub content_type: String,
}

/// Twilio's `OptOutType`, present with Advanced Opt-Out only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CarrierOptOut {
    /// The carrier has blocked the pair.
    Stop,
    /// The carrier has lifted the block.
    Start,
    /// The carrier has sent its help text.
    Help,
}

/// See [`CarrierEvent::TextStatusChanged`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextStatusChanged {
    /// The carrier's id of the text.
    pub text: String,
    /// Our own id of the attempt, from the query of the callback URL that we gave.
    pub attempt: Option<String>,
    /// The sender, which must be one of our lines.
    pub from: String,
    /// The recipient.
    pub to: String,
    /// The state that it moved to.
    pub status: TextStatus,
    /// The carrier's error code, where there is one.
    pub error_code: Option<u32>,
}

/// A text's state at the carrier, in the order of [`TextStatus::rank`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextStatus {
    /// Taken, no sender chosen yet.
    Accepted,
    /// To be sent at a set time.
    Scheduled,
    /// Waiting for its turn.
    Queued,
    /// On its way to the next carrier.
    Sending,
    /// The next carrier has it; may be the last word.
    Sent,
    /// The handset has it.
    Delivered,
    /// It did not arrive.
    Undelivered,
    /// It was not sent.
    Failed,
    /// It was called off.
    Canceled,
    /// It was opened (RCS, WhatsApp).
    Read,
    /// A word that we do not know; moves nothing.
    Unrecognised,
}

impl TextStatus {
    /// Place in the order in which states can follow each other; a text never moves down.
    #[must_use]
    pub fn rank(self) -> u8 {
        match self {
            Self::Unrecognised => 0,
            Self::Accepted => 1,
            Self::Scheduled => 2,
            Self::Queued => 3,
            Self::Sending => 4,
            Self::Sent => 5,
            Self::Delivered | Self::Undelivered | Self::Failed | Self::Canceled => 6,
            Self::Read => 7,
        }
    }

    /// Whether the carrier will say nothing more of it.
    #[must_use]
    pub fn is_final(self) -> bool {
        self.rank() >= 6
    }
}
