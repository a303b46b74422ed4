//! Whether a keyword is all that a text says: courtesy, keyword, what it is about, courtesy.

use super::company::Phrases;
use super::keywords::{Keyword, keyword_at};

/// A text of more words than this says something else as well.
const WORDS_MAX: usize = 14;

/// The keyword that `words` come down to; `None` when they hold anything else.
pub(super) fn keyword_of(words: &[impl AsRef<str>]) -> Option<&'static Keyword> {
    if words.len() > WORDS_MAX {
        return None;
    }
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    (0..words.len()).find_map(|at| {
        let (keyword, used) = keyword_at(&words[at..])?;
        let is_all = consists_of(&words[..at], keyword.company.before())
            && is_tail(&words[at + used..], keyword);
        is_all.then_some(keyword)
    })
}

/// Whether what follows a keyword adds nothing: its objects, courtesy, the same meaning once more.
fn is_tail(words: &[&str], keyword: &Keyword) -> bool {
    if words.is_empty() {
        return true;
    }
    let again = keyword_at(words)
        .filter(|(next, _)| next.meaning == keyword.meaning)
        .is_some_and(|(next, used)| is_tail(&words[used..], next));
    again
        || any_phrase(words, keyword.company.after(), |rest| {
            is_tail(rest, keyword)
        })
}

/// Whether `words` can be laid out with phrases of `lists`.
fn consists_of(words: &[&str], lists: &[&Phrases]) -> bool {
    words.is_empty() || any_phrase(words, lists, |rest| consists_of(rest, lists))
}

/// Whether `words` begin with a phrase of `lists` behind which `rest_fits`.
fn any_phrase(words: &[&str], lists: &[&Phrases], rest_fits: impl Fn(&[&str]) -> bool) -> bool {
    lists
        .iter()
        .any(|list| list.at(words).any(|used| rest_fits(&words[used..])))
}

#[cfg(test)]
mod tests {
    use super::super::fold::words;
    use super::*;

    fn word_of(text: &str) -> Option<&'static str> {
        keyword_of(&words(text)).map(|keyword| keyword.word)
    }

    #[test]
    fn keeps_the_company_that_a_keyword_may() {
        let cases = [
            ("yes, please stop texting me", Some("STOP")),
            ("STOP 2 END", Some("STOP")),
            ("I hereby revoke my consent to be contacted", Some("REVOKE")),
            ("please cancel texts", Some("CANCEL")),
            ("opt back in", Some("OPT IN")),
            ("por favor cancelar", Some("ALTO")),
            // Of an appointment, perhaps.
            ("yes, cancel", None),
            ("I want to cancel", None),
            ("cancel all", None),
            ("cancel 1", None),
            ("remove all", None),
            ("just quit", None),
            ("no cancelar", None),
            ("I quit", None),
            ("help please", None),
            ("stop start", None),
            ("stop by", None),
            ("please", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(word_of(text), expected, "{text}");
        }
    }
}
