//! What is known of one inbound call.

use serde::{Deserialize, Serialize};

use super::outcome::Outcome;
use crate::carrier_event::{Attestation, LegStatus};
use crate::clock::Instant;
use crate::lines::Acceptance;
use crate::phone::PhoneNumber;

/// How ringing the owner's phones ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DialResult {
    /// The carrier's word for it.
    pub status: LegStatus,
    /// Whether the two legs were connected; `None` where the carrier did not say.
    pub bridged: Option<bool>,
}

/// How the caller's own leg ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallEnd {
    /// The carrier's word for it.
    pub status: LegStatus,
    /// When we heard of it.
    pub at: Instant,
}

/// The facts of a call so far. Facts only gather: webhooks come in any order, twice or never.
///
/// Rows outlive code: new fields carry `#[serde(default)]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Caller id as the carrier spelt it.
    pub from: String,
    /// What the carrier says of caller id.
    pub attestation: Attestation,
    /// When it arrived; `None` when its arrival was never heard of.
    pub arrived_at: Option<Instant>,
    /// How acceptance was asked for when the phones began to ring.
    pub acceptance: Acceptance,
    /// How long it may ring in all, as set when it arrived.
    pub ring_seconds: u32,
    /// Which round of ringing this is; 0 when no phone was rung.
    pub round: u32,
    /// How long this round rings.
    #[serde(default)]
    pub round_seconds: u32,
    /// The phones that this round rings.
    pub ringing: Vec<PhoneNumber>,
    /// The phones that had their chance: they picked up unaccepted, or their turn is over.
    #[serde(default)]
    pub tried: Vec<PhoneNumber>,
    /// Phones that picked up in this round, and nobody accepted there yet.
    #[serde(default)]
    pub picked_up: Vec<PhoneNumber>,
    /// The phone on which a person accepted.
    #[serde(default)]
    pub accepted_by: Option<PhoneNumber>,
    /// How the last round of ringing ended.
    #[serde(default)]
    pub dial: Option<DialResult>,
    /// How the caller's leg ended.
    #[serde(default)]
    pub end: Option<CallEnd>,
    /// Whether the caller left a voicemail; `None` until that is known.
    #[serde(default)]
    pub voicemail: Option<bool>,
    /// Until when the text waits for that; `None` when it does not.
    #[serde(default)]
    pub text_waits_until: Option<Instant>,
    /// When the call was missed, where the text waited.
    #[serde(default)]
    pub missed_at: Option<Instant>,
    /// How often the carrier was asked how it ended.
    #[serde(default)]
    pub asked: u32,
    /// How it ended; set once.
    #[serde(flatten)]
    pub outcome: Outcome,
}

impl Call {
    /// A call of which nothing is known but who called.
    #[must_use]
    pub fn new(from: String, attestation: Attestation) -> Self {
        Self {
            from,
            attestation,
            arrived_at: None,
            acceptance: Acceptance::Key,
            ring_seconds: 0,
            round: 0,
            round_seconds: 0,
            ringing: Vec::new(),
            tried: Vec::new(),
            picked_up: Vec::new(),
            accepted_by: None,
            dial: None,
            end: None,
            voicemail: None,
            text_waits_until: None,
            missed_at: None,
            asked: 0,
            outcome: Outcome::Open,
        }
    }

    /// Whether a person is known to have taken it on one of the phones.
    #[must_use]
    pub fn was_taken(&self) -> bool {
        match self.acceptance {
            Acceptance::Key | Acceptance::Machine => self.accepted_by.is_some(),
            Acceptance::None => self.accepted_by.is_some() || !self.picked_up.is_empty(),
        }
    }

    /// Notes that `phone` had its chance.
    pub(super) fn mark_tried(&mut self, phone: &PhoneNumber) {
        if !self.tried.contains(phone) {
            self.tried.push(*phone);
        }
    }
}
