//! Texts, as Twilio's Message resource describes them.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// States of a text (the Message resource's `status`, those that occur here).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MessageStatus {
    /// Accepted, waits for its turn.
    Queued,
    /// On its way to the next carrier.
    Sending,
    /// The next carrier has it.
    Sent,
    /// The phone has it.
    Delivered,
    /// It will not arrive.
    Undelivered,
    /// It was never sent.
    Failed,
    /// Taken back before it was sent.
    Canceled,
    /// An inbound text.
    Received,
}

impl MessageStatus {
    /// Twilio's word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Undelivered => "undelivered",
            Self::Failed => "failed",
            Self::Canceled => "canceled",
            Self::Received => "received",
        }
    }

    /// Whether nothing follows.
    #[must_use]
    pub fn is_final(self) -> bool {
        !matches!(self, Self::Queued | Self::Sending | Self::Sent)
    }
}

/// One text, inbound or outbound.
#[derive(Debug, Clone, Serialize)]
pub struct Message {
    /// `SM…`, or `MM…` with media.
    pub sid: String,
    /// Sender.
    pub from: String,
    /// Recipient.
    pub to: String,
    /// The text.
    pub body: String,
    /// Where it stands.
    pub status: MessageStatus,
    /// `inbound`, `outbound-api` or `outbound-reply`.
    pub direction: &'static str,
    /// Segments, as billed.
    pub segments: u32,
    /// Ids of its media.
    pub media: Vec<String>,
    /// `MediaUrl` as given, for outbound texts.
    pub media_urls: Vec<String>,
    /// Twilio's error code, once it failed.
    pub error_code: Option<u32>,
    /// Where changes of state are told.
    pub status_callback: Option<String>,
    /// Seconds after which it must not be sent any more.
    pub validity_seconds: u32,
    /// When it was accepted, milliseconds since 1970.
    pub created_ms: i64,
    /// Last change, milliseconds since 1970.
    pub updated_ms: i64,
    /// When it left, milliseconds since 1970.
    pub sent_ms: Option<i64>,
}

/// All texts, oldest first.
#[derive(Default)]
pub(crate) struct MessageBook {
    list: Vec<Message>,
    by_sid: HashMap<String, usize>,
}

impl MessageBook {
    pub(crate) fn add(&mut self, message: Message) {
        self.by_sid.insert(message.sid.clone(), self.list.len());
        self.list.push(message);
    }

    pub(crate) fn get(&self, sid: &str) -> Option<&Message> {
        self.by_sid.get(sid).map(|at| &self.list[*at])
    }

    pub(crate) fn get_mut(&mut self, sid: &str) -> Option<&mut Message> {
        self.by_sid.get(sid).map(|at| &mut self.list[*at])
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &Message> {
        self.list.iter()
    }
}
