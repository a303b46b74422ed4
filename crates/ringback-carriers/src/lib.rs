//! Ringback's carriers: verifying, parsing and answering their webhooks, and calling their APIs.
//!
//! One module per carrier. What every carrier shares stands here: where the world reaches us
//! ([`public_url`]) and what can become of a text that we send ([`outbound`]).

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod outbound;
pub mod public_url;
pub mod twilio;
