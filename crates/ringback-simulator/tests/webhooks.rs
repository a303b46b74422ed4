//! How webhooks travel: limits, tries, routes, signatures, and what breaks them.

#![allow(clippy::unwrap_used)]

mod desk;

use std::time::{Duration, Instant};

use base64::Engine as _;
use desk::{CALLER, Desk, Hook, LINE, SOON, carrier, carrier_with};
use hmac::{Hmac, KeyInit, Mac};
use ringback_simulator::{
    CallStatus, FaultCount, LineSetup, SimEvent, Simulator, SimulatorConfig, WebhookFault,
    WebhookKind, WebhookLimits, WebhookRoute,
};

/// The signature by the rule in Twilio's documents, written down a second time.
fn signed(token: &str, url: &str, hook: &Hook) -> String {
    let mut text = url.to_owned();
    if hook.method == "POST" {
        hook.fields
            .iter()
            .for_each(|(name, value)| text += &format!("{name}{value}"));
    }
    let mut mac = Hmac::<sha1::Sha1>::new_from_slice(token.as_bytes()).unwrap();
    mac.update(text.as_bytes());
    base64::prelude::BASE64_STANDARD.encode(mac.finalize().into_bytes())
}

async fn ended(carrier: &Simulator, call: &str) -> CallStatus {
    let over = || carrier.call(call).filter(|call| call.status.is_final());
    carrier.until(SOON, over).await.unwrap().status
}

#[tokio::test]
async fn a_public_address_is_signed_and_a_route_followed() {
    let desk = Desk::start().await;
    let public = "https://ring.example.com/prefix";
    let route = WebhookRoute {
        public: public.into(),
        actual: desk.url.clone(),
    };
    let config = SimulatorConfig {
        webhook_routes: vec![route],
        ..SimulatorConfig::default()
    };
    let carrier = Simulator::start(config).await.unwrap();
    carrier.add_line(LineSetup::new(LINE).voice_url(format!("{public}/voice?x=%20y#rc=0")));
    desk.says("/voice", "<Redirect method='GET'>next</Redirect>")
        .says("/next", "<Hangup/>");
    carrier.place_call(CALLER, LINE).unwrap();
    let voice = &desk.hook("/voice", 1).await[0];
    let url = format!("{public}/voice?x=%20y");
    assert_eq!(
        voice.headers["x-twilio-signature"],
        signed(carrier.auth_token(), &url, voice)
    );
    let next = &desk.hook("/next", 1).await[0];
    assert_eq!(next.method, "GET");
    let url = format!("{public}/next?{}", next.query);
    assert_eq!(
        next.headers["x-twilio-signature"],
        signed(carrier.auth_token(), &url, next)
    );
    assert_eq!(next.get("From"), CALLER);
}

#[tokio::test]
async fn an_answer_that_is_late_is_none() {
    let limits = WebhookLimits {
        connect: Duration::from_millis(200),
        answer: Duration::from_millis(300),
        total: Duration::from_millis(300),
    };
    let config = SimulatorConfig {
        webhook_limits: limits,
        ..SimulatorConfig::default()
    };
    let (carrier, _desk) = carrier_with(config).await;
    // Takes connections and never answers.
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/voice", silent.local_addr().unwrap());
    carrier.add_line(LineSetup::new(LINE).voice_url(url));
    let started = Instant::now();
    let call = carrier.place_call(CALLER, LINE).unwrap();
    assert_eq!(ended(&carrier, &call).await, CallStatus::Failed);
    assert!(started.elapsed() < Duration::from_secs(2));
    assert_eq!(carrier.alerts()[0].code, 11200);
    let posted = |event: &SimEvent| matches!(event, SimEvent::WebhookPosted { status: None, .. });
    assert_eq!(
        carrier
            .history()
            .iter()
            .filter(|stamped| posted(&stamped.event))
            .count(),
        1
    );
}

#[tokio::test]
async fn a_server_error_is_tried_again_where_the_address_says_so() {
    let (carrier, desk) = carrier(100.0).await;
    desk.answers("/voice", 503, "text/plain", "");
    carrier.add_line(LineSetup::new(LINE).voice_url(format!("{}/voice#rc=3&rp=5xx", desk.url)));
    let call = carrier.place_call(CALLER, LINE).unwrap();
    assert_eq!(ended(&carrier, &call).await, CallStatus::Failed);
    let hooks = desk.hooks("/voice");
    assert_eq!(hooks.len(), 4);
    let tokens: Vec<&str> = hooks
        .iter()
        .map(|hook| hook.headers["i-twilio-idempotency-token"].as_str())
        .collect();
    assert!(tokens.iter().all(|token| *token == tokens[0]), "{tokens:?}");
}

#[tokio::test]
async fn a_doubled_webhook_carries_the_same_token() {
    let (carrier, desk) = carrier(100.0).await;
    let once = FaultCount::Next(1);
    carrier.break_webhooks(Some(WebhookKind::DialAction), once, WebhookFault::Duplicate);
    desk.says("/voice", "<Dial action='/dial'>+13125550177</Dial>")
        .says("/dial", "<Hangup/>");
    carrier.place_call(CALLER, LINE).unwrap();
    let hooks = desk.hook("/dial", 2).await;
    assert_eq!(hooks[0].fields, hooks[1].fields);
    let token = "i-twilio-idempotency-token";
    assert_eq!(hooks[0].headers[token], hooks[1].headers[token]);
}

#[tokio::test]
async fn a_lost_dial_action_leaves_only_the_end_of_the_call() {
    let (carrier, desk) = carrier(300.0).await;
    let once = FaultCount::Next(1);
    carrier.break_webhooks(Some(WebhookKind::DialAction), once, WebhookFault::Lose);
    let dial = "<Dial action='/dial' answerOnBridge='true'>+13125550177</Dial>";
    desk.says("/voice", dial);
    let call = carrier.place_call(CALLER, LINE).unwrap();
    assert_eq!(
        desk.hook("/status", 1).await[0].get("CallStatus"),
        "no-answer"
    );
    assert_eq!(ended(&carrier, &call).await, CallStatus::NoAnswer);
    assert!(desk.hooks("/dial").is_empty() && carrier.alerts().is_empty());
}

#[tokio::test]
async fn phones_ring_five_seconds_longer_than_the_document_says() {
    let (carrier, desk) = carrier(50.0).await;
    desk.says(
        "/voice",
        "<Dial action='/dial' timeout='20'>+13125550177</Dial>",
    );
    desk.says("/dial", "<Hangup/>");
    carrier.place_call(CALLER, LINE).unwrap();
    desk.hook("/dial", 1).await;
    let at = |wanted: fn(&SimEvent) -> bool| {
        let history = carrier.history();
        history
            .iter()
            .find(|stamped| wanted(&stamped.event))
            .unwrap()
            .at_ms
    };
    let rang = at(|event| matches!(event, SimEvent::PhoneEnded { .. }))
        - at(|event| matches!(event, SimEvent::PhoneRings { .. }));
    // 25 seconds at fiftyfold speed.
    assert!((495..5000).contains(&rang), "{rang} ms");
}

#[tokio::test]
async fn a_change_of_speed_shortens_the_ring_under_way() {
    let (carrier, desk) = carrier(1.0).await;
    desk.says("/voice", "<Dial action='/dial'>+13125550177</Dial>")
        .says("/dial", "<Hangup/>");
    carrier.place_call(CALLER, LINE).unwrap();
    let rings = |event: &SimEvent| matches!(event, SimEvent::PhoneRings { .. });
    carrier.wait_for(SOON, rings).await.unwrap();
    carrier.set_speed(200.0);
    let started = Instant::now();
    desk.hook("/dial", 1).await;
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_recorded_conversation_is_reported() {
    let (carrier, desk) = carrier(200.0).await;
    let dial = "<Dial action='/dial' record='record-from-answer-dual' recordingStatusCallback='/recording'>+13125550177</Dial>";
    desk.says("/voice", dial).says("/dial", "<Hangup/>");
    let talks = ringback_simulator::Behaviour::AnswerAfter {
        seconds: 3.0,
        keys: None,
        listen_seconds: 0.0,
        hang_up_after_seconds: Some(60.0),
    };
    carrier.add_phone(ringback_simulator::Phone::new("+13125550177").behaves(talks));
    carrier.place_call(CALLER, LINE).unwrap();
    let dial = &desk.hook("/dial", 1).await[0];
    let recording = &desk.hook("/recording", 1).await[0];
    assert_eq!(dial.get("RecordingSid"), recording.get("RecordingSid"));
    assert_eq!(
        dial.get("RecordingDuration"),
        recording.get("RecordingDuration")
    );
    assert_eq!(recording.get("RecordingSource"), "DialVerb");
    assert_eq!(recording.get("RecordingChannels"), "2");
}
