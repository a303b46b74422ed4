//! How a text travels: its encoding, its segments, and the form in which it costs least.
//!
//! Carriers bill per segment. A segment carries 160 septets of the GSM 7-bit alphabet or 70 UTF-16
//! units of anything else, so that one curly quote can double the price of a text.

mod gsm7;
mod limit;
mod measure;
mod outgoing;
mod smart;

pub use limit::{CHARS_MAX, TooLong, check_length};
pub use measure::{Encoding, Measure, measure};
pub use outgoing::to_gsm7_text;
pub use smart::smart;
