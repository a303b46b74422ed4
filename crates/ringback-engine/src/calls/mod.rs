//! Calls: facts come in, each becomes one command.

mod again;
mod ask;
mod command;
mod hours;
mod missed;
mod reconsider;
mod wake;

pub(crate) use ask::ask;
pub use command::{CallAnswer, IncomingFact};
pub(crate) use command::{Ids, run};
pub(crate) use reconsider::reconsider;
pub(crate) use wake::wake;
