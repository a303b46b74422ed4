//! Every webhook posted here has at least the fields of the documented payload for its situation,
//! and the same telling values.

#![allow(clippy::unwrap_used)]

mod desk;

use std::path::Path;

use desk::api::post;
use desk::{CALLER, Desk, Hook, LINE, OWNER, SOON, carrier};
use ringback_simulator::{
    Behaviour, CallerBehaviour, LineSetup, Media, Phone, PhoneKind, PlaceCall, SimEvent, Simulator,
    Sound,
};

/// Fields whose values say what happened.
const TELLING: &[&str] = &[
    "AnsweredBy",
    "ApiVersion",
    "CallStatus",
    "CallbackSource",
    "DialBridged",
    "DialCallStatus",
    "Digits",
    "Direction",
    "ErrorCode",
    "ForwardedFrom",
    "From",
    "FromCity",
    "FromCountry",
    "FromState",
    "MessageStatus",
    "NumMedia",
    "NumSegments",
    "RecordingChannels",
    "RecordingSource",
    "RecordingStatus",
    "RecordingTrack",
    "SipResponseCode",
    "SmsStatus",
    "StirVerstat",
    "To",
    "ToCity",
];

fn holds(kit: &str, hook: &Hook) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/data/twilio/payloads")
        .join(format!("{kit}.json"));
    let text = std::fs::read_to_string(&path).unwrap();
    let kit_case: serde_json::Value = serde_json::from_str(&text).unwrap();
    for (name, value) in kit_case["fields"].as_object().unwrap() {
        let posted = hook.fields.get(name);
        assert!(
            posted.is_some(),
            "{kit}: {name} is missing in {:#?}",
            hook.fields
        );
        if TELLING.contains(&name.as_str()) {
            assert_eq!(posted.map(String::as_str), value.as_str(), "{kit}: {name}");
        }
    }
}

const EVENTS: &str = "initiated ringing answered completed";

fn dial(attributes: &str) -> String {
    format!(
        r#"<Dial action="/dial" {attributes}><Number url="/screen" statusCallback="/leg" statusCallbackEvent="{EVENTS}">+13125550177</Number></Dial>"#
    )
}

/// Calls the line once and waits for the end.
async fn call(carrier: &Simulator, desk: &Desk, place: PlaceCall) -> Hook {
    let before = desk.hooks("/status").len();
    carrier.place(place).unwrap();
    desk.hook("/status", before + 1).await.remove(before)
}

/// Calls the line, hangs up once something has happened, and waits for the end.
async fn gives_up(carrier: &Simulator, desk: &Desk, when: fn(&SimEvent) -> bool) -> Hook {
    let before = desk.hooks("/status").len();
    let cursor = carrier.cursor();
    let call = carrier.place_call(CALLER, LINE).unwrap();
    carrier.wait_for_after(cursor, SOON, when).await.unwrap();
    carrier.caller_hang_up(&call).unwrap();
    desk.hook("/status", before + 1).await.remove(before)
}

fn rings(event: &SimEvent) -> bool {
    matches!(event, SimEvent::PhoneRings { .. })
}

fn beeps(event: &SimEvent) -> bool {
    matches!(
        event,
        SimEvent::Heard {
            heard: Sound::Beep,
            ..
        }
    )
}

fn leg(desk: &Desk, status: &str) -> Hook {
    let legs = desk.hooks("/leg");
    legs.into_iter()
        .find(|hook| hook.get("CallStatus") == status)
        .unwrap()
}

#[tokio::test]
async fn incoming_calls() {
    let (carrier, desk) = carrier(300.0).await;
    desk.says("/voice", "<Hangup/>");
    let plain = || PlaceCall::new(CALLER, LINE);
    let first = async |place: PlaceCall| {
        call(&carrier, &desk, place).await;
        desk.hooks("/voice").pop().unwrap()
    };
    let hook = first(plain()).await;
    holds("voice-incoming", &hook);
    holds("voice-incoming-minimal", &hook);
    let forwarded = plain()
        .forwarded_from(OWNER)
        .attestation(Some("TN-Validation-Passed-A-Diverted"));
    holds("voice-incoming-forwarded", &first(forwarded).await);
    holds(
        "voice-incoming-stir-failed",
        &first(plain().attestation(Some("TN-Validation-Failed-C"))).await,
    );
    holds(
        "voice-withheld-anonymous-word",
        &first(PlaceCall::new("anonymous", LINE)).await,
    );
    holds(
        "voice-withheld-empty",
        &first(PlaceCall::new("", LINE)).await,
    );
    let abroad = PlaceCall::new("+442079460123", LINE).attestation(Some("No-TN-Validation"));
    holds("voice-incoming-international-caller", &first(abroad).await);
    carrier.add_line(LineSetup::new(LINE).webhooks(&desk.url).caller_id_lookup());
    carrier.change_phone(CALLER, |phone| {
        phone.caller_name = Some("WIRELESS CALLER".into())
    });
    holds("voice-incoming-caller-name", &first(plain()).await);
}

#[tokio::test]
async fn dials_that_nobody_takes() {
    let (carrier, desk) = carrier(300.0).await;
    desk.says("/dial", "<Hangup/>");
    let plain = || PlaceCall::new(CALLER, LINE);
    desk.says("/voice", &dial("timeout='5'"));
    let status = call(&carrier, &desk, plain()).await;
    holds("dial-action-no-answer", &desk.hooks("/dial")[0]);
    holds("call-status-completed", &status);
    holds("number-status-initiated", &leg(&desk, "initiated"));
    holds("number-status-ringing", &leg(&desk, "ringing"));
    holds(
        "number-status-completed-no-answer",
        &leg(&desk, "no-answer"),
    );
    desk.says("/voice", &dial("timeout='5' answerOnBridge='true'"));
    let status = call(&carrier, &desk, plain()).await;
    holds(
        "dial-action-no-answer-ringing-parent",
        &desk.hooks("/dial")[1],
    );
    holds("call-status-no-answer", &status);
    // Slow enough to hang up while it rings.
    carrier.set_speed(5.0);
    holds(
        "call-status-no-answer",
        &gives_up(&carrier, &desk, rings).await,
    );
    holds(
        "dial-action-caller-hung-up-ringing-bridge",
        &desk.hooks("/dial")[2],
    );
    desk.says("/voice", &dial("timeout='5'"));
    holds(
        "call-status-completed-short",
        &gives_up(&carrier, &desk, rings).await,
    );
    holds(
        "dial-action-caller-hung-up-ringing",
        &desk.hooks("/dial")[3],
    );
    carrier.set_speed(300.0);
    carrier.add_phone(Phone::new(OWNER).behaves(Behaviour::Busy));
    call(&carrier, &desk, plain()).await;
    holds("dial-action-busy", &desk.hooks("/dial")[4]);
    carrier.add_phone(Phone::new(OWNER).kind(PhoneKind::Dead));
    call(&carrier, &desk, plain()).await;
    holds("dial-action-failed", &desk.hooks("/dial")[5]);
}

#[tokio::test]
async fn dials_that_somebody_takes() {
    let (carrier, desk) = carrier(300.0).await;
    let screen = "<Gather numDigits='1' action='/key'><Say>Press 1.</Say></Gather><Hangup/>";
    desk.says("/dial", "<Hangup/>")
        .says("/screen", screen)
        .says("/key", "");
    desk.says("/voice", &dial(""));
    carrier.add_phone(Phone::new(OWNER).behaves(Behaviour::accepts_after(4.0)));
    call(&carrier, &desk, PlaceCall::new(CALLER, LINE)).await;
    holds("number-url-whisper", &desk.hooks("/screen")[0]);
    holds("number-url-gather-accepted", &desk.hooks("/key")[0]);
    holds("number-status-answered", &leg(&desk, "in-progress"));
    holds("dial-action-completed", &desk.hooks("/dial")[0]);
    carrier.add_phone(Phone::new(OWNER).behaves(Behaviour::MailboxAfter { seconds: 4.0 }));
    call(&carrier, &desk, PlaceCall::new(CALLER, LINE)).await;
    holds("dial-action-completed-not-bridged", &desk.hooks("/dial")[1]);
    let detecting = dial("").replace("<Number ", "<Number machineDetection='Enable' ");
    desk.says("/voice", &detecting);
    call(&carrier, &desk, PlaceCall::new(CALLER, LINE)).await;
    holds("number-url-whisper-amd", &desk.hooks("/screen")[2]);
    let bare = "<Dial action='/dial'>+13125550177</Dial>";
    desk.says("/voice", bare);
    call(&carrier, &desk, PlaceCall::new(CALLER, LINE)).await;
    holds("dial-action-voicemail-bridged", &desk.hooks("/dial")[3]);
}

#[tokio::test]
async fn keys_voicemails_rejections_and_failures() {
    let (carrier, desk) = carrier(300.0).await;
    let plain = || PlaceCall::new(CALLER, LINE);
    desk.says("/voice", "<Record action='/recorded' recordingStatusCallback='/recording' recordingStatusCallbackEvent='completed absent'/>");
    let speaks = plain().behaves(CallerBehaviour::LeaveVoicemail { seconds: 14.0 });
    call(&carrier, &desk, speaks).await;
    holds("record-action", &desk.hooks("/recorded")[0]);
    holds(
        "recording-status-completed",
        &desk.hook("/recording", 1).await[0],
    );
    carrier.set_speed(5.0);
    gives_up(&carrier, &desk, beeps).await;
    carrier.set_speed(300.0);
    holds(
        "recording-status-absent",
        &desk.hook("/recording", 2).await[1],
    );
    desk.says(
        "/voice",
        "<Gather timeout='1' actionOnEmptyResult='true' action='/empty'/>",
    );
    desk.says("/empty", "");
    call(&carrier, &desk, plain()).await;
    holds("gather-timeout", &desk.hooks("/empty")[0]);
    desk.says(
        "/voice",
        "<Gather timeout='600' numDigits='1' action='/digits'/>",
    );
    desk.says("/digits", "");
    let waiting = carrier.place(plain()).unwrap();
    desk.hook("/voice", 4).await;
    while carrier
        .call(&waiting)
        .is_some_and(|call| !call.status.is_final())
    {
        let _ = carrier.caller_press(&waiting, "2");
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    holds("gather-digits", &desk.hooks("/digits")[0]);
    desk.says("/voice", "<Reject reason='busy'/>");
    desk.hook("/status", 4).await;
    holds("call-status-busy", &call(&carrier, &desk, plain()).await);
    desk.answers("/voice", 500, "text/plain", "");
    holds("call-status-failed", &call(&carrier, &desk, plain()).await);
    let setup = LineSetup::new(LINE).webhooks(&desk.url);
    carrier.add_line(setup.voice_fallback_url(format!("{}/fallback", desk.url)));
    call(&carrier, &desk, plain()).await;
    holds("voice-fallback-request", &desk.hooks("/fallback")[0]);
}

#[tokio::test]
async fn texts_and_receipts() {
    let (carrier, desk) = carrier(300.0).await;
    let setup = LineSetup::new(LINE).webhooks(&desk.url);
    carrier.add_line(setup.sms_fallback_url(format!("{}/fallback", desk.url)));
    carrier.send_text(CALLER, LINE, "hello?", vec![]);
    holds("sms-incoming", &desk.hook("/message", 1).await[0]);
    carrier.send_text(CALLER, LINE, "", vec![]);
    holds(
        "sms-incoming-empty-body",
        &desk.hook("/message", 2).await[1],
    );
    carrier.send_text(
        CALLER,
        LINE,
        "here is the leak",
        vec![Media::sample_picture(); 2],
    );
    holds("mms-incoming-two-media", &desk.hook("/message", 3).await[2]);
    carrier.send_text(CALLER, LINE, "STOP", vec![]);
    holds("sms-stop-default", &desk.hook("/message", 4).await[3]);
    carrier.reset();
    desk.answers("/message", 502, "text/plain", "");
    carrier.send_text(CALLER, LINE, "hello?", vec![]);
    holds("sms-fallback-request", &desk.hook("/fallback", 1).await[0]);
    let callback = format!("{}/receipt", desk.url);
    let form = [
        ("To", CALLER),
        ("From", LINE),
        ("Body", "x"),
        ("StatusCallback", &callback),
    ];
    post(&carrier, "/Messages.json", &form).await.unwrap();
    let receipts = desk.hook("/receipt", 2).await;
    holds("message-status-sent", &receipts[0]);
    holds("message-status-delivered", &receipts[1]);
    carrier.add_phone(Phone::new(CALLER).kind(PhoneKind::Landline));
    post(&carrier, "/Messages.json", &form).await.unwrap();
    holds(
        "message-status-undelivered-30006",
        &desk.hook("/receipt", 4).await[3],
    );
}
