//! Texts as they are set: kept, split into wordings, or refused with the fix.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::settings::{Fault, LineSettings, Values as Layer};

fn read(settings: &[(&'static str, Value)]) -> Result<LineWords, Vec<Fault>> {
    let mut layer = Layer::new();
    for (key, value) in [
        ("line_number", "+13125550100"),
        ("company", "Riverside Plumbing"),
        ("owner", "Sam"),
    ] {
        layer.insert(key, Given::text(key, value));
    }
    for (key, value) in settings {
        let name = (*key).to_owned();
        layer.insert(
            key,
            Given {
                name,
                value: value.clone(),
            },
        );
    }
    let mut faults = Vec::new();
    let read = LineSettings::read(vec![&layer], &mut faults);
    match read {
        Some(read) if faults.is_empty() => {
            let line = read.with_ids(crate::id::BusinessId(1), crate::id::LineId(1));
            Ok(line.words)
        }
        _ => Err(faults),
    }
}

fn text(key: &'static str, value: &str) -> (&'static str, Value) {
    (key, Value::Text(value.to_owned()))
}

fn sources(words: &LineWords, situation: Situation, language: Language) -> Vec<String> {
    let wordings = words.of(situation, language).iter();
    wordings
        .map(|wording| wording.template().source().to_owned())
        .collect()
}

#[test]
fn without_texts_the_trade_has_some() {
    let general = read(&[]).unwrap();
    let plumber = read(&[text("trade", "plumber")]).unwrap();
    for situation in Situation::ALL {
        for language in Language::ALL {
            let count = general.of(situation, language).len();
            assert_eq!(count == 0, situation == Situation::Again, "{situation:?}");
        }
    }
    let open = |words| sources(words, Situation::Open, Language::En);
    assert_ne!(open(&general), open(&plumber));
    assert!(general.stop_line, "a US number");
}

#[test]
fn wordings_are_a_list_or_stand_between_dashes() {
    let listed = Value::List(vec!["{owner} here.".to_owned(), "It's {owner}.".to_owned()]);
    for value in [
        listed,
        Value::Text("{owner} here.\n---\nIt's {owner}.\n".to_owned()),
    ] {
        let words = read(&[("text_closed", value)]).unwrap();
        let found = sources(&words, Situation::Closed, Language::En);
        assert_eq!(found, ["{owner} here.", "It's {owner}."]);
    }
    let lines = read(&[text("text", "{owner} here.\nWhat's up?")]).unwrap();
    assert_eq!(lines.of(Situation::Open, Language::En).len(), 1);
}

#[test]
fn who_writes_one_text_means_it_for_known_callers_too() {
    let words = read(&[text("text", "{owner} here.")]).unwrap();
    assert_eq!(
        sources(&words, Situation::Known, Language::En),
        ["{owner} here."]
    );
    assert_eq!(sources(&words, Situation::Closed, Language::En).len(), 2);
    assert_eq!(sources(&words, Situation::Known, Language::Es).len(), 2);
    let both = read(&[
        text("text", "{owner} here."),
        text("text_known", "Hi {first_name}, {owner}."),
    ]);
    assert_eq!(
        sources(&both.unwrap(), Situation::Known, Language::En),
        ["Hi {first_name}, {owner}."]
    );
}

#[test]
fn a_text_that_may_not_be_sent_is_a_fault_of_its_key() {
    let cases = [
        (
            "text",
            "Hi {name}",
            "{name} is not known here; use {owner}, {company}, {number}, {first_name}, {opens} or {holiday}",
        ),
        ("text", "{owner}: 20% off", "is refused (percent)"),
        ("text_closed", "We are closed.", "is refused (hides_sender)"),
        (
            "text_again",
            "{owner} again. Reply C for no.",
            "is refused (keyword_answer)",
        ),
        ("text_es", "{owner}, oferta de hoy", "is refused (offer)"),
        (
            "text_voicemail",
            "{owner} here.\n---\n{owner}: bit.ly/x",
            "is refused (link_shortener)",
        ),
        ("text_known", " ", "is empty"),
        ("trade", "astronaut", "has no meaning as `astronaut`"),
        ("stop_line", "perhaps", "has no meaning as `perhaps`"),
        ("voicemail_wait_seconds", "61", "is not such a number"),
    ];
    for (key, value, what) in cases {
        let faults = read(&[text(key, value)]).unwrap_err();
        let found: Vec<_> = faults
            .iter()
            .map(|fault| (fault.key.as_str(), fault.what.as_str()))
            .collect();
        assert_eq!(found, [(key, what)], "{value:?}");
        assert!(!faults[0].fix.is_empty());
    }
    let not_text = read(&[("text", Value::Switch(true))]).unwrap_err();
    assert_eq!(not_text[0].what, "must be text");
}

#[test]
fn the_stop_line_is_for_numbers_of_the_united_states_unless_it_is_set() {
    let stop_line = |settings: &[(&'static str, Value)]| read(settings).unwrap().stop_line;
    assert!(!stop_line(&[text("region", "CA")]));
    assert!(stop_line(&[text("region", "CA"), text("stop_line", "on")]));
    assert!(!stop_line(&[text("stop_line", "off")]));
    assert!(stop_line(&[text("stop_line", "auto")]));
}
