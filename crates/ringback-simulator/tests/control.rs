//! The controls over HTTP, and requests held against the published description of the API.

#![allow(clippy::unwrap_used)]

mod desk;

use std::path::Path;

use desk::api::{control, get, post};
use desk::{CALLER, LINE, OWNER, SOON, carrier, carrier_with};
use ringback_simulator::{SimEvent, Simulator, SimulatorConfig, StartError};
use serde_json::json;

fn controlled() -> SimulatorConfig {
    SimulatorConfig {
        control_api: true,
        speed: 100.0,
        ..SimulatorConfig::default()
    }
}

#[tokio::test]
async fn a_whole_call_is_driven_from_outside() {
    let (carrier, desk) = carrier_with(controlled()).await;
    desk.says(
        "/voice",
        "<Dial action='/dial' answerOnBridge='true'>+13125550177</Dial>",
    );
    desk.says("/dial", "<Hangup/>");
    control(&carrier, "POST", "/speed", json!({ "factor": 20.0 })).await;
    let placed = control(
        &carrier,
        "POST",
        "/calls",
        json!({ "from": CALLER, "to": LINE }),
    )
    .await;
    let call = placed.json()["call"].as_str().unwrap().to_owned();
    let mut after = 0;
    while !carrier
        .history()
        .iter()
        .any(|stamped| matches!(stamped.event, SimEvent::PhoneRings { .. }))
    {
        let path = format!("/events?after={after}&wait_ms=1000");
        let events = control(&carrier, "GET", &path, json!({})).await.json();
        after = events.as_array().unwrap().last().unwrap()["number"]
            .as_u64()
            .unwrap();
    }
    let path = format!("/phones/{OWNER}");
    let path = path.replace('+', "%2B");
    let answered = control(&carrier, "POST", &path, json!({ "action": "answer" })).await;
    assert_eq!(answered.status, 200);
    carrier
        .wait_for(SOON, |event| matches!(event, SimEvent::Bridged { .. }))
        .await
        .unwrap();
    let path = format!("/calls/{call}");
    control(&carrier, "POST", &path, json!({ "action": "hang_up" })).await;
    desk.hook("/status", 1).await;
    let state = control(&carrier, "GET", "/state", json!({})).await.json();
    assert_eq!(state["calls"][0]["status"], "completed");
    let late = control(&carrier, "POST", &path, json!({ "action": "hang_up" })).await;
    assert_eq!(late.status, 409);
}

#[tokio::test]
async fn faults_and_outages_are_set_from_outside() {
    let (carrier, _desk) = carrier_with(controlled()).await;
    let rule = json!({ "route": "send_message", "count": { "next": 1 },
        "fault": "too_many_requests", "retry_after_seconds": 2 });
    assert_eq!(
        control(&carrier, "POST", "/faults/api", rule).await.status,
        200
    );
    let text = [("To", CALLER), ("From", LINE), ("Body", "x")];
    assert_eq!(
        post(&carrier, "/Messages.json", &text)
            .await
            .unwrap()
            .status,
        429
    );
    let lost = json!({ "kind": "message_status", "count": "always", "fault": "lose" });
    assert_eq!(
        control(&carrier, "POST", "/faults/webhooks", lost)
            .await
            .status,
        200
    );
    control(&carrier, "POST", "/outage", json!({ "seconds": 0.2 })).await;
    let down = |event: &SimEvent| *event == SimEvent::Carrier { up: false };
    carrier.wait_for(SOON, down).await.unwrap();
    let up = |event: &SimEvent| *event == SimEvent::Carrier { up: true };
    carrier.wait_for(SOON, up).await.unwrap();
}

#[tokio::test]
async fn without_being_asked_for_there_are_no_controls() {
    let (carrier, _desk) = carrier(1.0).await;
    assert_eq!(
        control(&carrier, "GET", "/state", json!({})).await.status,
        404
    );
}

#[tokio::test]
async fn requests_are_held_against_the_published_description() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/data/twilio/openapi-messages-numbers-calls.json");
    let config = SimulatorConfig {
        validate_openapi: Some(path),
        ..SimulatorConfig::default()
    };
    let (carrier, _desk) = carrier_with(config).await;
    let good = [
        ("To", CALLER),
        ("From", LINE),
        ("Body", "x"),
        ("ValidityPeriod", "900"),
    ];
    assert_eq!(
        post(&carrier, "/Messages.json", &good)
            .await
            .unwrap()
            .status,
        201
    );
    assert_eq!(
        get(&carrier, "/Calls.json?ParentCallSid=CA0")
            .await
            .unwrap()
            .status,
        200
    );
    let faults: Vec<String> = carrier
        .alerts()
        .into_iter()
        .map(|alert| alert.message)
        .collect();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].contains("ParentCallSid"), "{faults:?}");
}

#[tokio::test]
async fn a_dropped_carrier_frees_its_port_and_ends_its_calls() {
    let (carrier, desk) = carrier(1.0).await;
    desk.says("/voice", "<Pause length='600'/>");
    carrier.place_call(CALLER, LINE).unwrap();
    desk.hook("/voice", 1).await;
    let address = carrier
        .base_url()
        .strip_prefix("http://")
        .unwrap()
        .to_owned();
    let handle = carrier.handle();
    drop(carrier);
    for _ in 0..3000 {
        if std::net::TcpListener::bind(&address).is_ok() {
            assert!(
                handle.calls()[0].ended_ms.is_none(),
                "the records stay as they were"
            );
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("{address} is still taken");
}

#[tokio::test]
async fn a_bad_setup_is_refused() {
    let config = SimulatorConfig {
        account_sid: "AC1".into(),
        ..SimulatorConfig::default()
    };
    assert!(matches!(
        Simulator::start(config).await,
        Err(StartError::AccountSid(_))
    ));
    let missing = Some("/nonexistent".into());
    let config = SimulatorConfig {
        validate_openapi: missing,
        ..SimulatorConfig::default()
    };
    assert!(matches!(
        Simulator::start(config).await,
        Err(StartError::OpenApi(_))
    ));
}
