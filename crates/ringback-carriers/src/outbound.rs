//! A text that leaves, and what can become of the request that carries it.
//!
//! The four outcomes are the whole vocabulary of the outbox: what was not processed may be tried
//! again, what is unknown never is, because the text may already be on somebody's phone.

use std::fmt;
use std::time::Duration;

use ringback_desk::carrier_event::TextStatus;

/// One text to send.
#[derive(Clone, Copy)]
pub struct OutboundText<'a> {
    /// The line that sends it, E.164.
    pub from: &'a str,
    /// Who gets it, E.164.
    pub to: &'a str,
    /// What it says; at most 1,600 characters.
    pub body: &'a str,
    /// Where delivery receipts go; carries our attempt id, which binds them to the attempt even
    /// when the answer to the request is lost.
    pub status_callback: &'a str,
    /// How long the carrier may hold it back, 1 to 36,000 seconds; then it expires unsent.
    pub validity_seconds: u32,
}

/// What became of a request to send a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendOutcome {
    /// The carrier has it.
    Accepted {
        /// The carrier's id of the text.
        text: String,
        /// Its first state.
        status: TextStatus,
        /// How many segments the carrier will send and bill, where it says.
        segments: Option<u32>,
        /// Why it failed, should it have failed at once.
        error_code: Option<u32>,
    },
    /// It was not sent, and the same request would be refused again.
    Refused(CarrierError),
    /// It was not sent, and may be tried again.
    NotProcessed {
        /// How long the carrier asks us to wait.
        retry_after: Option<Duration>,
        /// What happened, for the log and the timeline.
        why: String,
    },
    /// It may have been sent. Only a person or a later receipt can tell.
    Unknown {
        /// What happened, for the log and the timeline.
        why: String,
    },
}

/// A carrier's refusal, in its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarrierError {
    /// HTTP status of the answer.
    pub http_status: u16,
    /// The carrier's own code, where its answer could be read.
    pub code: Option<u32>,
    /// The carrier's own sentence; may be empty.
    pub message: String,
}

impl fmt::Display for CarrierError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HTTP {}", self.http_status)?;
        if let Some(code) = self.code {
            write!(f, ", error {code}")?;
        }
        if !self.message.is_empty() {
            write!(f, ": {}", self.message)?;
        }
        Ok(())
    }
}

/// What a carrier's error code means to the owner, and what Ringback does about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeMeaning {
    /// The carrier's code.
    pub code: u32,
    /// One sentence for the owner.
    pub meaning: &'static str,
    /// What is to be done.
    pub action: CodeAction,
}

/// What a carrier's error code calls for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeAction {
    /// This number cannot get texts; remember it.
    NotTextable {
        /// Whether the reason is that it is a landline.
        landline: bool,
    },
    /// The recipient has opted out; remember it as if they had written STOP to us.
    OptedOut,
    /// Something in the owner's account or numbers; tell them, do not try again.
    OurSetUp,
    /// What the text says was refused; never send the same again.
    Content,
    /// It would work later.
    Later {
        /// How long to wait at least.
        after: Duration,
    },
    /// The carrier itself does not know; never send it again.
    MayHaveArrived,
    /// It will not work, for no reason that concerns the number or the account.
    Permanent,
}
