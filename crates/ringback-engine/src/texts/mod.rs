//! Texts on their way out: written with the decision, claimed, sent once, and followed until
//! their fate is known.

mod consequences;
mod dispatch;
mod lanes;
mod lookup;
mod night;
mod outbox;
mod recipients;
mod report;
mod send;
mod settle;
mod status;
mod write;

pub(crate) use consequences::{free_window, shown};
pub(crate) use dispatch::dispatch;
pub(crate) use lookup::{follow_up, remote_report};
pub(crate) use night::place_of;
pub(crate) use outbox::Outbox;
pub(crate) use report::take;
pub use settle::SettleError;
pub(crate) use write::{NewText, lease_of, write_text};
