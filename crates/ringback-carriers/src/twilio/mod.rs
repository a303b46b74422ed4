//! Twilio: what it signs, sends, expects as an answer, and what its REST API says.
//!
//! `signature`, `parse`, `reply`, `urls` and `codes` are pure; only `client` opens sockets.

pub mod client;
pub mod codes;
pub mod config;
pub mod explain;
pub mod parse;
pub mod reply;
pub mod signature;
pub mod urls;
