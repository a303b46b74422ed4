//! Delivery receipts, and what each failure means for the next call.

use std::time::Duration;

use ringback_simulator::{
    ApiFault, ApiRoute, FaultCount, LineService, Paperwork, Phone, PhoneKind, WebhookFault,
    WebhookKind,
};

use crate::desk::{CALLER, CALLER_2, LINE, OWNER, SOON, Setup, TEXT, Verdict, text_fields};

fn missing_all() -> Setup {
    Setup::default().set("forwarded", "true")
}

fn status(verdict: &Verdict) -> &str {
    verdict.0["text"]["status"].as_str().unwrap_or_default()
}

#[tokio::test]
async fn receipts_in_any_order_end_in_delivered() {
    for fault in [
        WebhookFault::Shuffle {
            milliseconds_max: 400,
        },
        WebhookFault::Duplicate,
        WebhookFault::Late { milliseconds: 300 },
    ] {
        let desk = missing_all()
            .carrier(|config| config.delivery.reports_sending = true)
            .open()
            .await;
        let kind = Some(WebhookKind::MessageStatus);
        desk.carrier.break_webhooks(kind, FaultCount::Always, fault);
        let call = desk.call(CALLER);
        let verdict = desk
            .verdict_when(&call, |verdict| status(verdict) == "delivered")
            .await;
        assert_eq!(verdict.outcome(), "sent");
        assert_eq!(desk.bodies(CALLER).await, [TEXT]);
        desk.close().await;
    }
}

#[tokio::test]
async fn a_receipt_never_moves_a_text_back() {
    let desk = missing_all()
        .carrier(|config| config.delivery.enabled = false)
        .open()
        .await;
    let call = desk.call(CALLER);
    let text = desk.texts(CALLER, 1).await.remove(0);
    desk.verdict(&call).await;
    for (word, stands) in [
        ("sent", "sent"),
        ("queued", "sent"),
        ("delivered", "delivered"),
        ("delivered", "delivered"),
        ("sent", "delivered"),
        ("undelivered", "delivered"),
        ("sending", "delivered"),
        ("some-new-word", "delivered"),
    ] {
        assert_eq!(
            desk.receipt(&text, word, None).post(&desk).await.status,
            204
        );
        assert_eq!(
            status(&desk.why(&call).await.unwrap()),
            stands,
            "after {word}"
        );
    }
    let verdict = desk.why(&call).await.unwrap();
    assert_eq!(
        verdict.count("text_status"),
        2,
        "each step once: {verdict:#?}"
    );
    desk.close().await;
}

#[tokio::test]
async fn a_landline_is_remembered_and_not_texted_again() {
    let desk = missing_all().set("window_hours", "0").open().await;
    desk.carrier
        .add_phone(Phone::new(CALLER).kind(PhoneKind::Landline));
    let call = desk.call(CALLER);
    let failed = desk
        .verdict_when(&call, |verdict| status(verdict) == "undelivered")
        .await;
    assert_eq!(failed.0["text"]["error_code"], 30006);
    let call = desk.call(CALLER);
    desk.is_held(&call, "landline").await;
    let page = desk.page(&format!("/people/{CALLER}")).await;
    assert!(page.contains("This is a landline"), "{page}");
    desk.close().await;
}

#[tokio::test]
async fn a_landline_that_the_carrier_refuses_at_once_fails_for_good() {
    let desk = missing_all()
        .carrier(|config| config.delivery.refuses_landlines = true)
        .open()
        .await;
    desk.carrier
        .add_phone(Phone::new(CALLER).kind(PhoneKind::Landline));
    let call = desk.call(CALLER);
    let verdict = desk.verdict(&call).await;
    assert_eq!(verdict.0["text"]["error_code"], 21614, "{verdict:#?}");
    let call = desk.call(CALLER);
    assert_eq!(desk.verdict(&call).await.outcome(), "held");
    assert!(desk.carrier.messages_to(CALLER).is_empty());
    desk.close().await;
}

#[tokio::test]
async fn an_unregistered_number_alarms_the_owner_and_uses_up_nothing() {
    let desk = missing_all().line(|line| line.unregistered()).open().await;
    let call = desk.call(CALLER);
    desk.verdict_when(&call, |verdict| status(verdict) == "undelivered")
        .await;
    let notices = desk.notices().await;
    assert!(
        notices.iter().any(|notice| notice.contains("(30034)")),
        "{notices:?}"
    );
    let page = desk.page("/").await;
    assert!(page.contains("Texts are not arriving (30034)"), "{page}");
    desk.carrier.change_line(LINE, |line| {
        line.paperwork = Paperwork::Registered;
        line.service = Some(LineService::default());
    });
    let call = desk.call(CALLER);
    let verdict = desk
        .verdict_when(&call, |verdict| status(verdict) == "delivered")
        .await;
    assert_eq!(verdict.outcome(), "sent");
    assert_eq!(desk.bodies(CALLER).await, [TEXT, TEXT]);
    desk.close().await;
}

#[tokio::test]
async fn wrong_credentials_alarm_the_owner_and_use_up_nothing() {
    let desk = missing_all().open().await;
    let fault = ApiFault::Refuse {
        status: 401,
        code: 20003,
        message: "Authenticate".to_owned(),
    };
    desk.carrier
        .break_api(ApiRoute::SendMessage, FaultCount::Next(1), fault);
    let call = desk.call(CALLER);
    let verdict = desk.verdict(&call).await;
    assert_ne!(verdict.outcome(), "sent", "{verdict:#?}");
    assert!(
        desk.notices()
            .await
            .iter()
            .any(|notice| notice.contains("(20003)"))
    );
    let call = desk.call(CALLER);
    desk.is_texted(&call, CALLER, "forwarded").await;
    desk.close().await;
}

#[tokio::test]
async fn a_text_that_failed_for_good_uses_up_the_window() {
    for (kind, code) in [
        (PhoneKind::Dead, 30005),
        (PhoneKind::SwitchedOff, 30003),
        (PhoneKind::Filtered, 30007),
        (PhoneKind::Lossy, 30410),
    ] {
        let desk = missing_all().open().await;
        desk.carrier.add_phone(Phone::new(CALLER).kind(kind));
        let call = desk.call(CALLER);
        let verdict = desk
            .verdict_when(&call, |verdict| status(verdict) == "undelivered")
            .await;
        assert_eq!(verdict.0["text"]["error_code"], code);
        let call = desk.call(CALLER);
        assert_eq!(desk.verdict(&call).await.outcome(), "held", "{code}");
        assert_eq!(desk.bodies(CALLER).await, [TEXT], "{code}: sent once");
        desk.close().await;
    }
}

#[tokio::test]
async fn a_text_without_a_final_state_is_asked_about_after_an_hour() {
    let mut desk = missing_all().open().await;
    let kind = Some(WebhookKind::MessageStatus);
    desk.carrier
        .break_webhooks(kind, FaultCount::Always, WebhookFault::Lose);
    let call = desk.call(CALLER);
    let text = desk.texts(CALLER, 1).await.remove(0);
    desk.reaches(&text.sid, "delivered").await;
    desk.verdict(&call).await;
    desk.dies_for(Duration::from_mins(59)).await;
    assert_eq!(status(&desk.why(&call).await.unwrap()), "queued");
    desk.dies_for(Duration::from_mins(2)).await;
    desk.verdict_when(&call, |verdict| status(verdict) == "delivered")
        .await;
    desk.close().await;
}

#[tokio::test]
async fn a_receipt_for_one_text_never_moves_another() {
    let desk = missing_all()
        .carrier(|config| config.delivery.enabled = false)
        .open()
        .await;
    let calls = [desk.call(CALLER), desk.call(CALLER_2)];
    let texts = [
        desk.texts(CALLER, 1).await.remove(0),
        desk.texts(CALLER_2, 1).await.remove(0),
    ];
    for call in &calls {
        desk.verdict(call).await;
    }
    // The receipt of the second, to where the first one's receipts go.
    let mut crossed = texts[1].clone();
    crossed
        .status_callback
        .clone_from(&texts[0].status_callback);
    assert_eq!(
        desk.receipt(&crossed, "delivered", None)
            .post(&desk)
            .await
            .status,
        204
    );
    // One of a text that nobody knows.
    let mut strange = texts[0].clone();
    strange.sid = format!("SM{:032x}", 99);
    assert_eq!(
        desk.receipt(&strange, "failed", Some(30006))
            .post(&desk)
            .await
            .status,
        204
    );
    let first = desk.why(&calls[0]).await.unwrap();
    let second = desk.why(&calls[1]).await.unwrap();
    assert_eq!((status(&first), status(&second)), ("queued", "delivered"));
    assert_eq!(first.0["text"]["carrier_id"], texts[0].sid.as_str());
    desk.close().await;
}

#[tokio::test]
async fn an_id_that_the_carrier_gave_out_before_is_not_taken_twice() {
    let desk = missing_all().open().await;
    let call = desk.call(CALLER);
    desk.is_texted(&call, CALLER, "forwarded").await;
    let ours = desk.texts(CALLER, 1).await.remove(0).sid;
    // As an inbound text of somebody else, and with other words.
    let stolen = desk.webhook("/twilio/message", &text_fields(&ours, CALLER_2, "Hi"));
    assert_eq!(stolen.post(&desk).await.status, 200);
    let first = desk.writes(CALLER, "My sink leaks").await;
    let again = desk.webhook(
        "/twilio/message",
        &text_fields(&first, CALLER_2, "Not mine"),
    );
    assert_eq!(again.post(&desk).await.status, 200);
    assert_eq!(desk.bodies(OWNER).await, ["(312) 555-0131: My sink leaks"]);
    desk.close().await;
}

#[tokio::test]
async fn an_owner_whose_phone_takes_no_texts_stops_nothing() {
    let desk = missing_all().open().await;
    desk.carrier
        .add_phone(Phone::new(OWNER).kind(PhoneKind::Dead));
    desk.writes(CALLER, "My sink leaks").await;
    let relay = desk.texts(OWNER, 1).await.remove(0);
    desk.reaches(&relay.sid, "undelivered").await;
    let arrived = || (desk.carrier.messages_to(OWNER).len() == 1).then_some(());
    desk.carrier.until(SOON, arrived).await.unwrap();
    let call = desk.call(CALLER_2);
    desk.is_texted(&call, CALLER_2, "forwarded").await;
    desk.close().await;
}
