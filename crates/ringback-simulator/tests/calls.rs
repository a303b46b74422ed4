//! Calls from the first webhook to the last, against a small front desk.

#![allow(clippy::unwrap_used)]

mod desk;

use std::time::Duration;

use desk::{CALLER, LINE, OWNER, SECOND, SOON, carrier, carrier_with};
use ringback_simulator::{
    Behaviour, CallStatus, CallerBehaviour, GaveUpReport, LegOutcome, LineSetup, Phone, PlaceCall,
    SimEvent, Simulator, SimulatorConfig, Sound,
};

const RING: &str = r#"<Dial answerOnBridge="true" timeout="20" action="/dial">
  <Number url="/screen" statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed">+13125550177</Number>
  <Number url="/screen" statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed">+13125550178</Number>
</Dial>"#;
const SCREEN: &str =
    r#"<Gather numDigits="1" timeout="5" action="/key"><Say>Press 1.</Say></Gather><Hangup/>"#;
const VOICEMAIL: &str = r#"<Say>Leave a message.</Say><Record action="/recorded" maxLength="60" timeout="4" recordingStatusCallback="/recording"/><Hangup/>"#;

async fn rings(carrier: &Simulator, wanted: &str) {
    let heard =
        |event: &SimEvent| matches!(event, SimEvent::PhoneRings { phone, .. } if phone == wanted);
    carrier.wait_for(SOON, heard).await.unwrap();
}

async fn ended(carrier: &Simulator, call: &str) -> CallStatus {
    let over = || carrier.call(call).filter(|call| call.status.is_final());
    carrier.until(SOON, over).await.unwrap().status
}

#[tokio::test]
async fn a_call_that_rings_out_ends_in_a_voicemail() {
    let (carrier, desk) = carrier(500.0).await;
    desk.says("/voice", RING)
        .says("/dial", VOICEMAIL)
        .says("/recorded", "<Hangup/>");
    let caller = CallerBehaviour::LeaveVoicemail { seconds: 14.0 };
    let call = carrier
        .place(PlaceCall::new(CALLER, LINE).behaves(caller))
        .unwrap();
    let dial = &desk.hook("/dial", 1).await[0];
    assert_eq!(dial.get("DialCallStatus"), "no-answer");
    assert_eq!(dial.get("DialBridged"), "false");
    assert_eq!(
        dial.get("CallStatus"),
        "ringing",
        "answerOnBridge leaves the call unanswered"
    );
    assert_eq!(dial.get("CallSid"), call);
    let recorded = &desk.hook("/recorded", 1).await[0];
    assert_eq!(recorded.get("RecordingDuration"), "14");
    assert_eq!(recorded.get("Digits"), "hangup");
    let recording = &desk.hook("/recording", 1).await[0];
    assert_eq!(recording.get("RecordingStatus"), "completed");
    let status = &desk.hook("/status", 1).await[0];
    assert_eq!(status.get("CallStatus"), "completed");
    assert_eq!(ended(&carrier, &call).await, CallStatus::Completed);
    let legs = desk.hook("/leg", 6).await;
    let words: Vec<&str> = legs
        .iter()
        .filter(|hook| hook.get("To") == OWNER)
        .map(|hook| hook.get("CallStatus"))
        .collect();
    assert_eq!(words, ["initiated", "ringing", "no-answer"]);
    assert!(carrier.alerts().is_empty(), "{:?}", carrier.alerts());
}

#[tokio::test]
async fn whoever_presses_one_is_connected() {
    let (carrier, desk) = carrier(300.0).await;
    desk.says("/voice", RING)
        .says("/screen", SCREEN)
        .says("/key", "")
        .says("/dial", "<Hangup/>");
    let accepts = Behaviour::accepts_after(8.0);
    carrier.add_phone(Phone::new(OWNER).behaves(accepts));
    let call = carrier.place_call(CALLER, LINE).unwrap();
    let bridged = |event: &SimEvent| matches!(event, SimEvent::Bridged { .. });
    carrier.wait_for(SOON, bridged).await.unwrap();
    let dial = &desk.hook("/dial", 1).await[0];
    assert_eq!(
        (dial.get("DialCallStatus"), dial.get("DialBridged")),
        ("completed", "true")
    );
    assert_eq!(dial.get("CallStatus"), "in-progress");
    assert_eq!(desk.hook("/key", 1).await[0].get("Digits"), "1");
    assert_eq!(ended(&carrier, &call).await, CallStatus::Completed);
    let other = desk.hook("/leg", 7).await;
    let last = other.iter().rfind(|hook| hook.get("To") == SECOND).unwrap();
    assert_eq!(last.get("CallStatus"), "canceled");
}

#[tokio::test]
async fn one_phones_mailbox_silences_the_others() {
    let (carrier, desk) = carrier(300.0).await;
    desk.says("/voice", RING)
        .says("/screen", SCREEN)
        .says("/dial", "<Hangup/>");
    let mailbox = Behaviour::MailboxAfter { seconds: 6.0 };
    carrier.add_phone(Phone::new(OWNER).behaves(mailbox));
    let call = carrier.place_call(CALLER, LINE).unwrap();
    let dial = &desk.hook("/dial", 1).await[0];
    assert_eq!(
        (dial.get("DialCallStatus"), dial.get("DialBridged")),
        ("completed", "false")
    );
    assert_eq!(ended(&carrier, &call).await, CallStatus::NoAnswer);
    let silenced = |event: &SimEvent| {
        matches!(event, SimEvent::PhoneEnded { phone, outcome: LegOutcome::Canceled, .. }
            if phone == SECOND)
    };
    carrier.wait_for(SOON, silenced).await.unwrap();
}

#[tokio::test]
async fn a_caller_who_gives_up_is_reported_as_chosen() {
    for (gave_up, expected) in [
        (GaveUpReport::Canceled, Some("canceled")),
        (GaveUpReport::NoAnswer, Some("no-answer")),
        (GaveUpReport::NoAction, None),
    ] {
        let config = SimulatorConfig {
            speed: 5.0,
            gave_up,
            ..SimulatorConfig::default()
        };
        let (carrier, desk) = carrier_with(config).await;
        desk.says("/voice", RING);
        let call = carrier.place_call(CALLER, LINE).unwrap();
        rings(&carrier, SECOND).await;
        carrier.caller_hang_up(&call).unwrap();
        let status = &desk.hook("/status", 1).await[0];
        assert_eq!(status.get("CallStatus"), "no-answer");
        let dial = desk.hooks("/dial");
        assert_eq!(
            dial.first().map(|hook| hook.get("DialCallStatus")),
            expected
        );
        assert!(
            dial.iter()
                .all(|hook| hook.get("CallStatus") == "no-answer")
        );
    }
}

#[tokio::test]
async fn declined_and_busy_phones_make_a_busy_dial() {
    let (carrier, desk) = carrier(5.0).await;
    desk.says("/voice", RING).says("/dial", "<Hangup/>");
    carrier.place_call(CALLER, LINE).unwrap();
    rings(&carrier, SECOND).await;
    carrier.decline(OWNER).unwrap();
    carrier.busy(SECOND).unwrap();
    assert_eq!(desk.hook("/dial", 1).await[0].get("DialCallStatus"), "busy");
    assert!(carrier.answer(OWNER).is_err(), "nothing rings any more");
}

#[tokio::test]
async fn the_owner_hears_the_screen_and_presses_by_hand() {
    let (carrier, desk) = carrier(5.0).await;
    desk.says("/voice", RING)
        .says("/screen", SCREEN)
        .says("/key", "")
        .says("/dial", "<Hangup/>");
    let call = carrier.place_call(CALLER, LINE).unwrap();
    rings(&carrier, OWNER).await;
    carrier.answer(OWNER).unwrap();
    let speech = Sound::Speech {
        text: "Press 1.".into(),
    };
    let hears = |event: &SimEvent| matches!(event, SimEvent::Heard { phone, heard, .. } if phone == OWNER && *heard == speech);
    carrier.wait_for(SOON, hears).await.unwrap();
    carrier.press(OWNER, "1").unwrap();
    carrier
        .wait_for(SOON, |event| matches!(event, SimEvent::Bridged { .. }))
        .await
        .unwrap();
    carrier.hang_up(OWNER).unwrap();
    assert_eq!(ended(&carrier, &call).await, CallStatus::Completed);
}

#[tokio::test]
async fn phones_in_turn_ring_one_after_the_other() {
    let (carrier, desk) = carrier(500.0).await;
    let in_turn = RING.replace("<Dial ", r#"<Dial sequential="true" "#);
    desk.says("/voice", &in_turn).says("/dial", "<Hangup/>");
    carrier.place_call(CALLER, LINE).unwrap();
    desk.hook("/dial", 1).await;
    let story: Vec<String> = carrier
        .history()
        .iter()
        .filter_map(|stamped| match &stamped.event {
            SimEvent::PhoneRings { phone, .. } => Some(format!("rings {phone}")),
            SimEvent::PhoneEnded { phone, outcome, .. } => Some(format!("{outcome:?} {phone}")),
            _ => None,
        })
        .collect();
    let expected = [
        "rings +13125550177",
        "RangOut +13125550177",
        "rings +13125550178",
        "RangOut +13125550178",
    ];
    assert_eq!(story, expected);
}

#[tokio::test]
async fn bad_documents_fail_the_call_with_twilios_code() {
    let big = format!("<Response><Say>{}</Say></Response>", "a".repeat(70_000));
    for (status, kind, body, code) in [
        (200, "text/xml", "<Response><Say>", 12100),
        (200, "text/xml", "<Answer/>", 12102),
        (200, "text/xml", "<Response><Sing/></Response>", 12200),
        (
            200,
            "text/xml",
            "<Response><Say tone='low'>Hi</Say></Response>",
            12200,
        ),
        (
            200,
            "text/xml",
            "<Response><Dial timeout='2'>+13125550177</Dial></Response>",
            13212,
        ),
        (200, "application/json", "{}", 12300),
        (200, "text/xml", "", 11770),
        (500, "text/xml", "<Response/>", 11200),
        (200, "text/xml", big.as_str(), 11750),
    ] {
        let (carrier, desk) = carrier(100.0).await;
        desk.answers("/voice", status, kind, body);
        let call = carrier.place_call(CALLER, LINE).unwrap();
        assert_eq!(ended(&carrier, &call).await, CallStatus::Failed, "{code}");
        let codes: Vec<u32> = carrier.alerts().iter().map(|alert| alert.code).collect();
        assert_eq!(codes, [code]);
        assert_eq!(desk.hook("/status", 1).await[0].get("CallStatus"), "failed");
    }
}

#[tokio::test]
async fn a_dial_in_a_screening_document_is_refused() {
    let (carrier, desk) = carrier(300.0).await;
    desk.says("/voice", RING)
        .says("/screen", "<Dial>+13125550179</Dial>");
    desk.says("/dial", "<Hangup/>");
    carrier.add_phone(Phone::new(OWNER).behaves(Behaviour::accepts_after(2.0)));
    carrier.place_call(CALLER, LINE).unwrap();
    assert_eq!(desk.hook("/dial", 1).await[0].get("DialBridged"), "false");
    assert_eq!(carrier.alerts()[0].code, 13201);
}

#[tokio::test]
async fn the_fallback_address_is_asked_with_the_error() {
    let (carrier, desk) = carrier(100.0).await;
    let setup = LineSetup::new(LINE).webhooks(&desk.url);
    carrier.add_line(setup.voice_fallback_url(format!("{}/fallback", desk.url)));
    desk.answers("/voice", 500, "text/plain", "oops")
        .says("/fallback", "<Reject reason='busy'/>");
    let call = carrier.place_call(CALLER, LINE).unwrap();
    assert_eq!(ended(&carrier, &call).await, CallStatus::Busy);
    let asked = &desk.hooks("/fallback")[0];
    assert_eq!(asked.get("ErrorCode"), "11200");
    assert_eq!(asked.get("ErrorUrl"), format!("{}/voice", desk.url));
}

#[tokio::test]
async fn a_withheld_caller_needs_our_caller_id_on_the_legs() {
    let (carrier, desk) = carrier(300.0).await;
    desk.says("/voice", RING).says("/dial", "<Hangup/>");
    carrier.place_call("anonymous", LINE).unwrap();
    assert_eq!(
        desk.hook("/dial", 1).await[0].get("DialCallStatus"),
        "failed"
    );
    assert_eq!(carrier.alerts()[0].code, 13214);
    let ours = RING.replace("<Dial ", r#"<Dial callerId="+13125550100" "#);
    desk.says("/voice", &ours);
    carrier.place_call("anonymous", LINE).unwrap();
    assert_eq!(
        desk.hook("/dial", 2).await[1].get("DialCallStatus"),
        "no-answer"
    );
    let first = &desk.hooks("/voice")[0];
    assert_eq!(
        (first.get("From"), first.get("FromCity")),
        ("anonymous", "")
    );
}

#[tokio::test]
async fn nothing_listening_is_tried_twice_and_alerted() {
    let (carrier, _desk) = carrier(100.0).await;
    carrier.add_line(LineSetup::new(LINE).voice_url("http://127.0.0.1:9/voice"));
    let call = carrier.place_call(CALLER, LINE).unwrap();
    assert_eq!(ended(&carrier, &call).await, CallStatus::Failed);
    let tries = carrier.history();
    let tries = tries
        .iter()
        .filter(|stamped| matches!(stamped.event, SimEvent::WebhookPosted { status: None, .. }));
    assert_eq!(tries.count(), 2);
    assert_eq!(carrier.alerts()[0].code, 11205);
}

#[tokio::test]
async fn silence_leaves_no_recording() {
    let (carrier, desk) = carrier(300.0).await;
    let voicemail = VOICEMAIL.replace(
        "recordingStatusCallback=",
        r#"recordingStatusCallbackEvent="completed absent" recordingStatusCallback="#,
    );
    desk.says("/voice", &voicemail);
    let call = carrier.place_call(CALLER, LINE).unwrap();
    assert_eq!(
        desk.hook("/recording", 1).await[0].get("RecordingStatus"),
        "absent"
    );
    assert_eq!(ended(&carrier, &call).await, CallStatus::Completed);
    assert!(
        desk.hooks("/recorded").is_empty(),
        "an empty recording asks no action"
    );
    assert!(carrier.recordings(&call).is_empty());
}

#[tokio::test]
async fn speaking_by_hand_is_recorded_for_its_length() {
    let (carrier, desk) = carrier(10.0).await;
    desk.says("/voice", VOICEMAIL)
        .says("/recorded", "<Hangup/>");
    let call = carrier.place_call(CALLER, LINE).unwrap();
    let beep = |event: &SimEvent| {
        matches!(
            event,
            SimEvent::Heard {
                heard: Sound::Beep,
                ..
            }
        )
    };
    carrier.wait_for(SOON, beep).await.unwrap();
    tokio::time::sleep(Duration::from_millis(20)).await;
    carrier
        .caller_speak(&call, Duration::from_secs(20))
        .unwrap();
    let recorded = &desk.hook("/recorded", 1).await[0];
    let seconds: u64 = recorded.get("RecordingDuration").parse().unwrap();
    assert!((19..=23).contains(&seconds), "{seconds}");
    assert_eq!(carrier.recordings(&call)[0].seconds, seconds);
}
