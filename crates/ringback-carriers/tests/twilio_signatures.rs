//! Signatures that Twilio's own library made and judged are judged alike.

#![allow(clippy::unwrap_used)]

use ringback_carriers::twilio::explain::explain;
use serde_json::{Value, json};

fn cases() -> Vec<Value> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/data/twilio/signatures.json"
    );
    let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    file["cases"].as_array().unwrap().clone()
}

#[test]
fn judged_as_twilio_judges() {
    let cases = cases();
    assert_eq!(cases.len(), 24);
    for case in cases {
        let told = explain(&case).unwrap();
        let is_free = case["note"]
            .as_str()
            .is_some_and(|note| note.contains("either answer is accepted"));
        assert!(
            is_free || json!(told.valid) == case["valid"],
            "{}: {}",
            case["name"],
            told.reason
        );
        assert_eq!(told.id, case["id"]);
    }
}

/// The same cases as they would come over the wire: form or JSON in the body, signature in a header.
#[test]
fn judged_alike_as_raw_requests() {
    for case in cases() {
        let mut body = form_urlencoded::Serializer::new(String::new());
        for (name, value) in case["params"].as_object().into_iter().flatten() {
            let values = value
                .as_array()
                .map_or(std::slice::from_ref(value), Vec::as_slice);
            for value in values {
                body.append_pair(name, value.as_str().unwrap());
            }
        }
        let (content_type, body) = match case["body"].as_str() {
            Some(json) => ("application/json", json.to_owned()),
            None => (
                "application/x-www-form-urlencoded; charset=utf-8",
                body.finish(),
            ),
        };
        let raw = json!({
            "id": case["id"], "carrier": "twilio", "secret": case["auth_token"], "method": "POST",
            "url": case["url"], "body": body, "now": "2026-11-23T15:04:05Z",
            "headers": { "X-TWILIO-Signature": case["signature"], "Content-Type": content_type },
        });
        assert_eq!(
            explain(&raw).unwrap().valid,
            explain(&case).unwrap().valid,
            "{}",
            case["name"]
        );
    }
}

#[test]
fn says_what_a_genuine_webhook_tells() {
    let mut case = cases()
        .into_iter()
        .find(|case| case["name"] == "sms")
        .unwrap();
    let told = explain(&case).unwrap();
    assert_eq!(
        told.reason,
        "The signature fits the secret, the URL and the content; the field AccountSid is missing."
    );

    case["secret"] = json!("another");
    let told = explain(&case).unwrap();
    assert!(!told.valid && told.events.is_empty(), "{told:?}");

    let plain = cases()
        .into_iter()
        .find(|case| case["name"] == "plain")
        .unwrap();
    let events = serde_json::to_value(explain(&plain).unwrap().events).unwrap();
    assert_eq!(events[0]["event"], "call_arrived");
}

#[test]
fn without_a_secret_nothing_is_valid_but_it_can_be_read() {
    let told = explain(&json!({
        "url": "https://ring.example.com/twilio/voice",
        "body": "AccountSid=AC1&CallSid=CA1&From=anonymous&To=%2B13125550100&CallStatus=ringing",
    }))
    .unwrap();
    assert!(!told.valid);
    assert_eq!(told.events.len(), 1);
    assert!(
        told.reason.starts_with("No secret was given"),
        "{}",
        told.reason
    );
}

#[test]
fn bad_input_names_the_field() {
    for (case, field) in [
        (json!([]), "case"),
        (json!({}), "url"),
        (json!({ "url": 7 }), "url"),
        (json!({ "url": "/twilio/voice" }), "url"),
        (json!({ "url": "https://" }), "url"),
        (
            json!({ "url": "https://a.example/", "secret": 7 }),
            "secret",
        ),
        (
            json!({ "url": "https://a.example/", "secret": ["a", 7] }),
            "secret",
        ),
        (
            json!({ "url": "https://a.example/", "headers": "x" }),
            "headers",
        ),
        (
            json!({ "url": "https://a.example/", "params": { "a": {} } }),
            "params",
        ),
        (json!({ "url": "https://a.example/", "body": {} }), "body"),
    ] {
        assert_eq!(explain(&case).unwrap_err().field, field, "{case}");
    }
}
