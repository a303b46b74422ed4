//! Phone numbers: what a number is, how people read it, and whether it may be texted.
//!
//! Numbering plans come from Google's libphonenumber by way of `rlibphonenumber`; what is decided
//! on top of them (who is withheld, what a landline is, where a text may go) is written here.

mod caller_id;
mod classify;
mod explain;
mod number;
mod region;
mod short_numbers;
mod text_back;

pub use classify::{Class, Classified, classify, prepare};
pub use explain::{Explained, Plan, Short, explain};
pub use number::{NotE164, ParseError, PhoneNumber};
pub use region::{Region, UnknownRegion};
pub use text_back::{NotTextable, may_text_back, text_back};
