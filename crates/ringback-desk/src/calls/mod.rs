//! Inbound calls: what is known of one, whether it was missed, and whether to text back.

mod again;
mod call;
mod decide;
pub mod hold;
mod left;
mod missed;
mod outcome;
mod ring;
#[cfg(test)]
pub(crate) mod sample_line;
mod step;
mod voicemail;

pub use again::{CalledAgain, called_again};
pub use call::{Call, CallEnd, DialResult};
pub use decide::{Decision, MissedCall, decide};
pub use hold::HoldReason;
pub use left::is_left_by_caller;
pub use missed::MissedWhy;
pub use outcome::Outcome;
pub use step::{CarrierView, Fact, RingRound, Step, VoiceReply, Wake, step};
