//! Conversations: the list, one thread, an answer, and the press of "Done".

mod answer;
mod consent;
mod done;
mod list;
mod measure;
mod message;
mod names;
mod person;

pub(crate) use answer::answer;
pub(crate) use consent::decide;
pub(crate) use done::done;
pub(crate) use list::list;
pub(crate) use measure::measure;
pub(crate) use message::{MessageRow, MomentRow};
pub(crate) use names::Names;
pub(crate) use person::page;
