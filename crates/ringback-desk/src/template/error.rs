//! What is wrong with a template, in words for whoever wrote it.

use super::variable::Variable;

/// How much of the text an error quotes, in characters.
const QUOTED_CHARS_MAX: usize = 30;

/// The longest template, in bytes: several times what a carrier takes, and nothing to read through
/// for long.
pub const SOURCE_BYTES_MAX: usize = 8_000;

/// What is wrong with a template; each names the place and says what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// There is nothing in it.
    #[error("the text is empty")]
    Empty,
    /// It is longer than [`SOURCE_BYTES_MAX`].
    #[error("the text has {0} bytes, and at most {SOURCE_BYTES_MAX} are read; shorten it")]
    TooLong(usize),
    /// A name in braces that is no variable.
    #[error("{{{0}}} is not known here; use {known}", known = known())]
    UnknownVariable(String),
    /// `{` without its `}`.
    #[error("the {{ before \"{0}\" is never closed with }}; use {known}", known = known())]
    UnclosedBrace(String),
    /// `}` without its `{`.
    #[error("there is a }} without a {{ after \"{0}\"")]
    StrayBrace(String),
}

fn known() -> String {
    let names: Vec<String> = Variable::ALL
        .iter()
        .map(|variable| format!("{{{}}}", variable.name()))
        .collect();
    match names.split_last() {
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

pub(super) fn start_of(text: &str) -> String {
    text.chars().take(QUOTED_CHARS_MAX).collect()
}

pub(super) fn end_of(text: &str) -> String {
    let skipped = text.chars().count().saturating_sub(QUOTED_CHARS_MAX);
    text.chars().skip(skipped).collect()
}
