//! Every starting text, filled in with typical names, is held to what the module promises.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use super::*;
use crate::segments::{self, Encoding};
use crate::template::{Template, Values};
use crate::words::lint;

/// Names as long as most are, and a holiday and a time as long as they get.
const NAMES: [(&str, &str, &str); 4] = [
    ("Dana", "Hill Plumbing", "Jo"),
    ("Sam", "Riverside Plumbing", "Dana"),
    ("Mia", "Studio Nine", "Christina"),
    ("Jorge", "Bright Home Cleaning", "Anna"),
];

fn values(index: usize, with_all: bool) -> Values<'static> {
    let (owner, company, first_name) = NAMES[index];
    Values {
        owner,
        company,
        number: "(312) 555-0100",
        first_name: if with_all { first_name } else { "" },
        opens: if with_all { "Tue 8:30 AM" } else { "" },
        holiday: if with_all { "Thanksgiving" } else { "" },
    }
}

/// Every wording there is.
fn all() -> Vec<(Language, Situation, &'static str)> {
    let mut found = BTreeSet::new();
    for language in Language::ALL {
        for trade in Trade::ALL {
            for situation in Situation::ALL {
                for text in starting(trade, situation, language) {
                    found.insert((language, situation, *text));
                }
            }
        }
    }
    found.into_iter().collect()
}

#[test]
fn each_leaves_in_one_segment_with_the_stop_line() {
    let mut over = Vec::new();
    for (language, _, source) in all() {
        let template = Template::parse(source).unwrap();
        for (index, with_all) in [
            (0, true),
            (1, true),
            (2, true),
            (3, true),
            (0, false),
            (3, false),
        ] {
            let text = segments::to_gsm7_text(&template.render(&values(index, with_all)));
            let text = format!("{text} {}", language.stop_line());
            let size = segments::measure(&text);
            if size.encoding != Encoding::Gsm7 || size.segments > 1 {
                over.push(format!("{} {:?} {text}", size.chars, size.encoding));
            }
        }
    }
    assert!(over.is_empty(), "{}", over.join("\n"));
}

#[test]
fn none_breaks_a_rule() {
    for (_, _, source) in all() {
        let found = lint::lint(&Template::parse(source).unwrap(), &values(1, true));
        assert!(found.is_empty(), "{source} {found:?}");
    }
}

#[test]
fn each_reads_well_with_and_without_what_may_be_missing() {
    for (_, situation, source) in all() {
        let template = Template::parse(source).unwrap();
        let with = template.render(&values(0, true));
        let without = template.render(&values(0, false));
        for text in [&with, &without] {
            for bad in ["  ", " ,", " .", " ?", ",,", "..", "{", "[", "]"] {
                assert!(!text.contains(bad), "{bad:?} in {text:?}");
            }
            assert!(
                text.contains("Dana") && text.contains("Hill Plumbing"),
                "{text}"
            );
            assert!(text.starts_with(char::is_uppercase), "{text}");
        }
        if situation == Situation::Known {
            assert!(with.contains("Jo"), "{with}");
        }
    }
}

#[test]
fn each_situation_of_each_trade_has_two_wordings_at_least() {
    for language in Language::ALL {
        for trade in Trade::ALL {
            for situation in Situation::ALL {
                let texts = starting(trade, situation, language);
                if situation == Situation::Again {
                    assert!(texts.is_empty(), "a second call is not texted by default");
                } else {
                    let different: BTreeSet<_> = texts.iter().collect();
                    assert!(different.len() >= 2, "{trade:?} {situation:?} {language:?}");
                    assert_eq!(different.len(), texts.len());
                }
            }
        }
    }
}

#[test]
fn the_first_text_of_any_business_is_the_default() {
    let first = starting(Trade::General, Situation::Open, Language::En)[0];
    assert_eq!(first, crate::template::DEFAULT);
}
