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
mod needs;
mod permission;
mod refusing;
mod spanish;
mod stopping;
mod words;

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use aho_corasick::AhoCorasick;
use regex::{Regex, RegexBuilder};

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
    /// Now is a bad time.
    Busy,
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

/// All patterns, and how to find the few that a clause may match.
struct Book {
    patterns: Vec<Pattern>,
    /// What patterns need, as one machine.
    pieces: Option<AhoCorasick>,
    /// The patterns that need each piece.
    needed_by: Vec<Vec<usize>>,
    /// The patterns that need no piece.
    always: Vec<usize>,
}

struct Pattern {
    rule: &'static Rule,
    source: String,
    /// Built when a text first may match it.
    machine: OnceLock<Option<Regex>>,
}

impl Pattern {
    fn is_in(&self, clause: &str) -> bool {
        // A pattern that is none is found by the tests; it must not keep a STOP from being stored.
        self.machine
            .get_or_init(|| machine(&self.source).ok())
            .as_ref()
            .is_some_and(|machine| machine.is_match(clause))
    }
}

fn machine(source: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(source)
        .unicode(false)
        .size_limit(16 << 20)
        .build()
}

static BOOK: LazyLock<Book> = LazyLock::new(|| {
    let mut patterns = Vec::new();
    let mut needed_by: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut always = Vec::new();
    for rule in RULES.iter().copied().flatten() {
        for pattern in rule.patterns {
            let source = words::expanded(pattern);
            let at = patterns.len();
            match needs::needs(&source) {
                Some(pieces) => {
                    for piece in pieces {
                        needed_by.entry(piece).or_default().push(at);
                    }
                }
                None => always.push(at),
            }
            patterns.push(Pattern {
                rule,
                source,
                machine: OnceLock::new(),
            });
        }
    }
    let (pieces, needed_by): (Vec<String>, Vec<Vec<usize>>) = needed_by.into_iter().unzip();
    Book {
        patterns,
        pieces: AhoCorasick::new(pieces).ok(),
        needed_by,
        always,
    }
});

/// The rules that match in `clause`, in the order of the book.
pub(super) fn found_in(clause: &str) -> Vec<&'static Rule> {
    let book = &*BOOK;
    let mut may_match = book.always.clone();
    // Too many pieces for a machine is found by the tests as well.
    for piece in book
        .pieces
        .iter()
        .flat_map(|pieces| pieces.find_overlapping_iter(clause))
    {
        may_match.extend(&book.needed_by[piece.pattern().as_usize()]);
    }
    may_match.sort_unstable();
    may_match.dedup();
    may_match
        .into_iter()
        .map(|at| &book.patterns[at])
        .filter(|pattern| pattern.is_in(clause))
        .map(|pattern| pattern.rule)
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn every_pattern_is_one() {
        for rule in RULES.iter().copied().flatten() {
            for pattern in rule.patterns {
                let expanded = words::expanded(pattern);
                let built = machine(&expanded);
                assert!(built.is_ok(), "{pattern}: {built:?}");
                assert!(!expanded.contains("{m"), "{pattern}");
                assert!(
                    !built.unwrap().is_match(""),
                    "{pattern} matches nothing at all"
                );
            }
        }
        assert_eq!(BOOK.always.len(), 0, "every pattern needs something");
    }
}
