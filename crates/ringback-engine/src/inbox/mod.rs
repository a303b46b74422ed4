//! Inbound texts: stored once, read for consent, passed on to the owner, and back.

mod customer;
mod owner;
mod receive;

pub(crate) use receive::Origin;
