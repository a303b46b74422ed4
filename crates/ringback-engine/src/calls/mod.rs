//! Calls: facts come in, each becomes one command.

mod ask;
mod command;

pub(crate) use ask::ask;
pub(crate) use command::wake;
pub use command::{CallAnswer, IncomingFact};
