//! A call's life: from the first webhook to the last status callback.

mod behaviour;
mod bridge;
mod dial;
mod ending;
mod fetching;
mod gather;
mod interpret;
mod leg;
mod outgoing;
mod place;
mod record;
mod recording;
mod ring;
mod screening;
mod stage;

pub(crate) use outgoing::{Outgoing, call_out};
pub(crate) use place::{Placing, place};
