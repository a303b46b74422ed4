//! The settings of a line, with the defaults that a new business gets.

use std::collections::BTreeSet;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::price::SegmentPrice;
use super::{Keep, LineTest};
use crate::brakes::BrakeLimits;
use crate::consent::ConsentTexts;
use crate::hours::Hours;
use crate::id::{BusinessId, LineId};
use crate::phone::{PhoneNumber, Region};
use crate::words::LineWords;
use crate::zones::Zone;

/// In which order the owner's phones ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RingOrder {
    /// All of them together; the first to accept takes the call.
    #[default]
    AtOnce,
    /// One after the other, sharing the line's ring time.
    InTurn,
}

/// What counts as a person taking the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Acceptance {
    /// Whoever picks up presses 1. A mailbox presses nothing, so it never counts.
    #[default]
    Key,
    /// The carrier's machine detection says `human`; where it cannot tell, a key is asked for.
    Machine,
    /// Picking up is enough. A mailbox then looks exactly like an answer.
    None,
}

/// What the caller hears after a miss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AfterMiss {
    /// A short message, then a voicemail.
    #[default]
    Voicemail,
    /// A short message.
    Message,
    /// Nothing: the line hangs up.
    HangUp,
}

/// One phone number of a business.
#[derive(Debug, Clone)]
pub struct Line {
    /// Which line.
    pub id: LineId,
    /// Whose line.
    pub business: BusinessId,
    /// The number that people dial, and the only one that texts leave from.
    pub number: PhoneNumber,
    /// Region of the business (ISO 3166-1 alpha-2), from the number unless set.
    pub region: Region,
    /// The company's name.
    pub company: String,
    /// The owner's first name, as it stands in texts.
    pub owner: String,
    /// The owner's phones. Relays go to the first; any of them may answer.
    pub ring: Vec<PhoneNumber>,
    /// Time zone of the business.
    pub zone: Zone,
    /// When the business is open; `None`: always, as far as texts are concerned.
    pub hours: Option<Hours>,
    /// Whether the answer to a call may leave in the caller's night.
    pub night_replies: bool,
    /// Segments a second that may leave from this number.
    pub pace: f64,
    /// How long the caller hears ringing, in all, before the call counts as missed. 10 to 60.
    pub ring_seconds: u32,
    /// In which order the phones ring.
    pub ring_order: RingOrder,
    /// What counts as a person taking the call.
    pub acceptance: Acceptance,
    /// What the caller hears after a miss.
    pub after_miss: AfterMiss,
    /// Calls arrive here because somebody else's line forwarded them: each one is missed.
    pub forwarded: bool,
    /// A test that was begun.
    pub test: Option<LineTest>,
    /// The business is suspended: its lines neither ring nor text.
    pub is_suspended: bool,
    /// The installation was restored from a backup and is not released: phones ring, and no text
    /// leaves.
    pub is_held: bool,
    /// Carriers would block the line's texts: they are held until it is registered.
    pub is_unregistered: bool,
    /// Whether texts are held while the line is not registered.
    pub holds_unregistered: bool,
    /// How long what happened is kept.
    pub keep: Keep,
    /// Whether missed calls are texted at all.
    pub texting: bool,
    /// What callers are told, by situation and language.
    pub words: LineWords,
    /// What a segment is taken to cost.
    pub price: SegmentPrice,
    /// What answers an opt-out, START and HELP where the carrier does not.
    pub consent_texts: ConsentTexts,
    /// How long the text waits for the outcome of a voicemail; zero does not wait. At most 60 s.
    pub voicemail_wait: Duration,
    /// One text per caller and business within this time.
    pub window: Duration,
    /// A person wrote within this time, either way: no automatic text.
    pub live: Duration,
    /// Callers who gave up sooner than this are not texted; zero texts all.
    pub gave_up: Duration,
    /// A missed-call text older than this is not sent any more.
    pub text_deadline: Duration,
    /// Regions that may be texted (ISO 3166-1 alpha-2).
    pub countries: Vec<Region>,
    /// Numbers never to be texted: family, suppliers.
    pub never_text: BTreeSet<PhoneNumber>,
    /// Numbers that are blocked.
    pub blocked: BTreeSet<PhoneNumber>,
    /// The team's own numbers, beside the phones that ring.
    pub team: BTreeSet<PhoneNumber>,
    /// The brakes; `None` switches them off.
    pub brakes: Option<BrakeLimits>,
}

impl Line {
    /// The line while its business is suspended: no phone rings, and no text leaves. Its phones stay
    /// known: a text from one of them is the owner's, and no customer's.
    #[must_use]
    pub fn suspended(self) -> Self {
        Self {
            is_suspended: true,
            after_miss: AfterMiss::HangUp,
            ..self
        }
    }

    /// The line while carriers would block its texts, unless the owner lets them leave all the same.
    #[must_use]
    pub fn unregistered(self) -> Self {
        Self {
            is_unregistered: self.holds_unregistered,
            ..self
        }
    }

    /// The phones that a call rings: none while the business is suspended.
    pub fn rings(&self) -> impl Iterator<Item = &PhoneNumber> {
        self.ring.iter().filter(|_| !self.is_suspended)
    }

    /// Whether `number` is the line itself, one of the owner's phones or the team's.
    #[must_use]
    pub fn is_own(&self, number: &PhoneNumber) -> bool {
        *number == self.number || self.ring.contains(number) || self.team.contains(number)
    }

    /// The seconds to ask of the carrier, which adds five of its own to a Dial time-out
    /// (twilio.com/docs/voice/twiml/dial, `timeout`; least value 5).
    #[must_use]
    pub fn dial_timeout_seconds(ring_seconds: u32) -> u32 {
        ring_seconds.saturating_sub(5).max(5)
    }
}
