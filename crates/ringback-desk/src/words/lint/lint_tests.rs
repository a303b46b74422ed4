//! Texts that are refused, each beside a neighbour that is not.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;

const SAMPLE: Values<'static> = Values {
    owner: "Dana",
    company: "Discount Tire & Sale Barn",
    number: "(312) 555-0100",
    first_name: "Jo",
    opens: "Tue 8 AM",
    holiday: "",
};

fn codes(source: &str) -> Vec<&'static str> {
    let template = Template::parse(source).unwrap();
    let found = lint(&template, &SAMPLE);
    found.iter().map(|finding| finding.code.code()).collect()
}

/// What a text that says who it is from is found for.
fn signed(words: &str) -> Vec<&'static str> {
    codes(&format!("{{owner}} here. {words}"))
}

#[test]
fn a_pitch_is_refused() {
    let cases = [
        ("Drain cleaning from $49", "price"),
        ("Only 49 dollars", "price"),
        ("Desde €20", "price"),
        ("Best prices in town", "price"),
        ("Los mejores precios", "price"),
        ("20% today", "percent"),
        ("20 % today", "percent"),
        ("Take ten, or 15 percent", "percent"),
        ("20 por ciento", "percent"),
        ("Here is a coupon", "offer"),
        ("Big SALE this week", "offer"),
        ("on sale now", "offer"),
        ("A discount for you", "offer"),
        ("DISCOUNTS", "offer"),
        ("Get a free estimate", "offer"),
        ("We do free quotes", "offer"),
        ("The first visit is for free", "offer"),
        ("FREE drains", "offer"),
        ("Ask about our special offer", "offer"),
        ("Limited time", "offer"),
        ("Half off", "offer"),
        ("Promo inside", "offer"),
        ("Tenemos ofertas", "offer"),
        ("Presupuesto gratis", "offer"),
        ("Una promoción", "offer"),
        ("See hill.com/sale", "offer"),
    ];
    for (words, expected) in cases {
        let found = signed(words);
        assert!(found.contains(&expected), "{words:?} {found:?}");
    }
}

#[test]
fn a_question_is_no_pitch() {
    let cases = [
        "Feel free to text me.",
        "Are you free at 3?",
        "I'll call as soon as I'm free.",
        "When would you be free today?",
        "My hands get free at noon",
        "We have a toll-free line.",
        "Is it about the car for sale?",
        "Sales or service?",
        "¿Sale agua del grifo?",
        "Need a quote, or a repair?",
        "Deal with it today, or can it wait?",
        "We're closed. Text me 2 photos.",
        "Is it 100 or 120 gallons?",
        "Can I offer you a time?",
        "What's the special thing?",
        "Discount Tire & Sale Barn",
    ];
    for words in cases {
        let found = signed(words);
        assert!(found.is_empty(), "{words:?} {found:?}");
    }
}

#[test]
fn opt_out_words_are_no_answers() {
    for words in [
        "Reply C to confirm.",
        "Reply YES to confirm or CANCEL to cancel.",
        "Reply 1, 2 or C",
        "reply cancel",
        "Text \"stop\" if you found somebody.",
        "Reply with STOP if it can wait.",
        "Text END when you're there",
        "Send QUIT to move it",
        "C to confirm, R to move",
        "Responda CANCELAR para cambiar la cita",
        "Reply A, B or C.",
    ] {
        assert_eq!(signed(words), ["keyword_answer"], "{words:?}");
    }
    for words in [
        "Reply STOP to opt out.",
        "Text STOP to unsubscribe.",
        "Reply STOP to end.",
        "Txt STOP to cancel",
        "Reply stop to stop.",
        "Responda STOP para cancelar.",
        "Reply here or call to cancel your visit.",
        "Is your A/C out?",
        "Text me at the end of the day",
        "Reply YES, or tell me to stop by.",
        "Vitamin C is out.",
        "Can I stop by? Reply YES.",
    ] {
        assert!(signed(words).is_empty(), "{words:?} {:?}", signed(words));
    }
}

#[test]
fn stop_is_written_as_a_word() {
    for words in [
        "STOP2END",
        "Txt stop2quit",
        "Reply STOP 2 end",
        "stop2stop",
        "Stop-2-end",
    ] {
        assert_eq!(signed(words), ["stop_to_end"], "{words:?}");
    }
}

#[test]
fn the_sender_is_named() {
    assert_eq!(codes("Sorry we missed you. What's up?"), ["hides_sender"]);
    for source in [
        "{owner} here.",
        "It's {company}.",
        "[{first_name}, ]{owner} here",
        "DANA here.",
        "This is Discount Tire & Sale Barn.",
    ] {
        assert!(codes(source).is_empty(), "{source:?} {:?}", codes(source));
    }
}

#[test]
fn links_are_looked_at() {
    for words in [
        "https://bit.ly/x1",
        "bit.ly/x",
        "Photos: (TinyURL.com/abc).",
        "http://www.t.co/abc",
        "my.rebrand.ly/abc",
        "goo.gl",
    ] {
        assert_eq!(signed(words), ["link_shortener"], "{words:?}");
    }
    for words in ["hillplumbing.com", "see https://hill.example/book"] {
        assert_eq!(signed(words), ["link"], "{words:?}");
    }
    for words in [
        "at 8.30 p.m.",
        "Hi...there",
        "hill.Then",
        "cat.co-op",
        "a habit.lying",
    ] {
        assert!(signed(words).is_empty(), "{words:?} {:?}", signed(words));
    }
}

#[test]
fn size_and_subjects_are_warned_of() {
    assert_eq!(signed("A nail gun?"), ["filtered"]);
    assert_eq!(signed("Hi 👋"), ["ucs2"]);
    assert_eq!(signed(&"x ".repeat(80)), ["segments"]);
    assert_eq!(signed(&"ж".repeat(80)), ["ucs2", "segments"]);
    assert_eq!(signed(&"x ".repeat(800)), ["too_long", "segments"]);
    assert_eq!(signed("We open {opens}."), ["bare_variable"]);
    assert!(signed("[We open {opens}.]").is_empty());
    let long = Template::parse(&format!("{{owner}} {}", "x".repeat(160))).unwrap();
    let found = lint(&long, &SAMPLE);
    assert!(found[0].sentence.contains("2 segments"), "{found:?}");
    assert!(found[0].sentence.contains("165 characters"), "{found:?}");
}

#[test]
fn a_finding_says_where_and_how_bad() {
    let template = Template::parse("Añejo. {owner} here: 20% off").unwrap();
    let found = lint(&template, &SAMPLE);
    let percent = &found[0];
    assert_eq!((percent.quote.as_str(), percent.at), ("20%", Some(21)));
    assert_eq!(refusal(&found), Some(percent));
    let json = serde_json::to_value(percent).unwrap();
    assert_eq!(
        (&json["code"], &json["severity"]),
        (&"percent".into(), &"refuse".into())
    );
}

#[test]
fn every_rule_has_its_own_code() {
    let codes: std::collections::BTreeSet<_> = Rule::ALL.iter().map(|rule| rule.code()).collect();
    assert_eq!(codes.len(), Rule::ALL.len());
    for rule in Rule::ALL {
        assert_eq!(serde_json::to_value(rule).unwrap(), rule.code());
    }
}

proptest! {
    #[test]
    fn reads_anything(source in any::<String>(), name in any::<String>()) {
        if let Ok(template) = Template::parse(&source) {
            let _ = lint(&template, &Values { company: &name, ..SAMPLE });
        }
    }

    #[test]
    fn reads_anything_that_looks_like_words(
        source in "([Rr]eply|STOP|C|to|free|\\$|%|20|é|ñ|\\{owner\\}|\\[|\\]|bit\\.ly/|'|-|[ .,!?\n]){0,40}"
    ) {
        if let Ok(template) = Template::parse(&source) {
            for finding in lint(&template, &SAMPLE) {
                prop_assert!(!finding.sentence.is_empty());
            }
        }
    }
}
