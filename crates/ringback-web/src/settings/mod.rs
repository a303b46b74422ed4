//! Settings: every key of a line, in a few sections, changed here and live at once.
//!
//! What a key means and what is wrong with a value is said by `ringback_desk::settings`; here is
//! only how it is asked for.

mod field;
mod index;
mod levels;
mod lift;
mod page;
mod save;
mod sections;
mod server;

pub(crate) use index::index;
pub(crate) use lift::{lift, release};
pub(crate) use page::page;
pub(crate) use save::save;
pub(crate) use server::server;
