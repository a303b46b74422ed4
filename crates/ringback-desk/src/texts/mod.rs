//! Texts: what is in the outbox, and how each one's delivery stands.

mod delivery;
mod kind;
mod phase;
mod settle;

pub use delivery::{Consequence, Delivery, Fault, Moved, Report, backoff};
pub use kind::TextKind;
pub use phase::Phase;
pub use settle::{LOOKED_UP_FOR, look_up_at};
