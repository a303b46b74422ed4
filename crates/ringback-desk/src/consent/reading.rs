//! What a text is read as, and what was known when it was read.

use serde::Serialize;

/// What is known when a text is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Context<'a> {
    /// Whether the writer is opted out now; START means something only then.
    pub is_opted_out: bool,
    /// Our last text to this person, where there was one: CANCEL after a reminder is an opt-out,
    /// and perhaps a visit less.
    pub last_outbound: Option<&'a str>,
    /// The way it came.
    pub channel: Channel,
}

/// The way on which somebody said something. 47 CFR 64.1200(a)(10)-(11) knows no wrong one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A text message.
    #[default]
    Sms,
    /// An e-mail.
    Email,
    /// A voicemail, written down by a machine.
    VoicemailTranscript,
    /// What a caller said to an assistant on the telephone.
    AiCallTranscript,
}

impl Channel {
    /// The channel that is called `name` in JSON.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "sms" => Some(Self::Sms),
            "email" => Some(Self::Email),
            "voicemail_transcript" => Some(Self::VoicemailTranscript),
            "ai_call_transcript" => Some(Self::AiCallTranscript),
            _ => None,
        }
    }
}

/// What a text does to consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// No more texts to this person.
    OptOut,
    /// Texts may go to this person again.
    OptIn,
    /// A request for the help text.
    Help,
    /// Anything else: consent stays as it is.
    NotOptOut,
    /// It may be an opt-out. What [`Lean`] says is done at once, and a person decides.
    Ambiguous,
}

/// What is done at once with an ambiguous text, until a person has decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lean {
    /// A person reads it; nothing automatic changes.
    Ask,
    /// The way on which this person likes to be reached is kept.
    PreferChannel,
    /// The running sequence ends (an estimate, an invoice, a review); other texts stay.
    StopSequence,
    /// Every automatic text to the number is held; a person may still answer.
    PauseAutomation,
}

/// What an opt-out, or a wish, is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Everything.
    All,
    /// Texts; the person named another way to be reached.
    Sms,
    /// One kind of text: review requests, promotions, reminders.
    Category,
    /// Calls only.
    Voice,
}

/// What staff should look at besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// The text before was about a visit, which may be what is meant.
    PossibleAppointmentCancel,
    /// The text before asked something that the same word answers.
    PossibleAnswer,
}

/// A wish that leaves consent as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Preference {
    /// Texts only at certain times.
    Time,
    /// Texts, but no calls.
    VoiceOptOut,
}

/// How a text was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// What it does to consent.
    pub label: Label,
    /// With [`Label::Ambiguous`]: what is done until a person decides.
    pub lean: Option<Lean>,
    /// What it is about; `None` where consent stays as it is.
    pub scope: Option<Scope>,
    /// What staff should look at besides.
    pub also_flag: Option<Flag>,
    /// A wish that leaves consent as it is.
    pub preference: Option<Preference>,
    /// Whether a program wrote it. Such a text is never answered automatically.
    pub automatic: bool,
    /// The keyword that is all it says, as the list has it.
    pub keyword: Option<&'static str>,
    /// One sentence for the owner.
    pub reason: String,
}

impl Reading {
    pub(super) fn of(label: Label, reason: impl Into<String>) -> Self {
        Self {
            label,
            lean: None,
            scope: None,
            also_flag: None,
            preference: None,
            automatic: false,
            keyword: None,
            reason: reason.into(),
        }
    }

    pub(super) fn opt_out(scope: Scope, reason: impl Into<String>) -> Self {
        Self {
            scope: Some(scope),
            ..Self::of(Label::OptOut, reason)
        }
    }

    pub(super) fn ambiguous(lean: Lean, reason: impl Into<String>) -> Self {
        Self {
            lean: Some(lean),
            ..Self::of(Label::Ambiguous, reason)
        }
    }
}
