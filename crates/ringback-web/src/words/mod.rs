//! The words of texts: how one reads before it is saved, and whom it greets.

mod details;
mod preview;

pub(crate) use details::details;
pub(crate) use preview::preview;
