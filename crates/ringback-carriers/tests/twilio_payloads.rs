//! Every recorded kind of Twilio webhook means what it should, with and without a hint from the
//! path that it came to.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::PathBuf;

use ringback_carriers::twilio::parse::{ParseError, WebhookRequest, parse};
use serde_json::{Value, json};

/// What is expected of each payload: the path of ours, and fields of its event.
fn expectations() -> Vec<(String, Value)> {
    let file = std::fs::read_to_string(data().join("payload-events.json")).unwrap();
    let file: Value = serde_json::from_str(&file).unwrap();
    let events = file["events"].as_object().unwrap();
    events
        .iter()
        .map(|(name, event)| (name.clone(), event.clone()))
        .collect()
}

/// Those that are events, with the path that they come to.
fn events() -> impl Iterator<Item = (String, String, Value)> {
    expectations().into_iter().filter_map(|(name, mut event)| {
        let path = event.as_object_mut()?.remove("path").unwrap();
        Some((name, path.as_str().unwrap().to_owned(), event))
    })
}

fn data() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "../../tests/data/twilio"]
        .iter()
        .collect()
}

fn payloads() -> PathBuf {
    data().join("payloads")
}

fn form(name: &str) -> Vec<(String, String)> {
    let file = std::fs::read_to_string(payloads().join(format!("{name}.json"))).unwrap();
    let payload: Value = serde_json::from_str(&file).unwrap();
    let fields = payload["fields"].as_object().unwrap();
    fields
        .iter()
        .map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned()))
        .collect()
}

fn parsed(path: &str, query: &str, form: &[(String, String)]) -> Result<Value, ParseError> {
    let webhook = parse(&WebhookRequest { path, query, form })?;
    let mut event = serde_json::to_value(webhook).unwrap();
    if let Some(media) = event.get("media").and_then(Value::as_array).map(Vec::len) {
        event["media_count"] = json!(media);
    }
    Ok(event)
}

/// All that `expected` says must be so; the rest is free.
fn assert_holds(name: &str, event: &Value, expected: &Value) {
    for (field, value) in expected.as_object().unwrap() {
        assert_eq!(event.get(field), Some(value), "{name}: {field} in {event}");
    }
}

#[test]
fn every_payload_means_what_it_should() {
    for (name, path, expected) in events() {
        let form = form(&name);
        for path in [format!("/ring/twilio/{path}"), "/hook".to_owned()] {
            let event =
                parsed(&path, "", &form).unwrap_or_else(|why| panic!("{name} at {path}: {why}"));
            assert_holds(&name, &event, &expected);
            assert_eq!(
                event["account"], "AC00000000000000000000000000000000",
                "{name}"
            );
        }
    }
}

#[test]
fn ids_go_where_they_belong() {
    let parent = "CA11111111111111111111111111111111";
    let child = "CA22222222222222222222222222222222";
    for (name, path, _) in events() {
        let event = parsed(&format!("/twilio/{path}"), "", &form(&name)).unwrap();
        match path.as_str() {
            "screen" | "key" | "leg" => {
                assert_eq!(
                    (&event["call"], &event["leg"]),
                    (&json!(parent), &json!(child)),
                    "{name}"
                );
            }
            "voice" | "dial" | "recorded" | "recording" => {
                assert_eq!(event["call"], parent, "{name}")
            }
            _ => {}
        }
        if path.starts_with("record") {
            assert_eq!(
                event["recording"], "RE66666666666666666666666666666666",
                "{name}"
            );
        }
    }
}

#[test]
fn what_nothing_asks_for_is_not_handled() {
    let unasked: Vec<String> = expectations()
        .into_iter()
        .filter_map(|(name, event)| event.is_null().then_some(name))
        .collect();
    assert_eq!(unasked.len(), 7);
    for name in unasked {
        for path in ["/twilio/voice", "/hook"] {
            let outcome = parsed(path, "", &form(&name));
            assert!(
                matches!(outcome, Err(ParseError::NotHandled(_))),
                "{name}: {outcome:?}"
            );
        }
    }
}

#[test]
fn no_payload_is_left_out() {
    let listed: BTreeSet<String> = expectations().into_iter().map(|(name, _)| name).collect();
    let stored: BTreeSet<String> = std::fs::read_dir(payloads())
        .unwrap()
        .map(|entry| {
            entry
                .unwrap()
                .path()
                .file_stem()
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(listed, stored);
}

#[test]
fn pictures_stay_in_order() {
    let event = parsed("/twilio/message", "", &form("mms-incoming-two-media")).unwrap();
    let types: Vec<&Value> = event["media"]
        .as_array()
        .unwrap()
        .iter()
        .map(|link| &link["content_type"])
        .collect();
    assert_eq!(types, ["image/jpeg", "video/3gpp"]);
}

#[test]
fn our_own_parameters_come_back() {
    let receipt = form("message-status-delivered");
    let event = parsed("/twilio/status", "attempt=0190%2Da", &receipt).unwrap();
    assert_eq!(event["attempt"], "0190-a");
    assert_eq!(
        parsed("/twilio/status", "", &receipt).unwrap()["attempt"],
        Value::Null
    );

    let dial = form("dial-action-no-answer");
    assert_eq!(
        parsed("/twilio/dial", "round=3", &dial).unwrap()["round"],
        3
    );
    assert_eq!(
        parsed("/twilio/dial", "round=x", &dial).unwrap()["round"],
        1
    );

    let mut leg = form("number-url-whisper");
    leg.retain(|(name, _)| name != "ParentCallSid");
    let event = parsed("/twilio/screen", "call=CA9&phone=%2B13125550178", &leg).unwrap();
    assert_eq!(
        (&event["call"], &event["phone"]),
        (&json!("CA9"), &json!("+13125550178"))
    );
}

/// Leaves one field out, or empties it, and looks at what is missed.
#[test]
fn missing_fields_are_named() {
    for (name, path, field) in [
        ("voice-incoming", "voice", "CallSid"),
        ("voice-incoming", "voice", "AccountSid"),
        ("dial-action-busy", "dial", "CallSid"),
        ("dial-action-busy", "dial", "DialCallStatus"),
        ("number-url-whisper", "screen", "CallSid"),
        ("number-url-whisper", "screen", "ParentCallSid"),
        ("number-status-ringing", "leg", "ParentCallSid"),
        ("number-status-ringing", "leg", "CallStatus"),
        ("record-action", "recorded", "RecordingUrl"),
        ("recording-status-completed", "recording", "RecordingStatus"),
        ("sms-incoming", "message", "From"),
        ("sms-incoming", "message", "To"),
        ("message-status-sent", "status", "From"),
    ] {
        let mut emptied = form(name);
        emptied
            .iter_mut()
            .filter(|(key, _)| key == field)
            .for_each(|(_, value)| value.clear());
        let mut without = form(name);
        without.retain(|(key, _)| key != field);
        for form in [emptied, without] {
            let outcome = parsed(&format!("/twilio/{path}"), "", &form);
            assert_eq!(outcome, Err(ParseError::Missing(field)), "{name}");
        }
    }
    let nothing = [("AccountSid".to_owned(), "AC1".to_owned())];
    assert_eq!(
        parsed("/twilio/message", "", &nothing),
        Err(ParseError::Missing("MessageSid"))
    );
    assert_eq!(
        parsed("/twilio/voice", "", &nothing),
        Err(ParseError::Missing("CallSid"))
    );
    let without_status = [
        ("AccountSid", "AC1"),
        ("MessageSid", "SM1"),
        ("From", "+1"),
        ("To", "+1"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(
        parsed("/twilio/status", "", &without_status),
        Err(ParseError::Missing("MessageStatus"))
    );
}

#[test]
fn words_and_fields_of_tomorrow_do_no_harm() {
    let with = |name: &str, changes: &[(&str, &str)]| {
        let mut form = form(name);
        form.retain(|(key, _)| changes.iter().all(|(changed, _)| key != changed));
        form.extend(
            changes
                .iter()
                .map(|(key, value)| ((*key).to_owned(), (*value).to_owned())),
        );
        form
    };
    let dial = with(
        "dial-action-busy",
        &[
            ("DialCallStatus", "abducted"),
            ("DialBridged", "perhaps"),
            ("X", "y"),
        ],
    );
    let event = parsed("/twilio/dial", "", &dial).unwrap();
    assert_holds(
        "dial",
        &event,
        &json!({"dial_status":"unrecognised","bridged":null}),
    );

    let text = with(
        "message-status-sent",
        &[("MessageStatus", "teleported"), ("ErrorCode", "none")],
    );
    let event = parsed("/twilio/status", "", &text).unwrap();
    assert_holds(
        "text",
        &event,
        &json!({"status":"unrecognised","error_code":null}),
    );

    let ended = with("call-status-completed", &[("CallStatus", "vanished")]);
    assert_holds(
        "end",
        &parsed("/twilio/status", "", &ended).unwrap(),
        &json!({"event":"call_ended","status":"unrecognised"}),
    );

    let arrived = with("voice-incoming", &[("CallStatus", "materialising")]);
    assert_holds(
        "arrival",
        &parsed("/twilio/voice", "", &arrived).unwrap(),
        &json!({"event":"call_arrived"}),
    );

    let ringing = with("call-status-completed", &[("CallStatus", "ringing")]);
    assert!(matches!(
        parsed("/twilio/status", "", &ringing),
        Err(ParseError::NotHandled(_))
    ));
}

#[test]
fn more_pictures_than_twilio_takes_are_not_believed() {
    let mut form = form("mms-incoming-media-only");
    form.retain(|(name, _)| name != "NumMedia");
    form.push(("NumMedia".to_owned(), u32::MAX.to_string()));
    assert_eq!(
        parsed("/twilio/message", "", &form).unwrap()["media_count"],
        1
    );
}

#[test]
fn a_call_that_comes_in_is_no_leg_of_ours() {
    let mut form = form("voice-incoming");
    form.push(("ParentCallSid".to_owned(), "CA9".to_owned()));
    assert_eq!(
        parsed("/twilio/voice", "", &form).unwrap()["event"],
        "call_arrived"
    );
}

#[test]
fn progress_of_a_leg_is_never_a_picked_up_phone_that_asks() {
    let mut form = form("number-status-answered");
    form.retain(|(name, _)| name != "CallbackSource");
    for path in ["/twilio/leg", "/twilio/status"] {
        assert_eq!(
            parsed(path, "", &form).unwrap()["event"],
            "leg_changed",
            "{path}"
        );
    }
}
