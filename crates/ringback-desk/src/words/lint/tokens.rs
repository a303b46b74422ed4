//! The words of a template, folded for comparison, each with its place.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word, a sign or a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// In small letters, without accents; `%` and the like as they are.
    pub folded: String,
    /// As it was written.
    pub written: String,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// Whether a sentence ends between the token before and this one.
    pub starts_sentence: bool,
    /// Whether it stands in quotes.
    pub quoted: bool,
}

impl Token {
    /// Whether it is written in capitals, so that it reads as a keyword.
    pub(super) fn is_shouted(&self) -> bool {
        self.written.chars().any(char::is_alphabetic)
            && !self.written.chars().any(char::is_lowercase)
    }

    pub(super) fn is_number(&self) -> bool {
        self.folded.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// Signs that say something by themselves.
const SIGNS: [char; 7] = ['%', '$', '€', '£', '¢', '=', '¥'];
/// What may stand inside a word.
const INNER: [char; 5] = ['\'', '’', '-', '/', '&'];

/// The words of `source`. What stands in braces is one token that equals no word, and so are the
/// `names`, which are nobody's advertising.
pub(super) fn tokens(source: &str, names: &[&str]) -> Vec<Token> {
    let masked = mask(source, names);
    let mut tokens = Vec::new();
    let mut starts_sentence = true;
    let mut chars = masked.char_indices().peekable();
    let mut before = ' ';
    while let Some((from, c)) = chars.next() {
        let is_word = c.is_alphanumeric() || c == MASK;
        if is_word || SIGNS.contains(&c) {
            let mut to = from + c.len_utf8();
            while is_word && let Some(&(at, next)) = chars.peek() {
                if !belongs(&masked, at, next) {
                    break;
                }
                to = at + next.len_utf8();
                chars.next();
            }
            let after = masked[to..].chars().next().unwrap_or(' ');
            tokens.push(Token {
                folded: fold(&masked[from..to]),
                written: source[from..to].to_owned(),
                range: from..to,
                starts_sentence,
                quoted: is_quote(before) && is_quote(after),
            });
            starts_sentence = false;
        } else if matches!(c, '.' | '!' | '?' | '\n' | ';') {
            starts_sentence = true;
        }
        before = c;
    }
    tokens
}

/// Stands for every byte of a name or variable: same length, equal to nothing.
const MASK: char = '\u{1}';

fn mask(source: &str, names: &[&str]) -> String {
    let mut bytes = source.as_bytes().to_vec();
    let mut hide = |range: Range<usize>| {
        for byte in &mut bytes[range] {
            *byte = MASK as u8;
        }
    };
    let mut from = 0;
    while let Some(open) = source[from..].find('{').map(|at| from + at) {
        let Some(close) = source[open..].find('}').map(|at| open + at + 1) else {
            break;
        };
        hide(open..close);
        from = close;
    }
    for name in names.iter().filter(|name| !name.trim().is_empty()) {
        for (at, found) in source.match_indices(name.trim()) {
            hide(at..at + found.len());
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| source.to_owned())
}

/// Whether the character at `at` goes on with the word before it.
fn belongs(text: &str, at: usize, c: char) -> bool {
    if c.is_alphanumeric() || is_combining_mark(c) || c == MASK {
        return true;
    }
    let mut rest = text[at..].chars();
    rest.next();
    INNER.contains(&c) && rest.next().is_some_and(char::is_alphanumeric)
}

fn is_quote(c: char) -> bool {
    matches!(c, '\'' | '"' | '“' | '”' | '‘' | '’' | '«' | '»' | '`')
}

/// Small letters without accents.
pub(super) fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == '’' { '\'' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(source: &str) -> Vec<String> {
        tokens(source, &["Free Spirit"])
            .into_iter()
            .map(|token| token.folded)
            .collect()
    }

    #[test]
    fn words_signs_variables_and_names() {
        assert_eq!(
            folded("Hi {owner}, it’s 20% off at the A/C shop"),
            [
                "hi",
                &"\u{1}".repeat(7),
                "it's",
                "20",
                "%",
                "off",
                "at",
                "the",
                "a/c",
                "shop"
            ]
        );
        assert_eq!(folded("Free Spirit"), ["\u{1}".repeat(11)]);
        assert_eq!(folded("PROMOCIÓN $20!"), ["promocion", "$", "20"]);
        assert_eq!(folded("toll-free - 'C'."), ["toll-free", "c"]);
        assert_eq!(folded("{unclosed é"), ["unclosed", "e"]);
    }
}
