//! Texts: what is in the outbox, and how each one's delivery stands.

mod class;
mod delivery;
mod kind;
mod phase;
mod settle;

pub use class::TextClass;
pub use delivery::{Consequence, Delivery, Fault, Moved, Report, backoff};
pub use kind::TextKind;
pub use phase::Phase;
pub use settle::{LOOKED_UP_FOR, look_up_at};
