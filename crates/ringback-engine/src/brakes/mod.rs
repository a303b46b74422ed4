//! Brakes at work: the breaker watches calls end, the owner's phone is kept from floods, and a
//! person lifts what holds.

mod lift;
mod owner;
mod release;
mod watch;

pub use lift::{lift, set_again};
pub(crate) use owner::reaches_phone;
pub(crate) use watch::watch;
