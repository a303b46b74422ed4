//! Phones outside the account: callers', the owner's, and numbers that are no phones at all.

use serde::{Deserialize, Serialize};

/// What a number is, as far as calls and texts to it are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhoneKind {
    /// Takes calls and texts.
    Mobile,
    /// Takes calls; texts come back 30006, or are refused with 21614.
    Landline,
    /// Nobody's number: texts come back 30005, calls fail.
    Dead,
    /// Switched off: texts come back 30003, calls ring out.
    SwitchedOff,
    /// The recipient's carrier blocks our texts (30007).
    Filtered,
    /// The recipient's carrier wants a registered campaign that is not there (30034).
    Unregistered,
    /// The last mile timed out and the text may have arrived (30410).
    Lossy,
    /// The last carrier sends no receipts: texts arrive, and `sent` is the last word.
    NoReceipt,
    /// In a country that the account may not text (21408).
    Forbidden,
}

/// Who picked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnsweredBy {
    /// A person.
    Person,
    /// The phone's voicemail.
    Mailbox,
}

/// What a phone does by itself when it rings. Seconds are simulated time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "behaviour", rename_all = "snake_case")]
pub enum Behaviour {
    /// Rings until somebody uses the controls, or the caller's side gives up.
    Manual,
    /// A person declines after a while.
    DeclineAfter {
        /// Seconds of ringing.
        seconds: f64,
    },
    /// A person answers.
    AnswerAfter {
        /// Seconds of ringing.
        seconds: f64,
        /// Keys pressed once in a screening; none means that none is pressed.
        keys: Option<String>,
        /// Seconds from the beginning of the screening document to pressing.
        listen_seconds: f64,
        /// Seconds until the person hangs up, counted from being connected (without keys, from
        /// the beginning of the screening document); none: never first.
        hang_up_after_seconds: Option<f64>,
    },
    /// The phone's own voicemail picks up: it talks, presses nothing, and records.
    MailboxAfter {
        /// Seconds of ringing.
        seconds: f64,
    },
    /// Engaged at once.
    Busy,
}

impl Behaviour {
    /// A person who answers, listens for two seconds, presses 1, and talks for a minute.
    #[must_use]
    pub fn accepts_after(seconds: f64) -> Self {
        Self::AnswerAfter {
            seconds,
            keys: Some("1".into()),
            listen_seconds: 2.0,
            hang_up_after_seconds: Some(60.0),
        }
    }
}

/// A phone outside the account.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Phone {
    /// E.164.
    pub number: String,
    /// What it is.
    pub kind: PhoneKind,
    /// What it does when it rings.
    pub behaviour: Behaviour,
    /// Declining sends the caller to the phone's voicemail instead of giving a busy signal.
    pub declines_to_mailbox: bool,
    /// Name that a caller-id lookup finds.
    pub caller_name: Option<String>,
}

impl Phone {
    /// A mobile that does nothing by itself.
    #[must_use]
    pub fn new(number: impl Into<String>) -> Self {
        Self {
            number: number.into(),
            kind: PhoneKind::Mobile,
            behaviour: Behaviour::Manual,
            declines_to_mailbox: false,
            caller_name: None,
        }
    }

    /// Of another kind.
    #[must_use]
    pub fn kind(mut self, kind: PhoneKind) -> Self {
        self.kind = kind;
        self
    }

    /// With another behaviour.
    #[must_use]
    pub fn behaves(mut self, behaviour: Behaviour) -> Self {
        self.behaviour = behaviour;
        self
    }
}

/// A text as it stands on a phone's screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScreenText {
    /// Whether the phone's owner wrote it.
    pub outgoing: bool,
    /// The other number.
    pub with: String,
    /// The text.
    pub body: String,
    /// Addresses of pictures.
    pub media: Vec<String>,
    /// The carrier's id of the text.
    pub message: String,
    /// When it appeared, in milliseconds since 1970 (real time).
    pub at_ms: i64,
}
