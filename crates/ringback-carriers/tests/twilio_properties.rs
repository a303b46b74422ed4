//! What holds for every input: documents are XML that says what was meant, and no webhook, however
//! mangled, does worse than be refused.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use ringback_carriers::public_url::PublicUrl;
use ringback_carriers::twilio::parse::{WebhookRequest, decode_form, parse};
use ringback_carriers::twilio::reply::{RingOrder, RingPlan, message_only, ring};
use ringback_carriers::twilio::signature::{Signed, verify};

/// Element names in order, each with its text and attribute values, as a parser reads them.
fn read(document: &str) -> Vec<(String, String, Vec<String>)> {
    let mut reader = Reader::from_str(document);
    reader.config_mut().check_end_names = true;
    let mut elements: Vec<(String, String, Vec<String>)> = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                let values = tag.attributes().map(|attribute| {
                    let value = attribute.unwrap().value;
                    unescape(&value)
                });
                elements.push((name, String::new(), values.collect()));
            }
            Event::Text(text) => {
                elements.last_mut().unwrap().1.push_str(&text);
            }
            Event::GeneralRef(name) => {
                let reference = format!("&{};", &*name);
                elements
                    .last_mut()
                    .unwrap()
                    .1
                    .push_str(&unescape(&reference));
            }
            Event::Eof => return elements,
            _ => {}
        }
    }
}

fn unescape(text: &str) -> String {
    quick_xml::escape::unescape(text).unwrap().into_owned()
}

/// What XML 1.0 can hold of a text.
fn holdable(text: &str) -> String {
    let is_kept = |character: &char| {
        matches!(character, '\t' | '\n' | '\r')
            || (*character >= ' ' && !matches!(character, '\u{fffe}' | '\u{ffff}'))
    };
    text.chars().filter(is_kept).collect()
}

/// Texts in which what matters to XML, forms and Twilio is frequent.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("&".to_owned()),
        Just("]]><Dial>".to_owned()),
        Just("\"'>".to_owned()),
        Just("\u{0}\u{1b}\r\n\t".to_owned()),
        Just("\u{fffe}😀é".to_owned()),
        any::<String>(),
    ];
    prop::collection::vec(pieces, 0..6).prop_map(|pieces| pieces.concat())
}

fn fields() -> impl Strategy<Value = Vec<(String, String)>> {
    let names = prop::sample::select(vec![
        "AccountSid",
        "CallSid",
        "ParentCallSid",
        "From",
        "To",
        "CallStatus",
        "DialCallStatus",
        "DialBridged",
        "DialCallDuration",
        "Digits",
        "msg",
        "MessageSid",
        "MessageStatus",
        "SmsStatus",
        "Body",
        "NumMedia",
        "MediaUrl0",
        "RecordingStatus",
        "RecordingUrl",
        "RecordingSid",
        "CallbackSource",
        "StirVerstat",
        "Direction",
        "SpeechResult",
        "AnsweredBy",
        "ErrorCode",
        "OptOutType",
    ]);
    let values = prop_oneof![
        prop::sample::select(vec![
            "",
            "completed",
            "no-answer",
            "in-progress",
            "received",
            "delivered",
            "-1",
            "1",
            "99999999999",
            "TN-Validation-",
            "inbound",
            "outbound-dial",
            "CA1",
            "SM1",
            "RE1",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    prop::collection::vec((names.prop_map(str::to_owned), values), 0..20)
}

proptest! {
    #[test]
    fn what_is_said_is_what_was_written(message in text()) {
        let elements = read(&message_only(&message));
        prop_assert_eq!(&elements[1].0, "Say");
        prop_assert_eq!(&elements[1].1, &holdable(&message));
        prop_assert_eq!(elements.len(), 3);
    }

    #[test]
    fn attributes_hold_what_was_written(url in text(), caller_id in text(), phone in text()) {
        let document = ring(&RingPlan {
            phones: vec![phone.clone()],
            order: RingOrder::AtOnce,
            dial_timeout_seconds: 20,
            caller_id: Some(caller_id.clone()),
            action_url: url.clone(),
            screen_url: None,
            leg_status_url: Some("https://ring.example.com/twilio/leg".to_owned()),
            machine_detection: false,
        });
        let elements = read(&document);
        let expected = ["true".to_owned(), "20".to_owned(), holdable(&url), holdable(&caller_id)];
        prop_assert_eq!(&elements[1].2, &expected);
        prop_assert_eq!(&elements[2].1, &holdable(&phone));
    }

    #[test]
    fn any_webhook_is_read_or_refused(fields in fields(), word in "[a-z]{0,10}", query in any::<String>()) {
        let path = format!("/twilio/{word}");
        let _ = parse(&WebhookRequest { path: &path, query: &query, form: &fields });
        for endpoint in ["voice", "dial", "screen", "key", "leg", "recorded", "recording", "status", "message"] {
            let path = format!("/twilio/{endpoint}");
            let outcome = parse(&WebhookRequest { path: &path, query: &query, form: &fields });
            // Nothing is ever told without saying which account it is about.
            prop_assert!(outcome.is_err() || outcome.is_ok_and(|webhook| !webhook.account.is_empty()));
        }
    }

    #[test]
    fn any_bytes_are_a_form_and_no_signature(body in any::<Vec<u8>>(), header in any::<String>(), path in any::<String>()) {
        let form = decode_form(&body);
        let base = PublicUrl::parse("https://ring.example.com/ring").unwrap();
        let tokens = ["0123456789abcdef0123456789abcdef".into()];
        prop_assert!(verify(&tokens, &base, &path, Signed::Form(&form), Some(&header)).is_err());
        prop_assert!(verify(&tokens, &base, &path, Signed::Body(&body), Some(&header)).is_err());
    }
}
