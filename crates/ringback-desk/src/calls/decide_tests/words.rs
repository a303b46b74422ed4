//! Which words a text has: one case for each situation, and what goes before what.

use std::collections::BTreeSet;

use super::*;
use crate::settings::{Given, LineSettings, Values};
use crate::words::{History, Language, Situation, Trade, Used, starting};

/// The usual line with these settings.
fn line(settings: &[(&'static str, &str)]) -> Line {
    let mut layer = Values::new();
    let usual = [
        ("line_number", LINE),
        ("company", "Riverside Plumbing"),
        ("owner", "Sam"),
        ("ring", PHONES[0]),
        ("zone", "America/Chicago"),
        ("text", "{owner} here, open."),
        ("text_closed", "{owner} here, shut[ till {opens}]."),
        (
            "text_holiday",
            "{owner} here, off[ for {holiday}][, back {opens}].",
        ),
        ("text_vacation", "{owner} here, away[ until {opens}]."),
        ("text_known", "Hi {first_name}, {owner}."),
        ("text_voicemail", "{owner} here, got your message."),
        ("text_closed_es", "Soy {owner}, cerrado[ hasta {opens}]."),
        ("stop_line", "off"),
    ];
    for (key, value) in usual.iter().chain(settings) {
        layer.insert(key, Given::text(*key, *value));
    }
    let mut faults = Vec::new();
    let read = LineSettings::read(vec![&layer], &mut faults);
    assert_eq!(faults, []);
    read.unwrap()
        .with_ids(crate::id::BusinessId(1), crate::id::LineId(1))
}

fn case(settings: &[(&'static str, &str)]) -> Case {
    Case {
        line: line(settings),
        ..usual()
    }
}

fn named(name: &str) -> Contact {
    Contact {
        first_name: Some(name.to_owned()),
        ..Contact::default()
    }
}

/// The text, and why it reads so. It is Monday, 9 in the morning in Chicago.
fn says(case: &Case) -> (String, String) {
    let written = case.written();
    (written.body, written.chosen.sentence())
}

fn is(case: &Case, body: &str, why: &str) {
    assert_eq!(says(case), (body.to_owned(), why.to_owned()));
}

#[test]
fn each_situation_has_its_words() {
    let from_ten = [("hours", "mon-fri 10:00-17:00")];
    let tuesday = [("hours", "tue-fri 8:30-17:00")];
    is(&case(&[]), "Sam here, open.", "Open.");
    is(
        &case(&[("hours", "mon-fri 8:00-17:00")]),
        "Sam here, open.",
        "Open.",
    );
    is(
        &case(&from_ten),
        "Sam here, shut till 10 AM.",
        "Closed: opens 10 AM.",
    );
    is(
        &case(&tuesday),
        "Sam here, shut till Tue 8:30 AM.",
        "Closed: opens Tue 8:30 AM.",
    );
    let holiday = [
        ("hours", "mon-fri 8:00-17:00"),
        ("closed", "2026-11-23 Founders Day"),
    ];
    is(
        &case(&holiday),
        "Sam here, off for Founders Day, back Tue 8 AM.",
        "Holiday (Founders Day): opens Tue 8 AM.",
    );
    let vacation = [
        ("hours", "mon-fri 8:00-17:00"),
        ("closed", "2026-11-20..2026-12-04 vacation"),
    ];
    is(
        &case(&vacation),
        "Sam here, away until Dec 7.",
        "Vacation: opens Dec 7.",
    );
}

#[test]
fn a_known_caller_is_greeted_by_name_while_the_business_is_open() {
    let mut known = case(&[]);
    known.contact = named(" Dana ");
    is(&known, "Hi Dana, Sam.", "Known by first name.");
    known.line = line(&[("hours", "tue 8:00-17:00")]);
    assert_eq!(known.written().body, "Sam here, shut till Tue 8 AM.");
    known.contact = named("  ");
    known.line = line(&[]);
    assert_eq!(known.written().body, "Sam here, open.");
}

#[test]
fn a_voicemail_goes_before_the_hour_and_the_name() {
    let mut left = case(&[("hours", "tue 8:00-17:00")]);
    left.contact = named("Dana");
    left.voicemail = true;
    is(&left, "Sam here, got your message.", "Left a voicemail.");
}

#[test]
fn spanish_is_for_those_who_are_marked() {
    let mut marked = case(&[("hours", "tue 8:00-17:00")]);
    marked.contact.language = Language::Es;
    is(
        &marked,
        "Soy Sam, cerrado hasta el mar 8 AM.",
        "Closed: opens el mar 8 AM; in Spanish.",
    );
    marked.line = line(&[("stop_line", "on")]);
    let text = marked.written().body;
    assert!(text.ends_with("Responda STOP para cancelar."), "{text}");
}

#[test]
fn a_second_call_is_texted_only_where_there_are_words_for_it_and_only_once() {
    let mut second = case(&[]);
    second.contact.texted_at = ago(60 * SECOND);
    assert_eq!(second.held(), Some(HoldReason::AlreadyTexted));
    second.line = line(&[("text_again", "{owner}: saw you called again.")]);
    let written = second.written();
    assert_eq!(written.body, "Sam: saw you called again.");
    assert_eq!(written.chosen.sentence(), "Called again.");
    second.contact.wordings.remember(written.used);
    assert_eq!(
        second.held(),
        Some(HoldReason::AlreadyTexted),
        "the third call"
    );
    second.contact.texted_at = ago(24 * 3_600 * SECOND);
    assert_eq!(
        second.written().body,
        "Sam here, open.",
        "the window is over"
    );
    second.contact.texted_at = ago(SECOND);
    second.contact.wordings = History::default();
    second.contact.person_wrote_at = ago(SECOND);
    assert_eq!(second.held(), Some(HoldReason::LiveConversation));
}

#[test]
fn the_first_text_says_how_to_opt_out_and_no_other() {
    let mut first = case(&[("stop_line", "on")]);
    is(
        &first,
        "Sam here, open. Reply STOP to opt out.",
        "Open; first text to this number, so the STOP line.",
    );
    first.contact.texted_at = ago(48 * 3_600 * SECOND);
    is(&first, "Sam here, open.", "Open.");
    let says_it = case(&[
        ("stop_line", "on"),
        ("text", "{owner}. Text STOP to opt out."),
    ]);
    assert_eq!(says_it.written().body, "Sam. Text STOP to opt out.");
    let long = "x".repeat(150);
    let long = case(&[("stop_line", "on"), ("text", &format!("{{owner}} {long}"))]);
    let text = long.written().body;
    assert!(
        text.ends_with("x Reply STOP to opt out."),
        "nothing is shortened: {text}"
    );
    assert_eq!(segments::measure(&text).segments, 2);
}

/// A day later, seen from now: what was used is a day older.
fn a_day_older(history: &History) -> History {
    let json = serde_json::to_string(history).unwrap();
    let mut used: Vec<Used> = serde_json::from_str(&json).unwrap();
    for used in &mut used {
        used.at = used.at.minus(24 * 3_600 * SECOND);
    }
    serde_json::from_str(&serde_json::to_string(&used).unwrap()).unwrap()
}

#[test]
fn nobody_reads_the_same_wording_twice_within_a_month_while_there_are_others() {
    let texts = "A, {owner}\n---\nB, {owner}\n---\nC, {owner}";
    let mut repeat = case(&[("text", texts), ("repeat_wording", "off")]);
    let mut said = Vec::new();
    for _ in 0..4 {
        let written = repeat.written();
        said.push((written.body.clone(), written.chosen.sentence()));
        repeat.contact.wordings.remember(written.used);
        repeat.contact.wordings = a_day_older(&repeat.contact.wordings);
    }
    let bodies: Vec<_> = said.iter().map(|(body, _)| body.as_str()).collect();
    assert_eq!(bodies, ["A, Sam", "B, Sam", "C, Sam", "A, Sam"]);
    assert_eq!(said[0].1, "Open; wording 1 of 3.");
    assert_eq!(
        said[1].1,
        "Open; wording 2 of 3, for the one before was sent within 30 days."
    );
}

#[test]
fn who_read_all_of_the_owners_wordings_gets_the_built_in_ones_and_then_the_oldest() {
    let mut repeat = case(&[("text", "A, {owner}")]);
    let built_in = starting(Trade::General, Situation::Open, Language::En);
    let mut said = Vec::new();
    for _ in 0..built_in.len() + 2 {
        let written = repeat.written();
        said.push((written.body.clone(), written.chosen.sentence()));
        repeat.contact.wordings.remember(written.used);
        repeat.contact.wordings = a_day_older(&repeat.contact.wordings);
    }
    let different: BTreeSet<_> = said.iter().map(|(body, _)| body).collect();
    assert_eq!(different.len(), built_in.len() + 1, "{said:?}");
    assert_eq!(said[0].0, "A, Sam");
    assert_eq!(said.last().unwrap().0, "A, Sam");
    assert_eq!(
        said[1].1,
        "Open; a built-in wording, for yours were sent within 30 days."
    );
}

#[test]
fn after_a_month_the_first_wording_comes_first_again() {
    let mut repeat = case(&[("text", "A, {owner}\n---\nB, {owner}")]);
    let written = repeat.written();
    for (days, expected) in [(29, "B, Sam"), (30, "A, Sam")] {
        repeat.contact.wordings = History::default();
        let mut used = written.used.clone();
        used.at = MORNING.minus(days * 24 * 3_600 * SECOND);
        repeat.contact.wordings.remember(used);
        assert_eq!(repeat.written().body, expected, "{days} days");
    }
}

#[test]
fn hours_read_as_clocks_count_where_the_business_is() {
    let mut closed = case(&[("hours", "mon-fri 12:00-17:00")]);
    assert_eq!(closed.written().body, "Sam here, shut till noon.");
    closed.line.region = "GB".parse().unwrap();
    assert_eq!(closed.written().body, "Sam here, shut till 12:00.");
}
