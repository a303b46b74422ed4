//! Calls: the list, one call, and a call as a row of either.

mod list;
mod page;
mod row;

pub(crate) use list::list;
pub(crate) use page::page;
pub(crate) use row::{CallRow, call_rows, callers};
