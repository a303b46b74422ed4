//! The carrier's door: what is signed for the public URL gets in, by whatever way a proxy took,
//! and nothing else does.

use crate::desk::{CALLER, Desk, LINE, Setup, TEXT, Webhook, text_fields};

const STRANGE_ACCOUNT: &str = "ACffffffffffffffffffffffffffffffff";

/// A webhook of each kind that changes something.
pub fn webhooks(desk: &Desk) -> Vec<Webhook> {
    let call = desk.raw_call(1);
    let receipt = [
        ("MessageSid", "SM00000000000000000000000000000001"),
        ("MessageStatus", "delivered"),
        ("From", LINE),
        ("To", CALLER),
    ];
    vec![
        call.arrives(),
        call.dialled("no-answer", false, "ringing"),
        call.ended("no-answer"),
        call.picked_up(),
        call.pressed("1"),
        desk.webhook("/twilio/message", &text_fields("SM1", CALLER, "STOP")),
        desk.webhook("/twilio/status?attempt=x.1", &receipt),
    ]
}

async fn nothing_happened(desk: &Desk) {
    desk.quiet().await;
    assert!(
        desk.timeline().await.is_empty(),
        "{:#?}",
        desk.timeline().await
    );
    assert!(desk.carrier.messages().is_empty());
}

#[tokio::test]
async fn what_is_unsigned_or_forged_is_refused_and_changes_nothing() {
    let desk = Desk::open().await;
    for webhook in webhooks(&desk) {
        let path = webhook.url.clone();
        let mut wrong_token = webhook.clone();
        wrong_token.token = Some("0123456789abcdef0123456789abcdee".to_owned());
        let mut other_url = webhook.clone();
        other_url.signed_url = format!(
            "https://other.example{}",
            &path[path.rfind("/tw").unwrap()..]
        );
        let mut other_path = webhook.clone();
        other_path.signed_url = format!("{}/twilio/other", desk.public_url);
        for forged in [
            webhook.clone().unsigned(),
            wrong_token,
            other_url,
            other_path,
        ] {
            let answer = forged.post(&desk).await;
            assert_eq!(answer.status, 403, "{path}: {answer:?}");
            assert!(!answer.body.contains(desk.carrier.auth_token()));
        }
        // Signed, and then a field was changed, added or taken away.
        let mut headers = Vec::new();
        for change in ["+13125550139", ""] {
            let mut changed = webhook.clone();
            let signature = crate::desk::sign(
                desk.carrier.auth_token(),
                &changed.signed_url,
                &changed.fields,
            );
            if change.is_empty() {
                changed.fields.pop();
            } else {
                changed.fields.push(("Extra".to_owned(), change.to_owned()));
            }
            headers.push((changed, signature));
        }
        for (changed, signature) in headers {
            let posted = desk
                .http
                .post(&changed.url)
                .header("X-Twilio-Signature", signature)
                .form(&changed.fields);
            assert_eq!(posted.send().await.unwrap().status(), 403, "{path}");
        }
    }
    for garbled in [
        "",
        "AAAA",
        "not base64 at all!",
        "====",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    ] {
        let webhook = desk.raw_call(1).arrives();
        let posted = desk
            .http
            .post(&webhook.url)
            .header("X-Twilio-Signature", garbled)
            .form(&webhook.fields);
        assert_eq!(posted.send().await.unwrap().status(), 403, "{garbled}");
    }
    nothing_happened(&desk).await;
    desk.close().await;
}

#[tokio::test]
async fn what_is_signed_and_not_ours_is_not_found() {
    let desk = Desk::open().await;
    let mut refused = 0;
    for webhook in webhooks(&desk) {
        let other_account = webhook.clone().set("AccountSid", STRANGE_ACCOUNT);
        assert_eq!(
            other_account.post(&desk).await.status,
            404,
            "{}",
            webhook.url
        );
        let line = |(name, value): &(String, String)| {
            matches!(name.as_str(), "To" | "From") && value == LINE
        };
        let Some((name, _)) = webhook.fields.iter().find(|field| line(field)).cloned() else {
            continue;
        };
        let other_number = webhook.clone().set(&name, "+13125550199");
        assert_eq!(
            other_number.post(&desk).await.status,
            404,
            "{}",
            webhook.url
        );
        refused += 1;
    }
    assert_eq!(
        refused, 5,
        "all but the two from an owner's phone name the line"
    );
    nothing_happened(&desk).await;
    desk.close().await;
}

#[tokio::test]
async fn legs_of_calls_and_phones_that_nobody_knows_are_not_found() {
    let desk = Desk::open().await;
    let call = desk.raw_call(1);
    assert_eq!(call.picked_up().post(&desk).await.status, 404);
    assert_eq!(call.arrives().post(&desk).await.status, 200);
    let strange = desk.webhook(
        &format!("/twilio/key?call={}&phone=%2B13125550199", call.sid),
        &[
            ("CallSid", "CB00000000000000000000000000000001"),
            ("ParentCallSid", &call.sid),
            ("To", "+13125550199"),
            ("CallStatus", "in-progress"),
            ("Digits", "1"),
        ],
    );
    assert_eq!(
        strange.post(&desk).await.status,
        404,
        "somebody else's phone takes no call"
    );
    desk.close().await;
}

#[tokio::test]
async fn a_body_that_no_webhook_has_is_too_large() {
    let desk = Desk::open().await;
    let large = desk
        .raw_call(1)
        .arrives()
        .set("Padding", &"x".repeat(300_000));
    for webhook in [large.clone(), large.unsigned()] {
        assert_eq!(webhook.post(&desk).await.status, 413);
    }
    nothing_happened(&desk).await;
    let call = desk
        .raw_call(1)
        .arrives()
        .set("Padding", &"x".repeat(20_000));
    assert_eq!(call.post(&desk).await.status, 200, "a long one is none");
    desk.close().await;
}

#[tokio::test]
async fn a_missing_field_is_named_and_unknown_ones_are_let_be() {
    let desk = Desk::open().await;
    let mut lacking = desk.raw_call(1).arrives();
    lacking.fields.retain(|(name, _)| name != "CallSid");
    let answer = lacking.post(&desk).await;
    assert_eq!(answer.status, 400);
    assert!(answer.body.contains("CallSid"), "{}", answer.body);
    nothing_happened(&desk).await;
    let strange = desk.raw_call(1).arrives().set("NewFieldOf2027", "true");
    assert_eq!(strange.post(&desk).await.status, 200);
    desk.close().await;
}

#[tokio::test]
async fn the_next_token_signs_too_while_it_is_changed_over() {
    let next = "fedcba9876543210fedcba9876543210";
    let desk = Setup::default()
        .set("twilio_auth_token_next", next)
        .open()
        .await;
    for token in [desk.carrier.auth_token().to_owned(), next.to_owned()] {
        let mut call = desk.raw_call(1).arrives();
        call.token = Some(token);
        assert_eq!(call.post(&desk).await.status, 200);
    }
    assert!(!desk.program.log().contains(next));
    desk.close().await;
}

#[tokio::test]
async fn any_way_that_a_proxy_takes_leads_in() {
    for (public, path) in [
        ("https://ring.example.com", ""),
        ("https://ring.example.com:8443", ""),
        ("https://ring.example.com/desk", ""),
        ("https://ring.example.com/desk", "/desk"),
        ("https://ring.example.com/a/b", "/a/b"),
        ("http://ring.example.com:8080/desk/", ""),
    ] {
        let public = public.trim_end_matches('/');
        let desk = Setup::default()
            .set("forwarded", "true")
            .public(public, path)
            .open()
            .await;
        let call = desk.call(CALLER);
        desk.is_texted(&call, CALLER, "forwarded").await;
        let text = desk.texts(CALLER, 1).await.remove(0);
        let callback = text.status_callback.unwrap();
        assert!(
            callback.starts_with(&format!("{public}/twilio/status?attempt=")),
            "{callback}"
        );
        let delivered = |verdict: &crate::desk::Verdict| verdict.0["text"]["status"] == "delivered";
        desk.verdict_when(&call, delivered).await;
        assert_eq!(
            desk.stranger_gets(&format!("{path}/healthz"))
                .await
                .status(),
            200
        );
        desk.close().await;
    }
}

#[tokio::test]
async fn ports_queries_and_repeated_keys_are_signed_as_the_carrier_signs_them() {
    let desk = Setup::default()
        .public("https://ring.example.com", "")
        .open()
        .await;
    let call = desk.raw_call(1);
    let mut with_port = call.arrives();
    with_port.signed_url = "https://ring.example.com:443/twilio/voice".to_owned();
    assert_eq!(
        with_port.post(&desk).await.status,
        200,
        "Twilio signs it with and without"
    );
    let mut other_port = call.arrives();
    other_port.signed_url = "https://ring.example.com:444/twilio/voice".to_owned();
    assert_eq!(other_port.post(&desk).await.status, 403);

    let mut query = call.arrives();
    for url in [&mut query.signed_url, &mut query.url] {
        url.push_str("?a=1&b=%2B2%20x&a=0");
    }
    assert_eq!(query.post(&desk).await.status, 200);
    query.url.push_str("&c=3");
    assert_eq!(
        query.post(&desk).await.status,
        403,
        "a query that was not signed"
    );

    let mut repeated = call.arrives();
    for value in ["two", "one", "two"] {
        repeated.fields.push(("Note".to_owned(), value.to_owned()));
    }
    assert_eq!(repeated.post(&desk).await.status, 200);
    desk.close().await;
}

#[tokio::test]
async fn a_number_that_is_set_up_to_ask_by_get_is_answered_as_well() {
    let desk = Setup::default().set("forwarded", "true").open().await;
    desk.carrier
        .change_line(LINE, |line| line.voice_method = "GET".to_owned());
    let call = desk.call(CALLER);
    desk.is_texted(&call, CALLER, "forwarded").await;
    desk.close().await;
}

#[tokio::test]
async fn a_client_that_never_finishes_its_request_keeps_nobody_waiting() {
    use tokio::io::AsyncWriteExt;
    let desk = Setup::default().set("forwarded", "true").open().await;
    let mut slow = Vec::new();
    for _ in 0..50 {
        let address = ("127.0.0.1", desk.port);
        let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
        stream
            .write_all(b"POST /twilio/voice HTTP/1.1\r\nHost: x\r\n")
            .await
            .unwrap();
        slow.push(stream);
    }
    let call = desk.call(CALLER);
    desk.texts(CALLER, 1).await;
    assert_eq!(desk.bodies(CALLER).await, [TEXT]);
    desk.verdict(&call).await;
    // Nor do they keep it from stopping.
    desk.close().await;
    drop(slow);
}
