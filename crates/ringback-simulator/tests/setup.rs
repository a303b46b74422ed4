//! What set-up sees and changes: the account, numbers with what overrides them, messaging services,
//! registrations, and calls that the API places.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::api::{control, get, post, request};
use desk::{CALLER, LINE, OWNER, SOON, carrier, carrier_with};
use ringback_simulator::{
    AccountState, LineService, LineSetup, Paperwork, SimEvent, Simulator, SimulatorConfig, Sound,
};
use serde_json::{Value, json};

/// A list of the Messaging API.
async fn v1(carrier: &Simulator, path: &str) -> Value {
    let path = format!("/v1{path}");
    let answer = request(carrier, "GET", &path, "", Some(carrier.auth_token()));
    answer.await.unwrap().json()
}

fn line_sid(carrier: &Simulator) -> String {
    carrier.lines()[0].sid.clone()
}

#[tokio::test]
async fn the_account_can_be_on_trial_or_suspended() {
    let (carrier, _) = carrier(10.0).await;
    let account = get(&carrier, ".json").await.unwrap().json();
    assert_eq!(
        (&account["type"], &account["status"]),
        (&json!("Full"), &json!("active"))
    );
    carrier.set_account(AccountState {
        trial: true,
        status: "suspended".to_owned(),
    });
    let account = get(&carrier, ".json").await.unwrap().json();
    assert_eq!(
        (&account["type"], &account["status"]),
        (&json!("Trial"), &json!("suspended"))
    );
    let path = "/v1/Services";
    let stranger = request(&carrier, "GET", path, "", Some("wrong"))
        .await
        .unwrap();
    assert_eq!(
        (stranger.status, &stranger.json()["code"]),
        (401, &json!(20003))
    );
}

#[tokio::test]
async fn a_trunk_and_an_application_exclude_each_other_and_take_the_calls() {
    let (carrier, _) = carrier(10.0).await;
    let path = format!("/IncomingPhoneNumbers/{}.json", line_sid(&carrier));
    let trunk = format!("TK{}", "1".repeat(32));
    let application = format!("AP{}", "2".repeat(32));
    let set = post(&carrier, &path, &[("TrunkSid", &trunk)])
        .await
        .unwrap();
    assert_eq!(set.json()["trunk_sid"], trunk);
    assert!(
        carrier.place_call(CALLER, LINE).is_err(),
        "the trunk takes it"
    );
    let set = post(&carrier, &path, &[("VoiceApplicationSid", &application)]).await;
    let set = set.unwrap().json();
    assert_eq!(
        (&set["voice_application_sid"], &set["trunk_sid"]),
        (&json!(application), &Value::Null)
    );
    let none = post(&carrier, &path, &[("VoiceApplicationSid", "")])
        .await
        .unwrap();
    assert_eq!(none.json()["voice_application_sid"], "");
    assert!(carrier.place_call(CALLER, LINE).is_ok());
}

#[tokio::test]
async fn a_service_without_an_address_drops_texts_unlogged() {
    let (carrier, desk) = carrier(10.0).await;
    carrier.change_line(LINE, |line| {
        line.service = Some(LineService {
            uses_number_webhook: false,
            strangers: 2,
            ..LineService::default()
        });
    });
    let services = v1(&carrier, "/Services").await;
    let service = &services["services"][0];
    assert_eq!(service["inbound_request_url"], Value::Null);
    assert_eq!(service["use_inbound_webhook_on_number"], false);
    let sid = service["sid"].as_str().unwrap().to_owned();
    let numbers = v1(&carrier, &format!("/Services/{sid}/PhoneNumbers")).await;
    assert_eq!(numbers["phone_numbers"].as_array().unwrap().len(), 3);
    assert_eq!(numbers["phone_numbers"][0]["sid"], line_sid(&carrier));

    carrier.send_text(CALLER, LINE, "STOP please", Vec::new());
    assert!(carrier.messages().is_empty(), "not even logged");

    let form = "UseInboundWebhookOnNumber=true";
    let path = format!("/v1/Services/{sid}");
    let changed = request(&carrier, "POST", &path, form, Some(carrier.auth_token())).await;
    assert_eq!(
        changed.unwrap().json()["use_inbound_webhook_on_number"],
        true
    );
    desk.says("/message", "");
    let text = carrier.send_text(CALLER, LINE, "hello", Vec::new());
    let arrived =
        |event: &SimEvent| matches!(event, SimEvent::WebhookPosted { about, .. } if *about == text);
    carrier.wait_for(SOON, arrived).await.unwrap();
}

#[tokio::test]
async fn paperwork_is_shown_and_decides_whether_texts_arrive() {
    for (paperwork, status) in [
        (Paperwork::Registered, Some("VERIFIED")),
        (Paperwork::Pending, Some("IN_PROGRESS")),
        (
            Paperwork::Refused {
                code: 30896,
                words: "Opt-in".to_owned(),
            },
            Some("FAILED"),
        ),
        (Paperwork::NoCampaign, None),
    ] {
        let (carrier, _) = carrier_with(SimulatorConfig {
            speed: 100.0,
            ..SimulatorConfig::default()
        })
        .await;
        let arrives = paperwork.is_registered();
        carrier.change_line(LINE, |line| line.paperwork = paperwork.clone());
        let sid = line_sid(&carrier).replacen("PN", "MG", 1);
        let campaigns = v1(&carrier, &format!("/Services/{sid}/Compliance/Usa2p")).await;
        assert_eq!(
            campaigns["compliance"][0]["campaign_status"].as_str(),
            status
        );
        assert_eq!(
            v1(&carrier, "/a2p/BrandRegistrations").await["data"][0]["status"],
            "APPROVED"
        );
        let form = [("From", LINE), ("To", CALLER), ("Body", "hi")];
        let text = post(&carrier, "/Messages.json", &form)
            .await
            .unwrap()
            .json();
        let sid = text["sid"].as_str().unwrap().to_owned();
        let ended = || carrier.message(&sid).filter(|text| text.status.is_final());
        let text = carrier.until(SOON, ended).await.unwrap();
        assert_eq!(text.error_code, (!arrives).then_some(30034));
    }
}

#[tokio::test]
async fn a_toll_free_number_is_verified_or_not() {
    let (carrier, _) = carrier(10.0).await;
    let toll_free = "+18885550100";
    carrier.add_line(LineSetup::new(toll_free).paperwork(Paperwork::Pending));
    let lines = carrier.lines();
    let line = lines.iter().find(|line| line.number == toll_free).unwrap();
    let path = format!(
        "/Tollfree/Verifications?TollfreePhoneNumberSid={}",
        line.sid
    );
    let listed = v1(&carrier, &path).await;
    assert_eq!(listed["verifications"][0]["status"], "PENDING_REVIEW");
    carrier.change_line(toll_free, |line| line.paperwork = Paperwork::Nothing);
    assert_eq!(v1(&carrier, &path).await["verifications"], json!([]));
}

#[tokio::test]
async fn the_api_places_a_call_and_says_what_became_of_it() {
    let (carrier, _) = carrier(10.0).await;
    let twiml = "<Response><Say>Press 1 to take the call.</Say></Response>";
    let form = [
        ("From", LINE),
        ("To", OWNER),
        ("Twiml", twiml),
        ("Timeout", "20"),
    ];
    let placed = post(&carrier, "/Calls.json", &form).await.unwrap();
    assert_eq!(placed.status, 201);
    let placed = placed.json();
    assert_eq!(
        (&placed["direction"], &placed["parent_call_sid"]),
        (&json!("outbound-api"), &Value::Null)
    );
    let rings = |event: &SimEvent| matches!(event, SimEvent::PhoneRings { phone, caller_id, .. } if phone == OWNER && caller_id == LINE);
    carrier.wait_for(SOON, rings).await.unwrap();
    carrier.answer(OWNER).unwrap();
    let heard = |event: &SimEvent| matches!(event, SimEvent::Heard { heard: Sound::Speech { text }, .. } if text.contains("Press 1"));
    carrier.wait_for(SOON, heard).await.unwrap();
    let over =
        |event: &SimEvent| matches!(event, SimEvent::PhoneEnded { phone, .. } if phone == OWNER);
    carrier.wait_for(SOON, over).await.unwrap();
    let path = format!("/Calls/{}.json", placed["sid"].as_str().unwrap());
    assert_eq!(
        get(&carrier, &path).await.unwrap().json()["status"],
        "completed"
    );
    assert!(carrier.alerts().is_empty(), "{:?}", carrier.alerts());

    for (form, code) in [
        (
            vec![("From", CALLER), ("To", OWNER), ("Twiml", twiml)],
            21210,
        ),
        (vec![("From", LINE), ("To", "+1"), ("Twiml", twiml)], 21211),
        (vec![("From", LINE), ("To", OWNER)], 21205),
    ] {
        let refused = post(&carrier, "/Calls.json", &form).await.unwrap();
        assert_eq!(
            (refused.status, &refused.json()["code"]),
            (400, &json!(code))
        );
    }
}

#[tokio::test]
async fn every_situation_is_set_from_outside() {
    let (carrier, _) = carrier_with(SimulatorConfig {
        control_api: true,
        ..SimulatorConfig::default()
    })
    .await;
    control(&carrier, "POST", "/account", json!({ "trial": true })).await;
    let line = json!({
        "number": LINE, "paperwork": { "paperwork": "refused", "code": 30896, "words": "x" },
        "service": { "name": "Desk", "inbound_url": "https://old.example/sms" },
        "sends_texts": false, "trunk_sid": "TK1",
    });
    let set = control(&carrier, "POST", "/lines", line).await;
    assert_eq!(set.status, 200, "{}", set.body);
    let line = carrier.lines().remove(0);
    assert!(!line.sends_texts && !line.paperwork.is_registered());
    assert_eq!(
        line.service.unwrap().inbound_url.as_deref(),
        Some("https://old.example/sms")
    );
    assert_eq!(
        get(&carrier, ".json").await.unwrap().json()["type"],
        "Trial"
    );
}
