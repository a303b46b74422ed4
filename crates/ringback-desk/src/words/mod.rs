//! Words: which text a caller gets, whether an owner may send it, and what to start with.

mod language;
pub mod lint;
mod situation;
mod starting;
mod trade;

pub use language::Language;
pub use situation::Situation;
pub use starting::starting;
pub use trade::Trade;
