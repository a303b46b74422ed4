//! What people write when they want no more texts, and what only looks like it.
//!
//! Each rule is a list of patterns over the clauses that [`super::speech`] makes, with what they
//! mean and a sentence for the owner. Patterns are regular expressions without backtracking, so
//! that no text can be slow; `{name}` stands for a set of words in [`words`]. A pattern may match
//! anywhere between two words of a clause unless it says `^` and `$`.
//!
//! The rules are from general knowledge of English, Spanish, French and some other languages, as of
//! 2026-11; the law behind them is 47 CFR 64.1200(a)(10)-(12): whatever a reasonable person
//! understands as a wish to get no more texts is one.

mod again;
mod doubt;
mod elsewhere;
mod french;
mod harmless;
mod keeping;
mod kinds;
mod limits;
mod lists;
mod permission;
mod refusing;
mod spanish;
mod stopping;
mod words;

use std::sync::LazyLock;

use regex::{RegexSet, RegexSetBuilder};

use super::reading::{Lean, Scope};

/// What a rule finds in a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Finding {
    /// A wish for no more texts.
    Stop(Scope),
    /// A bare stop, which is one if nothing else is said.
    BareStop,
    /// A wish to keep texts that uses the words of an opt-out: "don't stop texting me".
    Keep,
    /// It may be an opt-out if nothing else is said.
    Doubt(Lean),
    /// It may be an opt-out whatever else is said.
    LoudDoubt(Lean),
    /// A wish to be texted again.
    Again,
    /// Texts, but only at certain times.
    TimeLimit,
    /// No calls.
    NoCalls,
    /// Another way to be reached: calls or e-mail.
    OtherWay,
    /// Texts are welcome.
    TextsWelcome,
    /// Courtesy, complaint or threat: it adds nothing to a bare stop beside it.
    Harmless,
}

/// Patterns with one meaning.
pub(super) struct Rule {
    finding: Finding,
    /// A sentence for the owner.
    pub(super) because: &'static str,
    patterns: &'static [&'static str],
}

const fn rule(finding: Finding, because: &'static str, patterns: &'static [&'static str]) -> Rule {
    Rule {
        finding,
        because,
        patterns,
    }
}

impl Rule {
    pub(super) fn finding(&self) -> Finding {
        self.finding
    }
}

const RULES: &[&[Rule]] = &[
    stopping::RULES,
    refusing::RULES,
    lists::RULES,
    permission::RULES,
    kinds::RULES,
    keeping::RULES,
    limits::RULES,
    again::RULES,
    doubt::RULES,
    harmless::RULES,
    spanish::RULES,
    french::RULES,
    elsewhere::RULES,
];

/// All patterns as one machine, and the rule of each.
struct Book {
    patterns: RegexSet,
    rules: Vec<&'static Rule>,
}

/// Room for the machine's states while it reads; what it forgets it builds again.
const CACHE_BYTES: usize = 8 << 20;

static BOOK: LazyLock<Book> = LazyLock::new(|| {
    let mut patterns = Vec::new();
    let mut rules = Vec::new();
    for rule in RULES.iter().copied().flatten() {
        for pattern in rule.patterns {
            patterns.push(words::expanded(pattern));
            rules.push(rule);
        }
    }
    let machine = RegexSetBuilder::new(patterns)
        .unicode(false)
        .size_limit(64 << 20)
        .dfa_size_limit(CACHE_BYTES)
        .build();
    // A pattern that is none is found by the tests; it must not keep a STOP from being stored.
    match machine {
        Ok(patterns) => Book { patterns, rules },
        Err(_) => Book {
            patterns: RegexSet::empty(),
            rules: Vec::new(),
        },
    }
});

/// The rules that match in `clause`, in the order of the book.
pub(super) fn found_in(clause: &str) -> Vec<&'static Rule> {
    let book = &*BOOK;
    book.patterns
        .matches(clause)
        .into_iter()
        .map(|at| book.rules[at])
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use regex::RegexBuilder;

    use super::*;

    #[test]
    fn every_pattern_is_one() {
        for rule in RULES.iter().copied().flatten() {
            for pattern in rule.patterns {
                let expanded = words::expanded(pattern);
                let built = RegexBuilder::new(&expanded)
                    .unicode(false)
                    .size_limit(64 << 20)
                    .build();
                assert!(built.is_ok(), "{pattern}: {built:?}");
                assert!(!expanded.contains("{m"), "{pattern}");
                assert!(
                    !built.unwrap().is_match(""),
                    "{pattern} matches nothing at all"
                );
            }
        }
        assert!(!BOOK.rules.is_empty(), "all together");
    }
}
