//! What is said at the end: a table for people, JSON for programs.

pub(crate) mod figures;
pub(crate) mod table;
