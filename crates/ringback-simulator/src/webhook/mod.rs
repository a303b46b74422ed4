//! Webhooks: what Twilio posts to its customers, signed, within its limits, retried as it does.

mod client;
mod fields;
mod overrides;
mod post;
mod request;
mod sign;

use serde::{Deserialize, Serialize};

pub(crate) use client::WebhookClient;
pub(crate) use fields::{call_fields, message_fields};
pub(crate) use post::{Lane, ask, notify};
pub(crate) use request::{Answer, Fault, Link, Request};

/// What a webhook is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WebhookKind {
    /// A call arrives.
    Voice,
    /// The fallback address of a line is asked.
    VoiceFallback,
    /// A Dial has ended.
    DialAction,
    /// A phone picked up: its screening document.
    Screen,
    /// A Gather has ended.
    GatherAction,
    /// A Record has ended.
    RecordAction,
    /// A Redirect.
    Redirect,
    /// A leg to a phone changed (`<Number statusCallback>`).
    LegStatus,
    /// The caller's leg ended (the line's `StatusCallback`).
    CallStatus,
    /// A recording is ready.
    RecordingStatus,
    /// Machine detection has an answer.
    MachineDetection,
    /// A text arrived.
    Message,
    /// The fallback address for texts is asked.
    MessageFallback,
    /// A text changed its state.
    MessageStatus,
}
