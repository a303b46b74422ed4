//! Inbound texts: stored once, read for consent, passed on to the owner, and back.

mod consent;
mod customer;
mod details;
mod owner;
mod receive;
mod written;

use std::time::Duration;

use ringback_desk::clock::Instant;
use ringback_desk::contacts::Contact;

pub use details::Details;
pub(crate) use receive::Origin;
pub use written::{ANSWER_CHARS_MAX, AnswerError, Written, WrittenAnswer};

/// A conversation is open for so long after its last text.
const OPEN_FOR: Duration = Duration::from_hours(24);

/// Whether the owner may answer this person: they wrote once, and the last text is not old.
pub(crate) fn is_open(contact: &Contact, now: Instant) -> bool {
    contact.received_at.is_some() && contact.text_at.is_some_and(|at| now.since(at) < OPEN_FOR)
}
