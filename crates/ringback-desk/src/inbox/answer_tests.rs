//! Whom the owner's text is for: the only open conversation, the one that a digit picks, or
//! whoever the owner names when asked. Never a guess.
#![allow(clippy::unwrap_used)]

use super::*;

const NOON: Instant = Instant(1_795_456_800_000);

/// People who wrote, newest first.
const PEOPLE: [&str; 3] = ["+13125550131", "+16042345678", "+447400123456"];

fn person(index: usize) -> PhoneNumber {
    PhoneNumber::from_e164(PEOPLE[index]).unwrap()
}

fn open(count: usize) -> Vec<Conversation> {
    (0..count)
        .map(|index| Conversation {
            number: person(index),
            text_at: NOON,
        })
        .collect()
}

/// What becomes of a text while `count` conversations are open and nothing was asked.
fn said(body: &str, count: usize) -> Answer {
    answer(body, &open(count), None, NOON)
}

/// Two people wrote; the owner wrote "On my way" and was asked to whom.
fn asked() -> Question {
    Question {
        choices: vec![Some(person(0)), Some(person(1))],
        waiting: vec!["On my way".to_owned()],
        asked_at: NOON,
    }
}

/// What becomes of a text a minute after the question.
fn replied(body: &str) -> Answer {
    let later = NOON.plus(Duration::from_secs(60));
    answer(body, &open(2), Some(&asked()), later)
}

fn passed_on(to: usize, body: &str) -> Answer {
    Answer::PassOn {
        to: person(to),
        body: body.to_owned(),
        next: None,
    }
}

#[test]
fn with_one_conversation_open_it_goes_there_as_it_was_written() {
    for body in ["On my way", "2", "10 minutes", " ok\nsee you ", "ja"] {
        assert_eq!(said(body, 1), passed_on(0, body), "{body:?}");
    }
}

#[test]
fn with_several_open_the_owner_is_asked_and_the_words_wait() {
    let question = Question {
        choices: [0, 1, 2].map(|index| Some(person(index))).to_vec(),
        waiting: vec!["On my way".to_owned()],
        asked_at: NOON,
    };
    assert_eq!(said("On my way", 3), Answer::Ask(question.clone()));
    assert_eq!(
        question.to_text(Region::US),
        "Who is \"On my way\" for? Reply with the digit: 1: (312) 555-0131, 2: (604) 234-5678, \
         3: +44 7400 123456."
    );
}

#[test]
fn a_question_names_as_many_as_one_digit_can() {
    let many: Vec<Conversation> = (0..12)
        .map(|index| Conversation {
            number: PhoneNumber::from_e164(&format!("+131255501{index:02}")).unwrap(),
            text_at: NOON,
        })
        .collect();
    let Answer::Ask(question) = answer("hello", &many, None, NOON) else {
        panic!("it is asked");
    };
    assert_eq!(question.choices.len(), 9);
    assert_eq!(question.choices[8], Some(many[8].number));
}

#[test]
fn with_nobody_open_it_goes_to_nobody() {
    for body in ["On my way", "1"] {
        assert_eq!(said(body, 0), Answer::NobodyToAnswer, "{body}");
    }
}

#[test]
fn a_digit_alone_picks_and_sends_what_waits() {
    for body in ["2", " 2 ", "2.", "2)", "2:", "2\n", "2\u{fe0f}\u{20e3}"] {
        assert_eq!(replied(body), passed_on(1, "On my way"), "{body:?}");
    }
    assert_eq!(replied("1"), passed_on(0, "On my way"));
}

#[test]
fn a_digit_before_words_picks_for_them() {
    for (body, words) in [
        ("2 be there at 5", "be there at 5"),
        ("2) be there", "be there"),
        ("2. be there", "be there"),
        ("2: be there", "be there"),
        ("2, be there", "be there"),
        ("2 - be there", "be there"),
        ("2 \u{2013} be there", "be there"),
        ("2\nbe there", "be there"),
        ("2 10 minutes", "10 minutes"),
        ("2: 10 minutes", "10 minutes"),
        ("2) 10 minutes", "10 minutes"),
    ] {
        assert_eq!(replied(body), passed_on(1, words), "{body:?}");
    }
}

#[test]
fn words_that_begin_with_a_number_choose_nobody() {
    for body in [
        "10 minutes",
        "12",
        "2nd floor",
        "1:30 works",
        "1.5 hours",
        "1,500 dollars",
        "1-2 hours",
        "1 - 2 hours",
        "1/2 an hour",
        "2pm",
        "1st of May",
        "\u{0662}",
        "on my way 2",
        "two",
        "#2",
    ] {
        let Answer::Ask(question) = replied(body) else {
            panic!("{body:?} was taken for a choice: {:?}", replied(body));
        };
        assert_eq!(
            question.waiting,
            ["On my way", body],
            "nothing that waits is lost"
        );
        assert_eq!(question.choices, [0, 1].map(|index| Some(person(index))));
    }
}

#[test]
fn a_digit_that_stands_for_nobody_puts_the_question_again() {
    for body in ["0", "3", "9", "3."] {
        let Answer::Ask(question) = replied(body) else {
            panic!("{body} chose somebody");
        };
        assert_eq!(question.choices, asked().choices, "{body}");
        assert_eq!(question.waiting, ["On my way"], "what waits still waits");
        assert!(question.asked_at > asked().asked_at);
    }
    let Answer::Ask(question) = replied("3 be there") else {
        panic!("3 chose somebody");
    };
    assert_eq!(question.waiting, ["On my way", "3 be there"]);
}

#[test]
fn texts_that_wait_are_asked_about_one_after_the_other() {
    let Answer::Ask(both) = replied("And bring the key") else {
        panic!("a second text was not asked about");
    };
    let first = answer("2", &open(2), Some(&both), NOON);
    let Answer::PassOn {
        to,
        body,
        next: Some(next),
    } = first
    else {
        panic!("the first was not passed on with the second still open: {first:?}");
    };
    assert_eq!((to, body.as_str()), (person(1), "On my way"));
    assert_eq!(
        answer("1", &open(2), Some(&next), NOON),
        passed_on(0, "And bring the key")
    );
}

#[test]
fn a_new_conversation_does_not_change_what_a_digit_stands_for() {
    let mut newest_first = open(3);
    newest_first.reverse();
    let Answer::Ask(question) = answer("hello", &newest_first, Some(&asked()), NOON) else {
        panic!("it was not asked");
    };
    assert_eq!(question.choices, [0, 1, 2].map(|index| Some(person(index))));
}

#[test]
fn a_choice_holds_though_other_people_write_meanwhile() {
    let mut open = open(3);
    open.reverse();
    assert_eq!(
        answer("1", &open, Some(&asked()), NOON),
        passed_on(0, "On my way"),
        "1 is who it was when the owner was asked"
    );
    let only = &open[..1];
    assert_eq!(
        answer("1", only, Some(&asked()), NOON),
        passed_on(0, "On my way"),
        "and stays so when one conversation is left"
    );
}

#[test]
fn a_question_is_forgotten_after_a_day() {
    let day = Duration::from_hours(24);
    let just_in_time = NOON.plus(day - Duration::from_millis(1));
    let too_late = NOON.plus(day);
    let on = |now, count| answer("2", &open(count), Some(&asked()), now);
    assert_eq!(on(just_in_time, 2), passed_on(1, "On my way"));
    let Answer::Ask(question) = on(too_late, 2) else {
        panic!("an old question was answered");
    };
    assert_eq!(question.waiting, ["2"]);
    assert_eq!(on(too_late, 1), passed_on(0, "2"));
    assert_eq!(on(too_late, 0), Answer::NobodyToAnswer);
}

/// Whatever is open and asked, these reach nobody.
#[test]
fn keywords_and_automatic_answers_never_reach_a_customer() {
    for (body, expected) in [
        ("STOP", Answer::OptOut),
        ("stop.", Answer::OptOut),
        ("Unsubscribe", Answer::OptOut),
        ("START", Answer::OptIn),
        ("unstop", Answer::OptIn),
        ("HELP", Answer::Ignore),
        ("info", Answer::Ignore),
        (
            "I'm driving with Do Not Disturb While Driving turned on. \
             I'll see your message when I get where I'm going.",
            Answer::Ignore,
        ),
        ("Liked \u{201c}On my way\u{201d}", Answer::Ignore),
        ("", Answer::Ignore),
        (" \n ", Answer::Ignore),
    ] {
        for count in 0..3 {
            assert_eq!(said(body, count), expected, "{body:?}, {count} open");
        }
        assert_eq!(replied(body), expected, "{body:?} to a question");
    }
}

#[test]
fn ordinary_words_that_sound_like_keywords_are_passed_on() {
    for body in ["I'll stop by at noon", "Help is on the way", "Yes", "ok"] {
        assert_eq!(said(body, 1), passed_on(0, body), "{body}");
    }
}

#[test]
fn who_was_erased_leaves_their_digit_to_nobody() {
    let stored = r#"{"choices":["+13125550130","+13125550131"],"waiting":["Yes"],"asked_at":0}"#;
    let asked: Question = serde_json::from_str(stored).expect("as it was stored before");
    let erased = asked.choices[0].expect("a person");
    let left = asked
        .without(&erased)
        .expect("the other is still asked about");
    assert!(
        left.to_text(Region::US)
            .ends_with("Reply with the digit: 2: (312) 555-0131.")
    );
    let now = Instant(1_000);
    let second = left.choices[1].expect("a person");
    assert!(
        matches!(answer("2", &[], Some(&left), now), Answer::PassOn { to, .. } if to == second)
    );
    assert!(matches!(answer("1", &[], Some(&left), now), Answer::Ask(_)));
    let json = serde_json::to_string(&left).expect("json");
    assert!(!json.contains("0130"), "{json}");
    assert_eq!(left.without(&second), None);
}
