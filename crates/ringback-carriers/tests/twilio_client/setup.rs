//! What set-up asks and writes: numbers, messaging services, registrations, test calls.

use ringback_carriers::twilio::client::{ApiError, PlaceCall};
use ringback_desk::setup::registration::Standing;
use ringback_desk::setup::wiring::{Hook, Slot, Wiring};
use serde_json::{Value, json};

use crate::scripted::{Act, Scripted, answer};
use crate::{ACCOUNT, client};

fn ok(body: &Value) -> Act {
    Act::Answer(answer(200, "", &body.to_string()))
}

fn number(sid: &str) -> Value {
    json!({
        "sid": sid, "phone_number": "+13125550100", "voice_url": "https://old.example/voice",
        "voice_method": "GET", "sms_url": null, "trunk_sid": null,
        "capabilities": { "voice": true, "sms": true, "mms": true }
    })
}

fn targets(server: &Scripted) -> Vec<String> {
    let first_line = |request: &String| request.lines().next().unwrap_or_default().to_owned();
    server.seen().iter().map(first_line).collect()
}

#[tokio::test]
async fn all_numbers_page_by_page() {
    let next = format!("/2010-04-01/Accounts/{ACCOUNT}/IncomingPhoneNumbers.json?Page=1");
    let server = Scripted::start([
        ok(&json!({ "incoming_phone_numbers": [number("PN1")], "next_page_uri": next })),
        ok(&json!({ "incoming_phone_numbers": [number("PN2")], "next_page_uri": null })),
    ])
    .await;
    let numbers = client(&server.url).list_numbers().await.unwrap();
    let sids: Vec<&str> = numbers.iter().map(|number| number.sid.as_str()).collect();
    assert_eq!(sids, ["PN1", "PN2"]);
    assert_eq!(numbers[0].wiring.call.method, "GET");
    assert!(targets(&server)[1].contains(&next));
}

#[tokio::test]
async fn a_number_is_told_only_what_changes() {
    let server = Scripted::start([ok(&number("PN1"))]).await;
    let wiring = Wiring {
        text: Hook::post("https://ring.example.com/twilio/message"),
        ..Wiring::default()
    };
    let client = client(&server.url);
    let written = client.update_number("PN1", &wiring, &[Slot::Text, Slot::Trunk]);
    assert_eq!(written.await.unwrap().sid, "PN1");
    let request = server.seen()[0].clone();
    assert!(request.starts_with("POST "), "{request}");
    let body = request.split("\r\n\r\n").nth(1).unwrap();
    assert_eq!(
        body,
        "SmsUrl=https%3A%2F%2Fring.example.com%2Ftwilio%2Fmessage&SmsMethod=POST&TrunkSid="
    );
    let nowhere = client.update_number("../x", &wiring, &[]).await;
    assert_eq!(nowhere, Err(ApiError::NotASid));
}

#[tokio::test]
async fn services_their_numbers_and_campaigns() {
    let server = Scripted::start([
        ok(&json!({ "meta": { "next_page_url": null, "key": "services" }, "services": [
            { "sid": "MG1", "friendly_name": "Desk", "inbound_request_url": null,
              "inbound_method": "POST", "use_inbound_webhook_on_number": false } ] })),
        ok(&json!({ "meta": {}, "phone_numbers": [{ "sid": "PN1" }, { "sid": "PN2" }] })),
        ok(&json!({ "meta": {}, "compliance": [
            { "sid": "QE1", "campaign_status": "FAILED", "errors": [
                { "error_code": 30896, "description": "Opt-in", "fields": ["message_flow"] }] }] })),
        ok(&json!({ "sid": "MG1", "use_inbound_webhook_on_number": true })),
    ])
    .await;
    let client = client(&server.url);
    let services = client.list_services().await.unwrap();
    assert_eq!(
        (services[0].name.as_str(), services[0].inbound.url.as_str()),
        ("Desk", "")
    );
    assert!(!services[0].uses_number_setting);
    assert_eq!(
        client.list_service_numbers("MG1").await.unwrap(),
        ["PN1", "PN2"]
    );
    let campaigns = client.list_campaigns("MG1").await.unwrap();
    assert_eq!(campaigns[0].standing, Standing::Refused);
    assert_eq!(campaigns[0].faults[0].code, Some(30896));
    let changed = client.set_service_uses_number_setting("MG1", true);
    assert!(changed.await.unwrap().uses_number_setting);
    let targets = targets(&server);
    assert!(targets[0].starts_with("GET /v1/Services?"), "{targets:?}");
    assert!(targets[2].starts_with("GET /v1/Services/MG1/Compliance/Usa2p?"));
    assert!(targets[3].starts_with("POST /v1/Services/MG1 "));
}

#[tokio::test]
async fn brands_and_verifications() {
    let server = Scripted::start([
        ok(
            &json!({ "meta": {}, "data": [{ "sid": "BN1", "status": "APPROVED" },
            { "sid": "BN2", "status": "FAILED", "failure_reason": "the EIN" }] }),
        ),
        ok(
            &json!({ "meta": {}, "verifications": [{ "sid": "HH1", "status": "TWILIO_REJECTED",
            "rejection_reason": "Opt-in", "error_code": 30513 }] }),
        ),
    ])
    .await;
    let client = client(&server.url);
    let brands = client.list_brands().await.unwrap();
    assert_eq!(brands[0].standing, Standing::Approved);
    assert_eq!(brands[1].faults[0].words, "the EIN");
    let verifications = client.list_toll_free_verifications("PN1").await.unwrap();
    assert_eq!(verifications[0].faults[0].code, Some(30513));
    assert!(targets(&server)[1].contains("TollfreePhoneNumberSid=PN1"));
}

#[tokio::test]
async fn the_next_page_of_a_service_is_never_elsewhere() {
    let page = json!({ "services": [], "meta": { "next_page_url": "https://evil.example/v1/x" } });
    let server = Scripted::start([ok(&page)]).await;
    let outcome = client(&server.url).list_services().await;
    assert!(
        matches!(outcome, Err(ApiError::Unreadable(_))),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn a_test_call_is_placed_once() {
    let call = json!({ "sid": "CA1", "status": "queued", "from": "+13125550100",
        "to": "+13125550177", "direction": "outbound-api" });
    let server = Scripted::start([Act::Answer(answer(201, "", &call.to_string()))]).await;
    let placed = client(&server.url)
        .place_call(&PlaceCall {
            from: "+13125550100",
            to: "+13125550177",
            twiml: "<Response><Say>Hi &amp; bye</Say></Response>",
            ring_seconds: 1,
        })
        .await
        .unwrap();
    assert_eq!((placed.call.as_str(), placed.inbound), ("CA1", false));
    let request = server.seen()[0].clone();
    assert!(request.contains("Timeout=5"), "{request}");
    assert!(request.contains("Twiml=%3CResponse%3E"), "{request}");
}
