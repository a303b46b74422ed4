//! Who may see what.
//!
//! Every private request passes the [`guard()`], which finds out who is asking and leaves a
//! [`Visitor`] with the request. A handler takes its business from the visitor
//! ([`WebState::business`](crate::WebState::business)) and never from the address alone, so that
//! an address with another business's number in it leads nowhere.

mod address;
pub(crate) mod device;
mod guard;
mod operator;
mod origin;
mod proxies;
pub(crate) mod session;
mod visitor;

pub(crate) use address::{ClientAddress, Connection};
pub(crate) use guard::{foreign_form, guard};
pub(crate) use operator::{forget as forget_operator, is_operator};
pub(crate) use origin::is_foreign;
pub use proxies::TrustedProxies;
pub(crate) use visitor::{Reach, Visitor};
