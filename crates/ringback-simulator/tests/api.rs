//! The REST API: what it accepts, refuses, lists, and how it breaks.

#![allow(clippy::unwrap_used)]

mod desk;

use std::time::Duration;

use desk::api::{Nothing, get, post, request};
use desk::{CALLER, LINE, SOON, carrier, carrier_with};
use ringback_simulator::{
    ApiFault, ApiRoute, FaultCount, LineSetup, Media, Phone, PhoneKind, Simulator, SimulatorConfig,
};

const TEXT: &[(&str, &str)] = &[("To", CALLER), ("From", LINE), ("Body", "Hello")];

/// The form with one field set, added or (with `None`) left out.
fn with<'a>(name: &'a str, value: Option<&'a str>) -> Vec<(&'a str, &'a str)> {
    let mut form: Vec<_> = TEXT
        .iter()
        .copied()
        .filter(|(key, _)| *key != name)
        .collect();
    form.extend(value.map(|value| (name, value)));
    form
}

#[tokio::test]
async fn a_good_text_is_answered_as_twilio_does() {
    let (carrier, _desk) = carrier(1.0).await;
    let answer = post(&carrier, "/Messages.json", TEXT).await.unwrap();
    assert_eq!(answer.status, 201);
    let json = answer.json();
    assert_eq!(
        (json["status"].as_str(), json["num_segments"].as_str()),
        (Some("queued"), Some("1"))
    );
    assert!(json["sid"].as_str().unwrap().starts_with("SM"));
    assert_eq!(json["date_sent"], serde_json::Value::Null);
    assert!(json["date_created"].as_str().unwrap().ends_with(" +0000"));
}

#[tokio::test]
async fn bad_texts_are_refused_with_twilios_codes() {
    let (carrier, _desk) = carrier(1.0).await;
    carrier.add_line(LineSetup::new("+13125550102").voice_only());
    carrier.opt_out(LINE, "+13125550132");
    carrier.add_phone(Phone::new("+442079460123").kind(PhoneKind::Forbidden));
    let long = "a".repeat(1601);
    for (name, value, code) in [
        ("To", None, 21604),
        ("From", None, 21603),
        ("Body", None, 21619),
        ("To", Some("3125550131"), 21211),
        ("To", Some("anonymous"), 21211),
        ("From", Some("hello"), 21212),
        ("From", Some("+13125550999"), 21606),
        ("From", Some("+13125550102"), 21606),
        ("To", Some(LINE), 21266),
        ("Body", Some(long.as_str()), 21617),
        ("StatusCallback", Some("/relative"), 21609),
        (
            "StatusCallback",
            Some("http://under_score.example/x"),
            21609,
        ),
        ("ValidityPeriod", Some("0"), 20001),
        ("ValidityPeriod", Some("36001"), 20001),
        ("Bodi", Some("x"), 20001),
        (
            "MessagingServiceSid",
            Some("MG55555555555555555555555555555555"),
            21701,
        ),
        ("To", Some("+13125550132"), 21610),
        ("To", Some("+442079460123"), 21408),
    ] {
        let answer = post(&carrier, "/Messages.json", &with(name, value))
            .await
            .unwrap();
        let json = answer.json();
        assert_eq!(
            (answer.status, json["code"].as_u64()),
            (400, Some(code)),
            "{name}={value:?}"
        );
        assert_eq!(json["status"], 400);
        assert!(
            json["more_info"]
                .as_str()
                .unwrap()
                .ends_with(&code.to_string())
        );
    }
    assert!(carrier.messages().is_empty());
}

#[tokio::test]
async fn landlines_can_be_refused_at_once() {
    let mut config = SimulatorConfig::default();
    config.delivery.refuses_landlines = true;
    let (carrier, _desk) = carrier_with(config).await;
    carrier.add_phone(Phone::new(CALLER).kind(PhoneKind::Landline));
    let refused = post(&carrier, "/Messages.json", TEXT).await.unwrap();
    assert_eq!(refused.json()["code"], 21614);
}

#[tokio::test]
async fn only_the_account_gets_in() {
    let (carrier, _desk) = carrier(1.0).await;
    let path = format!(
        "/2010-04-01/Accounts/{}/Messages.json",
        carrier.account_sid()
    );
    for token in [None, Some("wrong"), Some("")] {
        let answer = request(&carrier, "GET", &path, "", token).await.unwrap();
        assert_eq!(
            (answer.status, answer.json()["code"].as_u64()),
            (401, Some(20003))
        );
    }
    let other = format!("/2010-04-01/Accounts/AC{}/Messages.json", "6".repeat(32));
    let answer = request(&carrier, "GET", &other, "", Some(carrier.auth_token()))
        .await
        .unwrap();
    assert_eq!(
        (answer.status, answer.json()["code"].as_u64()),
        (404, Some(20404))
    );
    assert_eq!(get(&carrier, "/Messagez.json").await.unwrap().status, 404);
}

#[tokio::test]
async fn messages_are_listed_newest_first_in_pages() {
    let mut config = SimulatorConfig::default();
    config.delivery.enabled = false;
    let (carrier, _desk) = carrier_with(config).await;
    for to in [CALLER, "+13125550132", CALLER, CALLER] {
        post(&carrier, "/Messages.json", &with("To", Some(to)))
            .await
            .unwrap();
    }
    let sids: Vec<String> = carrier
        .messages_to(CALLER)
        .iter()
        .rev()
        .map(|message| message.sid.clone())
        .collect();
    let page = get(&carrier, "/Messages.json?To=%2B13125550131&PageSize=2")
        .await
        .unwrap()
        .json();
    let listed = |page: &serde_json::Value| -> Vec<String> {
        let rows = page["messages"].as_array().unwrap();
        rows.iter()
            .map(|row| row["sid"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(listed(&page), sids[..2]);
    // A text that comes in between must not shift the next page.
    post(&carrier, "/Messages.json", TEXT).await.unwrap();
    let next = page["next_page_uri"].as_str().unwrap().to_owned();
    let next = request(&carrier, "GET", &next, "", Some(carrier.auth_token()))
        .await
        .unwrap();
    assert_eq!(listed(&next.json()), sids[2..]);
    assert_eq!(next.json()["next_page_uri"], serde_json::Value::Null);
    let unsent = get(&carrier, "/Messages.json?DateSent%3E=2020-01-01")
        .await
        .unwrap()
        .json();
    assert_eq!(listed(&unsent).len(), 0, "queued texts have no date_sent");
    assert_eq!(
        get(&carrier, "/Messages.json?Sort=up")
            .await
            .unwrap()
            .json()["code"],
        20001
    );
}

#[tokio::test]
async fn a_queued_text_can_be_taken_back() {
    let (carrier, desk) = carrier(1.0).await;
    carrier.add_line(LineSetup::new(LINE).pace(0.01));
    post(&carrier, "/Messages.json", TEXT).await.unwrap();
    let callback = format!("{}/status?attempt=7", desk.url);
    let form = with("StatusCallback", Some(&callback));
    let waiting = post(&carrier, "/Messages.json", &form)
        .await
        .unwrap()
        .json();
    let path = format!("/Messages/{}.json", waiting["sid"].as_str().unwrap());
    let canceled = post(&carrier, &path, &[("Status", "canceled")])
        .await
        .unwrap();
    assert_eq!(canceled.json()["status"], "canceled");
    let told = &desk.hook("/status", 1).await[0];
    assert_eq!(
        (told.get("MessageStatus"), told.query.as_str()),
        ("canceled", "attempt=7")
    );
    let again = post(&carrier, &path, &[("Status", "canceled")])
        .await
        .unwrap();
    assert_eq!(again.json()["code"], 30409);
}

#[tokio::test]
async fn numbers_are_found_and_set_up() {
    let (carrier, _desk) = carrier(1.0).await;
    let found = get(
        &carrier,
        "/IncomingPhoneNumbers.json?PhoneNumber=%2B13125550100",
    )
    .await;
    let number = found.unwrap().json()["incoming_phone_numbers"][0].clone();
    assert_eq!(number["capabilities"]["sms"], true);
    let path = format!(
        "/IncomingPhoneNumbers/{}.json",
        number["sid"].as_str().unwrap()
    );
    let form = [
        ("VoiceUrl", "https://ring.example.com/voice"),
        ("SmsUrl", ""),
    ];
    let changed = post(&carrier, &path, &form).await.unwrap().json();
    assert_eq!(
        (changed["voice_url"].as_str(), changed["sms_url"].as_str()),
        (Some("https://ring.example.com/voice"), Some(""))
    );
    assert_eq!(carrier.lines()[0].sms_url, None);
    let bad = post(&carrier, &path, &[("VoiceUrl", "nonsense")])
        .await
        .unwrap();
    assert_eq!(bad.json()["code"], 21402);
    assert_eq!(
        get(&carrier, ".json").await.unwrap().json()["status"],
        "active"
    );
}

#[tokio::test]
async fn calls_are_listed_by_parent_and_can_be_ended() {
    let (carrier, desk) = carrier(1.0).await;
    desk.says("/voice", "<Dial answerOnBridge='true'>+13125550177</Dial>");
    let call = carrier.place_call(CALLER, LINE).unwrap();
    let leg = || carrier.calls().into_iter().find(|leg| leg.parent.is_some());
    let leg = carrier.until(SOON, leg).await.unwrap();
    let path = format!("/Calls.json?ParentCallSid={call}");
    let listed = get(&carrier, &path).await.unwrap().json();
    assert_eq!(listed["calls"].as_array().unwrap().len(), 1);
    assert_eq!(listed["calls"][0]["sid"], leg.sid.as_str());
    let path = format!("/Calls/{call}.json");
    assert_eq!(
        get(&carrier, &path).await.unwrap().json()["status"],
        "ringing"
    );
    post(&carrier, &path, &[("Status", "canceled")])
        .await
        .unwrap();
    let over = || carrier.call(&call).filter(|call| call.status.is_final());
    carrier.until(SOON, over).await.unwrap();
    assert_eq!(
        post(&carrier, &path, &[("Status", "canceled")])
            .await
            .unwrap()
            .json()["code"],
        21220
    );
}

#[tokio::test]
async fn media_redirect_to_storage() {
    let (carrier, desk) = carrier(1.0).await;
    carrier.send_text(CALLER, LINE, "look", vec![Media::sample_picture(); 3]);
    let hook = &desk.hook("/message", 1).await[0];
    assert_eq!(hook.get("NumMedia"), "3");
    let url = hook
        .get("MediaUrl2")
        .strip_prefix(carrier.base_url())
        .unwrap()
        .to_owned();
    let redirect = request(&carrier, "GET", &url, "", None).await.unwrap();
    assert_eq!(redirect.status, 302);
    let target = redirect
        .head
        .split("location: ")
        .nth(1)
        .unwrap()
        .split("\r\n")
        .next()
        .unwrap();
    // Ids are hexadecimal in lower case but for their prefix, which the lower-cased head lost.
    let target = target.replace("/storage/me", "/storage/ME");
    let target = target.strip_prefix(carrier.base_url()).unwrap();
    let file = request(&carrier, "GET", target, "", None).await.unwrap();
    assert!(
        file.head.contains("content-type: image/png"),
        "{}",
        file.head
    );
}

async fn broken(carrier: &Simulator, fault: ApiFault) -> (Result<desk::api::Raw, Nothing>, usize) {
    let before = carrier.messages().len();
    carrier.break_api(ApiRoute::SendMessage, FaultCount::Next(1), fault);
    // Long enough for whatever answers at all.
    let patience = Duration::from_secs(3);
    let asked = tokio::time::timeout(patience, post(carrier, "/Messages.json", TEXT));
    let result = asked.await.unwrap_or(Err(Nothing::TimedOut));
    (result, carrier.messages().len() - before)
}

#[tokio::test]
async fn faults_do_what_they_say() {
    let (carrier, _desk) = carrier(1.0).await;
    let (result, accepted) = broken(&carrier, ApiFault::HangBefore).await;
    assert!(matches!((result, accepted), (Err(Nothing::TimedOut), 0)));
    let (result, accepted) = broken(&carrier, ApiFault::HangAfter).await;
    assert!(matches!((result, accepted), (Err(Nothing::TimedOut), 1)));
    let (result, accepted) = broken(&carrier, ApiFault::CloseBefore).await;
    assert!(matches!((result, accepted), (Err(Nothing::Closed), 0)));
    let (result, accepted) = broken(&carrier, ApiFault::CloseMidAnswer).await;
    assert!(result.is_ok_and(|answer| answer.truncated && answer.status == 201) && accepted == 1);
    let limited = ApiFault::TooManyRequests {
        retry_after_seconds: Some(3),
    };
    let (result, accepted) = broken(&carrier, limited).await;
    let answer = result.unwrap();
    assert!(answer.head.contains("retry-after: 3"));
    assert_eq!(
        (answer.status, answer.json()["code"].as_u64(), accepted),
        (429, Some(20429), 0)
    );
    let (result, accepted) = broken(
        &carrier,
        ApiFault::Unavailable {
            retry_after_seconds: None,
        },
    )
    .await;
    assert_eq!((result.unwrap().status, accepted), (503, 0));
    let (result, accepted) = broken(&carrier, ApiFault::ErrorAfter).await;
    assert_eq!((result.unwrap().status, accepted), (500, 1));
    let (result, accepted) = broken(&carrier, ApiFault::ErrorBefore).await;
    assert_eq!((result.unwrap().status, accepted), (500, 0));
    let (result, accepted) = broken(&carrier, ApiFault::Garbage).await;
    let answer = result.unwrap();
    assert!(serde_json::from_str::<serde_json::Value>(&answer.body).is_err());
    assert_eq!((answer.status, accepted), (201, 1));
    let (result, accepted) = broken(&carrier, ApiFault::SlowBody { milliseconds: 200 }).await;
    assert!(result.is_ok_and(|answer| answer.status == 201) && accepted == 1);
    let good = post(&carrier, "/Messages.json", TEXT).await.unwrap();
    assert_eq!(good.status, 201, "faults for the next request are over");
}

#[tokio::test]
async fn down_and_up_again_on_the_same_port() {
    let (carrier, _desk) = carrier(1.0).await;
    assert_eq!(get(&carrier, "/Messages.json").await.unwrap().status, 200);
    carrier.go_down();
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(matches!(
        get(&carrier, "/Messages.json").await,
        Err(Nothing::Refused)
    ));
    carrier.come_up();
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(get(&carrier, "/Messages.json").await.unwrap().status, 200);
    carrier.go_down();
    carrier.come_up();
    carrier.go_down();
    carrier.come_up();
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(get(&carrier, "/Messages.json").await.unwrap().status, 200);
}
