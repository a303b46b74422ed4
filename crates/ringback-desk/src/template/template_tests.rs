//! Templates that are read, templates that are not, and what is left where nothing stands.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;

const VALUES: Values<'static> = Values {
    owner: "Sam",
    company: "Riverside {owner} Plumbing",
    number: "(312) 555-0100",
    first_name: "",
    opens: "",
    holiday: "",
};

#[test]
fn fills_in_the_default() {
    let text = Template::parse(DEFAULT).unwrap().render(&VALUES);
    assert_eq!(
        text,
        "Hey, this is Sam at Riverside {owner} Plumbing. Sorry we missed your call — what can \
         we help with? Reply here or call back at (312) 555-0100."
    );
}

#[test]
fn takes_blanks_in_braces_and_texts_without_any() {
    assert_eq!(
        Template::parse("{ owner }!").unwrap().render(&VALUES),
        "Sam!"
    );
    assert_eq!(
        Template::parse("Call us.").unwrap().render(&VALUES),
        "Call us."
    );
}

#[test]
fn says_what_is_wrong() {
    let cases = [
        (" \n", "the text is empty"),
        (
            "Hi {name}",
            "{name} is not known here; use {owner}, {company}, {number}, {first_name}, {opens} or {holiday}",
        ),
        (
            "{Owner}",
            "{Owner} is not known here; use {owner}, {company}, {number}, {first_name}, {opens} or {holiday}",
        ),
        (
            "{}",
            "{} is not known here; use {owner}, {company}, {number}, {first_name}, {opens} or {holiday}",
        ),
        (
            "Hi {owner, call",
            "the { before \"owner, call\" is never closed with }; use {owner}, {company}, {number}, {first_name}, {opens} or {holiday}",
        ),
        (
            "{ow{owner}",
            "the { before \"ow{owner}\" is never closed with }; use {owner}, {company}, {number}, {first_name}, {opens} or {holiday}",
        ),
        (
            "Hi owner} there",
            "there is a } without a { after \"Hi owner\"",
        ),
    ];
    for (source, expected) in cases {
        assert_eq!(
            Template::parse(source).unwrap_err().to_string(),
            expected,
            "{source:?}"
        );
    }
}

#[test]
fn is_its_text_in_json() {
    let template = Template::parse("{owner}").unwrap();
    let json = serde_json::to_string(&template).unwrap();
    assert_eq!(json, "\"{owner}\"");
    assert_eq!(serde_json::from_str::<Template>(&json).unwrap(), template);
    assert!(serde_json::from_str::<Template>("\"{x}\"").is_err());
}

proptest! {
    #[test]
    fn never_loses_text(source in "[a-z{} —]{0,12}|(\\{owner\\}|x|\\{ company\\})*") {
        if let Ok(template) = Template::parse(&source) {
            let owner = source.matches("{owner}").count();
            let text = template.render(&Values { owner: "0", company: "1", number: "2", ..Values::default() });
            let has_braces = text.contains(['{', '}']);
            prop_assert!(!has_braces, "{}", text);
            prop_assert_eq!(text.matches('0').count(), owner);
            prop_assert_eq!(text.matches('x').count(), source.matches('x').count());
        }
    }
}

/// What a template says to somebody whom nobody knows, on a day when the business is open.
fn without(source: &str) -> String {
    Template::parse(source).unwrap().render(&VALUES)
}

#[test]
fn what_is_empty_leaves_no_hole() {
    let cases = [
        ("Hi {first_name}, this is Sam.", "Hi, this is Sam."),
        ("Hi {first_name} - this is Sam.", "Hi - this is Sam."),
        ("Hi {first_name}! This is Sam.", "Hi! This is Sam."),
        ("{first_name}, we missed you.", "We missed you."),
        (
            "Sorry. {first_name}, we missed you.",
            "Sorry. We missed you.",
        ),
        ("Thanks, {first_name}.", "Thanks."),
        ("Thanks, {first_name}", "Thanks"),
        (
            "Thanks, {first_name}, for the call.",
            "Thanks, for the call.",
        ),
        ("Thanks, {first_name} - bye.", "Thanks - bye."),
        ("Hello {first_name} and welcome", "Hello and welcome"),
        ("Hello {first_name}\nand welcome", "Hello\nand welcome"),
        ("Sam ({first_name}) here", "Sam here"),
        ("({first_name}) Sam", "Sam"),
        ("¿{first_name}, todo bien?", "¿Todo bien?"),
        ("Hi {first_name} {holiday}, bye", "Hi, bye"),
        ("{first_name}", ""),
        ("{first_name} {opens}", ""),
        ("Closed [till {opens}]. Text me.", "Closed. Text me."),
        (
            "We're shut. [Open {opens}.] Text me.",
            "We're shut. Text me.",
        ),
        ("We're shut[ until {opens}], sorry.", "We're shut, sorry."),
        ("[{holiday}: ]we are shut.", "We are shut."),
        ("We're shut [until {opens}]", "We're shut"),
        ("[Hi {first_name}. ][Happy {holiday}! ]sam here", "Sam here"),
    ];
    for (source, expected) in cases {
        assert_eq!(without(source), expected, "{source:?}");
    }
}

#[test]
fn what_is_there_stands_as_it_was_written() {
    let values = Values {
        first_name: " Jo ",
        opens: "Tue 8 AM",
        holiday: "Thanksgiving",
        ..VALUES
    };
    let cases = [
        ("Hi {first_name}, this is Sam.", "Hi Jo, this is Sam."),
        ("{first_name}, we missed you.", "Jo, we missed you."),
        (
            "Closed [till {opens}]. Text me.",
            "Closed till Tue 8 AM. Text me.",
        ),
        (
            "[Happy {holiday}! ]Sam here",
            "Happy Thanksgiving! Sam here",
        ),
        ("[Hi {first_name}] [open {opens}]", "Hi Jo open Tue 8 AM"),
        ("two  blanks , kept", "two  blanks , kept"),
    ];
    for (source, expected) in cases {
        let text = Template::parse(source).unwrap().render(&values);
        assert_eq!(text, expected, "{source:?}");
    }
}

#[test]
fn brackets_without_a_variable_are_brackets() {
    for source in ["[Sam]", "a [b", "a ] b", "[[[", "[[x]]", "]["] {
        assert_eq!(without(source), source);
    }
    assert_eq!(without("[[{owner}]"), "[Sam", "the inner one is optional");
}

#[test]
fn hostile_templates_are_errors() {
    let nested = "{".repeat(4_000);
    assert!(Template::parse(&nested).is_err());
    let brackets = format!("{}{{owner}}", "[".repeat(4_000));
    assert!(Template::parse(&brackets).is_ok());
    let big = "x{owner}".repeat(131_072);
    assert_eq!(
        Template::parse(&big).unwrap_err(),
        TemplateError::TooLong(1_048_576)
    );
    for source in ["{[owner]}", "[{owner]}", "{{owner}}", "{owner", "\u{0}{"] {
        assert!(Template::parse(source).is_err(), "{source:?}");
    }
}

proptest! {
    #[test]
    fn never_leaves_two_blanks_or_a_blank_before_a_comma(
        source in "([a-z]{1,3}|\\{first_name\\}|\\[x \\{opens\\}\\])([,.]? ([a-z]{1,3}|\\{first_name\\}|\\[x \\{opens\\}\\])){0,8}[.!]?"
    ) {
        let text = without(&source);
        let is_clean = ["  ", " ,", " .", ",,", ",."].iter().all(|bad| !text.contains(bad));
        prop_assert!(is_clean, "{:?} from {:?}", text, source);
        prop_assert!(!text.starts_with([' ', ',']), "{:?} from {:?}", text, source);
    }

    #[test]
    fn reads_anything_without_a_panic(source in any::<String>(), value in any::<String>()) {
        if let Ok(template) = Template::parse(&source) {
            let _ = template.render(&Values { owner: &value, first_name: &value, ..VALUES });
        }
    }
}
