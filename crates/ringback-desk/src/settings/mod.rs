//! The settings of a line: their keys, how each is read, and what is wrong with one in words.
//!
//! The same keys stand in a file, in the environment and in the database, and are asked for by
//! the pages and by the set-up in the terminal. Wherever a value comes from, it is read here, so
//! that a fault is the same sentence everywhere.

mod fault;
mod keys;
mod line;
mod nearest;
mod reader;
mod value;

pub use fault::Fault;
pub use keys::{Key, LINE_KEYS, find, find_in_line, nearest_in_line};
pub use line::LineSettings;
pub use nearest::nearest_of;
pub use reader::Reader;
pub use value::{Given, Value, Values, as_text};
