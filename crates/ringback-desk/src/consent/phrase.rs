//! Whether a keyword is all that a text says: courtesy, keyword, what it is about, courtesy.

use super::keywords::{
    ANSWER_BEFORE, ANY_AFTER, CONSENT_AFTER, CONSENT_BEFORE, COURTESY_AFTER, COURTESY_BEFORE,
    Company, KEYWORDS, Keyword, TEXTS,
};

/// A text of more words than this says something else as well.
pub(super) const WORDS_MAX: usize = 14;

/// The keyword that `words` come down to; `None` when they hold anything else.
pub(super) fn keyword_of(words: &[String]) -> Option<&'static Keyword> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    (0..words.len()).find_map(|at| {
        let (keyword, used) = keyword_at(&words[at..])?;
        let before = consists_of(&words[..at], before(keyword.company));
        let after = || is_tail(&words[at + used..], keyword);
        (before && after()).then_some(keyword)
    })
}

/// The keyword that `words` begin with, and how many of them it takes; the longest spelling wins.
fn keyword_at(words: &[&str]) -> Option<(&'static Keyword, usize)> {
    KEYWORDS
        .iter()
        .flat_map(|keyword| {
            keyword
                .spellings
                .iter()
                .map(move |spelling| (keyword, spelling))
        })
        .filter_map(|(keyword, spelling)| Some((keyword, starts_with(words, spelling)?)))
        .max_by_key(|(_, used)| *used)
}

fn before(company: Company) -> &'static [&'static [&'static str]] {
    match company {
        Company::Any => &[COURTESY_BEFORE, ANSWER_BEFORE],
        Company::Consent => &[COURTESY_BEFORE, CONSENT_BEFORE],
        Company::Polite => &[COURTESY_BEFORE],
        Company::None => &[],
    }
}

fn after(company: Company) -> &'static [&'static [&'static str]] {
    match company {
        Company::Any => &[COURTESY_AFTER, TEXTS, ANY_AFTER],
        Company::Consent => &[COURTESY_AFTER, CONSENT_AFTER],
        Company::Polite => &[COURTESY_AFTER, TEXTS],
        Company::None => &[],
    }
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
        || phrases(after(keyword.company))
            .filter_map(|phrase| starts_with(words, phrase))
            .any(|used| is_tail(&words[used..], keyword))
}

/// Whether `words` can be laid out with phrases of `lists`.
fn consists_of(words: &[&str], lists: &[&[&str]]) -> bool {
    words.is_empty()
        || phrases(lists)
            .filter_map(|phrase| starts_with(words, phrase))
            .any(|used| consists_of(&words[used..], lists))
}

fn phrases<'a>(lists: &'a [&'a [&'a str]]) -> impl Iterator<Item = &'a str> {
    lists.iter().flat_map(|list| list.iter().copied())
}

/// How many words `phrase` has, if `words` begin with it.
fn starts_with(words: &[&str], phrase: &str) -> Option<usize> {
    let mut used = 0;
    for part in phrase.split(' ') {
        if words.get(used) != Some(&part) {
            return None;
        }
        used += 1;
    }
    Some(used)
}
