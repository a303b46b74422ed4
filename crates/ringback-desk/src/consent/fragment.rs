//! Texts of one letter or the beginning of a word: `s`, `sto`, `un`. A person looks at them.

use super::situation;

/// Words that an opt-out begins with, as far as somebody may have typed them.
/// Words that are a slip of one as likely as themselves.
const SLIPS: &[&str] = &["stoop"];

const WORDS: &[&str] = &["stop", "unsubscribe", "quit", "cancel", "optout"];

/// Letters that answer a question rather than begin a word: a choice, yes, no, ok, confirm.
const ANSWERS: &[&str] = &[
    "a", "b", "c", "d", "k", "n", "y", "o", "op", "can", "ca", "i",
];

/// Whether `words` are one fragment that nobody can read, and that our last text did not offer.
pub(super) fn is_fragment(words: &[String], last_outbound: Option<&str>) -> bool {
    let [word] = words else {
        return false;
    };
    let is_letter = word.chars().count() == 1 && word.chars().all(|c| c.is_ascii_lowercase());
    let begins = WORDS
        .iter()
        .any(|whole| whole.len() > word.len() && whole.starts_with(word.as_str()));
    (is_letter || begins || SLIPS.contains(&word.as_str()))
        && !ANSWERS.contains(&word.as_str())
        && !situation::offers(last_outbound, word)
}
