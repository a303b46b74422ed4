//! Asking Twilio what it knows, and what it says when it will not tell.

use std::time::Duration;

use ringback_carriers::outbound::CarrierError;
use ringback_carriers::twilio::client::{ApiError, ListTexts};
use ringback_desk::carrier_event::{LegStatus, TextStatus};
use ringback_desk::clock::Instant;
use serde_json::json;
use tokio::net::TcpListener;

use super::scripted::{Act, Scripted, answer};
use super::wire::{call, message};
use super::{ACCOUNT, TOKEN, client};

/// 2026-11-23T15:04:05Z.
const NOW: Instant = Instant(1_795_446_245_000);

fn ok(body: &serde_json::Value) -> Act {
    Act::Answer(answer(
        200,
        "date: Mon, 23 Nov 2026 15:04:05 GMT\r\n",
        &body.to_string(),
    ))
}

fn paths(server: &Scripted) -> Vec<String> {
    let seen = server.seen();
    seen.iter()
        .map(|request| request.split(' ').nth(1).unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_text_by_its_id() {
    let body =
        message(&json!({ "status": "undelivered", "error_code": 30006, "num_segments": "3" }));
    let server = Scripted::start([ok(&body)]).await;
    let text = client(&server.url)
        .fetch_text("SM33333333333333333333333333333333")
        .await
        .unwrap();
    assert_eq!(
        (text.status, text.error_code, text.segments),
        (TextStatus::Undelivered, Some(30006), Some(3))
    );
    assert_eq!(
        (text.inbound, text.created, text.media_count),
        (false, Some(NOW), 0)
    );
    let expected =
        format!("/2010-04-01/Accounts/{ACCOUNT}/Messages/SM33333333333333333333333333333333.json");
    assert_eq!(paths(&server), [expected]);
}

#[tokio::test]
async fn a_call_and_its_legs() {
    let ended = call(&json!({
        "status": "no-answer", "duration": "17", "start_time": "Mon, 23 Nov 2026 15:03:48 +0000",
        "end_time": "Mon, 23 Nov 2026 15:04:05 +0000", "forwarded_from": "+13125550177"
    }));
    let leg = call(&json!({
        "sid": "CA22222222222222222222222222222222", "direction": "outbound-dial", "status": "busy",
        "parent_call_sid": "CA11111111111111111111111111111111", "to": "+13125550177"
    }));
    let server = Scripted::start([
        ok(&ended),
        ok(&json!({ "calls": [leg], "next_page_uri": null })),
    ])
    .await;
    let client = client(&server.url);

    let call = client
        .fetch_call("CA11111111111111111111111111111111")
        .await
        .unwrap();
    assert_eq!(
        (call.status, call.seconds, call.inbound),
        (LegStatus::NoAnswer, Some(17), true)
    );
    assert_eq!((call.ended, call.parent), (Some(NOW), None));
    assert_eq!(call.forwarded_from.as_deref(), Some("+13125550177"));

    let legs = client
        .child_calls("CA11111111111111111111111111111111")
        .await
        .unwrap();
    assert_eq!(legs.len(), 1);
    assert_eq!(
        (legs[0].status, legs[0].inbound, legs[0].seconds),
        (LegStatus::Busy, false, None)
    );
    assert_eq!(
        legs[0].parent.as_deref(),
        Some("CA11111111111111111111111111111111")
    );
    let query = "ParentCallSid=CA11111111111111111111111111111111&PageSize=100";
    assert!(
        paths(&server)[1].ends_with(&format!("/Calls.json?{query}")),
        "{:?}",
        paths(&server)
    );
}

#[tokio::test]
async fn lists_go_back_page_by_page_as_far_as_asked() {
    let at = |second: u32, sid: &str| {
        message(&json!({
            "sid": sid, "direction": "inbound", "status": "received", "num_media": "2",
            "date_created": format!("Mon, 23 Nov 2026 15:04:{second:02} +0000"),
        }))
    };
    let next = format!("/2010-04-01/Accounts/{ACCOUNT}/Messages.json?Page=1&PageToken=PASM1");
    let pages = [
        ok(&json!({ "messages": [at(9, "SM9"), at(7, "SM7")], "next_page_uri": next })),
        ok(&json!({ "messages": [at(5, "SM5"), at(4, "SM4")], "next_page_uri": next })),
    ];
    let list = ListTexts {
        to: Some("+13125550100".to_owned()),
        from: None,
        // Within the second that the oldest text of ours says.
        since: NOW.plus(Duration::from_millis(900)),
        inbound_only: false,
        limit: 50,
    };

    let server = Scripted::start(pages.clone()).await;
    let texts = client(&server.url).list_texts(&list).await.unwrap();
    let sids: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
    assert_eq!(sids, ["SM9", "SM7", "SM5"]);
    assert!(
        texts
            .iter()
            .all(|text| text.inbound && text.media_count == 2)
    );
    let first =
        format!("/2010-04-01/Accounts/{ACCOUNT}/Messages.json?PageSize=50&To=%2B13125550100");
    assert_eq!(paths(&server), [first, next]);

    let server = Scripted::start(pages).await;
    let few = client(&server.url)
        .list_texts(&ListTexts {
            limit: 1,
            ..list.clone()
        })
        .await
        .unwrap();
    assert_eq!((few.len(), server.seen().len()), (1, 1));

    let own = message(&json!({ "sid": "SM8", "direction": "outbound-api" }));
    let mixed = ok(&json!({ "messages": [at(9, "SM9"), own, at(5, "SM5")] }));
    let server = Scripted::start([mixed]).await;
    let came_in = client(&server.url)
        .list_texts(&ListTexts {
            inbound_only: true,
            limit: 2,
            ..list.clone()
        })
        .await
        .unwrap();
    let sids: Vec<&str> = came_in.iter().map(|text| text.text.as_str()).collect();
    assert_eq!(sids, ["SM9", "SM5"], "our own leave room for them");

    let nothing = ok(&json!({ "messages": [], "next_page_uri": next_of_nothing() }));
    let server = Scripted::start([nothing]).await;
    assert_eq!(client(&server.url).list_texts(&list).await.unwrap(), []);
}

fn next_of_nothing() -> &'static str {
    "/2010-04-01/Accounts/x/Messages.json?Page=2"
}

#[tokio::test]
async fn attachments_are_where_the_webhook_would_have_said() {
    let list = json!({ "media_list": [
        { "sid": "ME1", "content_type": "image/jpeg", "parent_sid": "MM4" },
        { "sid": "ME2", "content_type": null },
    ] });
    let evil = json!({ "media_list": [{ "sid": "../../ME1" }] });
    let server = Scripted::start([ok(&list), ok(&evil)]).await;
    let client = client(&server.url);
    let folder = format!("/2010-04-01/Accounts/{ACCOUNT}/Messages/MM4/Media");
    let links = client.text_media("MM4").await.unwrap();
    let urls: Vec<&str> = links.iter().map(|link| link.url.as_str()).collect();
    assert_eq!(
        urls,
        [
            format!("{}{folder}/ME1", server.url),
            format!("{}{folder}/ME2", server.url)
        ]
    );
    assert_eq!(links[1].content_type, "application/octet-stream");
    assert_eq!(client.text_media("MM4").await, Err(ApiError::NotASid));
    assert_eq!(paths(&server)[0], format!("{folder}.json"));
}

#[tokio::test]
async fn the_next_page_is_never_elsewhere() {
    for elsewhere in [
        "https://evil.example/2010-04-01/x",
        "//evil.example/x",
        "@evil.example/",
    ] {
        let page = ok(&json!({ "messages": [message(&json!({}))], "next_page_uri": elsewhere }));
        let server = Scripted::start([page]).await;
        let list = ListTexts {
            to: None,
            from: None,
            since: Instant(0),
            inbound_only: false,
            limit: 10,
        };
        let outcome = client(&server.url).list_texts(&list).await;
        assert!(
            matches!(outcome, Err(ApiError::Unreadable(_))),
            "{elsewhere}: {outcome:?}"
        );
    }
}

#[tokio::test]
async fn a_list_with_a_broken_page_is_no_list() {
    let next = format!("/2010-04-01/Accounts/{ACCOUNT}/Messages.json?Page=1");
    let page = ok(&json!({ "messages": [message(&json!({}))], "next_page_uri": next }));
    let server = Scripted::start([page, Act::Answer(answer(500, "", ""))]).await;
    let list = ListTexts {
        to: None,
        from: None,
        since: Instant(0),
        inbound_only: false,
        limit: 10,
    };
    assert_eq!(
        client(&server.url).list_texts(&list).await,
        Err(ApiError::Fault { http_status: 500 })
    );
}

#[tokio::test]
async fn a_number_is_the_whole_number() {
    let number = |number: &str| {
        json!({
            "sid": "PN1", "phone_number": number, "voice_url": "https://ring.example.com/twilio/voice",
            "sms_url": "", "status_callback": null, "voice_application_sid": "", "trunk_sid": "TK1",
            "capabilities": { "voice": true, "sms": true, "mms": false, "fax": false }
        })
    };
    let page =
        json!({ "incoming_phone_numbers": [number("+1312555010012"), number("+13125550100")] });
    let none = json!({ "incoming_phone_numbers": [number("+1312555010012")] });
    let server = Scripted::start([ok(&page), ok(&none)]).await;
    let client = client(&server.url);
    let found = client.find_number("+13125550100").await.unwrap().unwrap();
    let wiring = &found.wiring;
    assert_eq!(wiring.call.url, "https://ring.example.com/twilio/voice");
    assert_eq!(
        (wiring.call_application.as_str(), wiring.trunk.as_str()),
        ("", "TK1")
    );
    assert_eq!(
        (
            wiring.call_end.url.as_str(),
            wiring.call_end.method.as_str()
        ),
        ("", "POST")
    );
    assert_eq!(
        (found.can_voice, found.can_sms, found.can_mms),
        (true, true, false)
    );
    assert!(paths(&server)[0].contains("PhoneNumber=%2B13125550100"));
    assert_eq!(client.find_number("+13125550100").await.unwrap(), None);
}

#[tokio::test]
async fn account_and_clock() {
    let account =
        json!({ "sid": ACCOUNT, "friendly_name": "Smith", "status": "active", "type": "Trial" });
    let date = "date: Mon, 23 Nov 2026 15:04:05 GMT\r\n";
    let server = Scripted::start([
        ok(&account),
        Act::Answer(answer(401, date, "{}")),
        Act::Answer(answer(200, "", "{}")),
    ])
    .await;
    let client = client(&server.url);
    let account = client.fetch_account().await.unwrap();
    assert_eq!(
        (
            account.name.as_str(),
            account.status.as_str(),
            account.trial
        ),
        ("Smith", "active", true)
    );
    assert_eq!(client.clock().await, Ok(NOW));
    assert!(matches!(client.clock().await, Err(ApiError::Unreadable(_))));
}

#[tokio::test]
async fn failures_are_told_apart() {
    let refusal = r#"{"code":20404,"message":"not found"}"#;
    let code = CarrierError {
        http_status: 404,
        code: Some(20404),
        message: "not found".to_owned(),
    };
    for (act, expected) in [
        (
            Act::Answer(answer(404, "", refusal)),
            ApiError::Refused(code),
        ),
        (
            Act::Answer(answer(429, "retry-after: 2\r\n", "")),
            ApiError::Busy {
                retry_after: Some(Duration::from_secs(2)),
            },
        ),
        (
            Act::Answer(answer(503, "", "")),
            ApiError::Busy { retry_after: None },
        ),
        (
            Act::Answer(answer(500, "", "")),
            ApiError::Fault { http_status: 500 },
        ),
        (
            Act::Answer(answer(302, "location: /x\r\n", "")),
            ApiError::Fault { http_status: 302 },
        ),
        (Act::Hang, ApiError::TimedOut),
    ] {
        let server = Scripted::start([act]).await;
        let told = client(&server.url).fetch_text("SM3").await.unwrap_err();
        assert_eq!(told, expected);
        assert_eq!(told.is_not_found(), matches!(&told, ApiError::Refused(_)));
    }
    let huge = format!(r#"{{"sid":"{}"}}"#, "x".repeat(5_000_000));
    for act in [
        Act::Answer(answer(200, "", "nonsense")),
        Act::Answer(answer(200, "", "{}")),
    ] {
        let server = Scripted::start([act]).await;
        let told = client(&server.url).fetch_text("SM3").await;
        assert!(matches!(told, Err(ApiError::Unreadable(_))), "{told:?}");
    }
    let server = Scripted::start([Act::AnswerAndClose(answer(200, "", &huge))]).await;
    let told = client(&server.url).fetch_text("SM3").await;
    assert!(matches!(told, Err(ApiError::TooLarge { .. })), "{told:?}");
}

#[tokio::test]
async fn what_cannot_be_an_id_is_not_asked_for() {
    let server = Scripted::start([]).await;
    let client = client(&server.url);
    for sid in ["", "../../x", "SM1?x=1", "SM1.json", &"S".repeat(65)] {
        assert_eq!(
            client.fetch_text(sid).await,
            Err(ApiError::NotASid),
            "{sid}"
        );
        assert_eq!(
            client.fetch_call(sid).await,
            Err(ApiError::NotASid),
            "{sid}"
        );
        assert_eq!(
            client.child_calls(sid).await,
            Err(ApiError::NotASid),
            "{sid}"
        );
    }
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn no_secret_is_ever_shown() {
    let closed = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let client = client(&format!("http://user:hunter2@{closed}"));
    let fault = client.fetch_text("SM3").await.unwrap_err();
    for shown in [format!("{fault} {fault:?}"), format!("{client:?}")] {
        assert!(
            !shown.contains(TOKEN) && !shown.contains("hunter2") && !shown.contains(ACCOUNT),
            "{shown}"
        );
    }
}
