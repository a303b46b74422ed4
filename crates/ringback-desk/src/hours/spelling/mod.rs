//! How people write hours, and how they are written back.
//!
//! A week is `mon-fri 8:00-17:00; sat 9:00-13:00`; several periods of a day are separated by
//! commas; `24h` is the whole day, and alone the whole week. What could be meant in two ways is
//! refused with the spelling that cannot.

mod dates;
mod days;
mod time;
mod week;

pub use dates::{closures, special};
pub use week::weekly;

/// What is wrong with hours as they were written, and how to write them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}. {fix}")]
pub struct Misspelt {
    /// What is wrong, with the words in question.
    pub what: String,
    /// How to write it.
    pub fix: String,
}

impl Misspelt {
    fn new(what: impl Into<String>, fix: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            fix: fix.into(),
        }
    }
}

/// Longer than this, and it is not hours.
const WORDS_MAX: usize = 40;

/// The words in question, cut where somebody pasted a book.
fn shown(words: &str) -> String {
    let cut: String = words.chars().take(WORDS_MAX).collect();
    if cut.len() < words.len() {
        format!("`{cut}…`")
    } else {
        format!("`{cut}`")
    }
}

#[cfg(test)]
mod tests;
