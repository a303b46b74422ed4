//! Who may see what.
//!
//! Every private request passes the [`guard()`], which finds out who is asking and leaves a
//! [`Visitor`] with the request. A handler takes its business from the visitor
//! ([`WebState::business`](crate::WebState::business)) and never from the address alone, so that
//! an address with another business's number in it leads nowhere.

mod guard;
mod operator;
mod origin;
mod visitor;

pub(crate) use guard::guard;
pub(crate) use operator::is_operator;
pub(crate) use visitor::Visitor;
