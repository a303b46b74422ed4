//! Calls and their legs, as Twilio's Call resource describes them.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::sync::mpsc::UnboundedSender;

use super::phones::AnsweredBy;

/// States of a call or leg (Twilio's `CallStatus`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CallStatus {
    /// Set up.
    Queued,
    /// Dialled, not ringing yet.
    Initiated,
    /// It rings.
    Ringing,
    /// Answered.
    InProgress,
    /// Over, after it was answered.
    Completed,
    /// The phone was engaged or declined.
    Busy,
    /// It could not be connected.
    Failed,
    /// Nobody answered.
    NoAnswer,
    /// Taken back while it rang.
    Canceled,
}

impl CallStatus {
    /// Twilio's word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Initiated => "initiated",
            Self::Ringing => "ringing",
            Self::InProgress => "in-progress",
            Self::Completed => "completed",
            Self::Busy => "busy",
            Self::Failed => "failed",
            Self::NoAnswer => "no-answer",
            Self::Canceled => "canceled",
        }
    }

    /// Whether nothing follows.
    #[must_use]
    pub fn is_final(self) -> bool {
        !matches!(
            self,
            Self::Queued | Self::Initiated | Self::Ringing | Self::InProgress
        )
    }
}

/// A call to one of our lines, or a leg that rang one of the owner's phones.
#[derive(Debug, Clone, Serialize)]
pub struct Call {
    /// `CA…`
    pub sid: String,
    /// The inbound call that this leg belongs to; none for the inbound call itself.
    pub parent: Option<String>,
    /// Caller id as it is shown and posted.
    pub from: String,
    /// The number called.
    pub to: String,
    /// Where it stands.
    pub status: CallStatus,
    /// Who forwarded it, if the carrier tells.
    pub forwarded_from: Option<String>,
    /// Name found for the caller.
    pub caller_name: Option<String>,
    /// STIR/SHAKEN verdict as Twilio words it (`TN-Validation-Passed-A`, …), if any.
    pub attestation: Option<String>,
    /// Who picked up this leg.
    pub answered_by: Option<AnsweredBy>,
    /// When it was set up, milliseconds since 1970.
    pub created_ms: i64,
    /// When it ended, milliseconds since 1970.
    pub ended_ms: Option<i64>,
    /// Whole seconds from answer to end (simulated time), once it has ended.
    pub duration_seconds: Option<u64>,
    /// Why it ended (SIP response code), where it was never answered.
    pub sip_code: Option<u16>,
    /// Simulated time of the answer.
    #[serde(skip)]
    pub(crate) answered_at: Option<Duration>,
    /// Status callbacks posted so far (`SequenceNumber`).
    #[serde(skip)]
    pub(crate) callbacks: u32,
    /// Whether the API placed it (`outbound-api`).
    #[serde(skip)]
    pub(crate) by_api: bool,
}

impl Call {
    /// Twilio's word for who called whom.
    pub(crate) fn direction(&self) -> &'static str {
        match (&self.parent, self.by_api) {
            (_, true) => "outbound-api",
            (Some(_), false) => "outbound-dial",
            (None, false) => "inbound",
        }
    }
}

/// What a person does with a handset, or Twilio's API with a leg.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PartyAction {
    Answer(AnsweredBy),
    Decline,
    Busy,
    Press(String),
    Speak(Duration),
    /// Speaks, and hangs up at the last word.
    SpeakAndLeave(Duration),
    HangUp,
    /// Ended by `POST /Calls/{sid}` with `Status=completed` or `canceled`.
    EndedByApi,
}

/// The handset's end of a live leg.
pub(crate) struct LegSwitch {
    /// The inbound call.
    pub(crate) call: String,
    /// Whose handset; the caller's raw caller id for the inbound leg.
    pub(crate) phone: String,
    pub(crate) is_caller: bool,
    pub(crate) actions: UnboundedSender<PartyAction>,
}

/// What a caller does by itself. Seconds are simulated time.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(tag = "behaviour", rename_all = "snake_case")]
pub enum CallerBehaviour {
    /// Waits until somebody uses the controls, or the other side hangs up.
    #[default]
    Patient,
    /// Hangs up after a while, whatever happens.
    GiveUpAfter {
        /// Seconds from the start of the call.
        seconds: f64,
    },
    /// Speaks after the beep, then hangs up.
    LeaveVoicemail {
        /// Seconds of speech.
        seconds: f64,
    },
}

/// A recorded voicemail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recording {
    /// `RE…`
    pub sid: String,
    /// The inbound call.
    pub call: String,
    /// Whole seconds of speech.
    pub seconds: u64,
    /// `RecordVerb` or `DialVerb`.
    pub source: &'static str,
    /// When it was made, milliseconds since 1970.
    pub created_ms: i64,
}
