//! Texts in and out, receipts, opt-out, pace, validity, chaos.

#![allow(clippy::unwrap_used)]

mod desk;

use std::time::Duration;

use desk::api::post;
use desk::{CALLER, Desk, LINE, SOON, carrier, carrier_with};
use ringback_simulator::{
    FaultCount, LineSetup, Message, MessageStatus, Phone, PhoneKind, SimEvent, Simulator,
    SimulatorConfig, WebhookFault, WebhookKind,
};

async fn send(carrier: &Simulator, desk: &Desk, to: &str) -> String {
    let callback = format!("{}/receipt?attempt=42&x=%20y", desk.url);
    let form = [
        ("To", to),
        ("From", LINE),
        ("Body", "Hello"),
        ("StatusCallback", &callback),
    ];
    let answer = post(carrier, "/Messages.json", &form).await.unwrap();
    assert_eq!(answer.status, 201, "{}", answer.body);
    answer.json()["sid"].as_str().unwrap().to_owned()
}

async fn settled(carrier: &Simulator, sid: &str) -> Message {
    let over = || {
        carrier
            .message(sid)
            .filter(|message| message.status.is_final())
    };
    carrier.until(SOON, over).await.unwrap()
}

fn words(desk: &Desk) -> Vec<String> {
    desk.hooks("/receipt")
        .iter()
        .map(|hook| hook.get("MessageStatus").to_owned())
        .collect()
}

#[tokio::test]
async fn a_text_is_delivered_and_reported() {
    let (carrier, desk) = carrier(100.0).await;
    let sid = send(&carrier, &desk, CALLER).await;
    let hooks = desk.hook("/receipt", 2).await;
    assert_eq!(words(&desk), ["sent", "delivered"]);
    assert_eq!(
        hooks[0].query, "attempt=42&x=%20y",
        "the query is kept as it was"
    );
    for hook in &hooks {
        assert_eq!(
            (hook.get("MessageSid"), hook.get("SmsSid")),
            (sid.as_str(), sid.as_str())
        );
        assert_eq!((hook.get("From"), hook.get("To")), (LINE, CALLER));
        assert!(hook.headers.contains_key("x-twilio-signature"));
        assert!(hook.headers.contains_key("i-twilio-idempotency-token"));
    }
    assert_eq!(carrier.phone_screen(CALLER)[0].body, "Hello");
}

#[tokio::test]
async fn every_kind_of_number_has_its_end() {
    for (kind, code) in [
        (PhoneKind::Landline, 30006),
        (PhoneKind::Dead, 30005),
        (PhoneKind::SwitchedOff, 30003),
        (PhoneKind::Filtered, 30007),
        (PhoneKind::Unregistered, 30034),
        (PhoneKind::Lossy, 30410),
    ] {
        let (carrier, desk) = carrier(100.0).await;
        carrier.add_phone(Phone::new(CALLER).kind(kind));
        let message = settled(&carrier, &send(&carrier, &desk, CALLER).await).await;
        let expected = (MessageStatus::Undelivered, Some(code));
        assert_eq!((message.status, message.error_code), expected, "{kind:?}");
        assert_eq!(
            desk.hook("/receipt", 2).await[1].get("ErrorCode"),
            code.to_string()
        );
        assert!(carrier.phone_screen(CALLER).is_empty());
    }
}

#[tokio::test]
async fn a_number_without_receipts_stays_sent() {
    let (carrier, desk) = carrier(100.0).await;
    carrier.add_phone(Phone::new(CALLER).kind(PhoneKind::NoReceipt));
    let sid = send(&carrier, &desk, CALLER).await;
    let shown = |event: &SimEvent| matches!(event, SimEvent::TextShown { .. });
    carrier.wait_for(SOON, shown).await.unwrap();
    assert_eq!(carrier.message(&sid).unwrap().status, MessageStatus::Sent);
}

#[tokio::test]
async fn an_opt_out_can_also_fail_on_its_way() {
    let mut config = SimulatorConfig {
        speed: 100.0,
        ..SimulatorConfig::default()
    };
    config.delivery.refuses_opted_out = false;
    let (carrier, desk) = carrier_with(config).await;
    carrier.opt_out(LINE, CALLER);
    let message = settled(&carrier, &send(&carrier, &desk, CALLER).await).await;
    assert_eq!(
        (message.status, message.error_code),
        (MessageStatus::Failed, Some(21610))
    );
    assert_eq!(desk.hook("/receipt", 1).await[0].get("ErrorCode"), "21610");
}

#[tokio::test]
async fn a_line_without_a_campaign_delivers_nothing() {
    let (carrier, desk) = carrier(100.0).await;
    carrier.add_line(LineSetup::new(LINE).unregistered());
    let message = settled(&carrier, &send(&carrier, &desk, CALLER).await).await;
    assert_eq!(message.error_code, Some(30034));
}

#[tokio::test]
async fn texts_leave_at_the_lines_pace_until_they_expire() {
    let (carrier, _desk) = carrier(3.0).await;
    let form = [
        ("To", CALLER),
        ("From", LINE),
        ("Body", "Hello"),
        ("ValidityPeriod", "2"),
    ];
    for _ in 0..5 {
        post(&carrier, "/Messages.json", &form).await.unwrap();
    }
    let all = || {
        let messages = carrier.messages();
        messages
            .iter()
            .all(|message| message.status.is_final())
            .then_some(messages)
    };
    let messages = carrier.until(SOON, all).await.unwrap();
    let ends: Vec<_> = messages
        .iter()
        .map(|message| (message.status, message.error_code))
        .collect();
    let delivered = (MessageStatus::Delivered, None);
    let expired = (MessageStatus::Failed, Some(30036));
    assert_eq!(ends, [delivered, delivered, delivered, expired, expired]);
    let sent: Vec<i64> = messages
        .iter()
        .filter_map(|message| message.sent_ms)
        .collect();
    // A second apart at threefold speed.
    assert!(sent[2] - sent[0] >= 600, "{sent:?}");
}

#[tokio::test]
async fn stop_blocks_the_pair_and_start_lifts_it() {
    let (carrier, desk) = carrier(100.0).await;
    carrier.send_text(CALLER, LINE, " Stop ", vec![]);
    let hook = &desk.hook("/message", 1).await[0];
    assert_eq!(hook.get("Body"), " Stop ");
    assert!(!hook.fields.contains_key("OptOutType"));
    assert!(carrier.is_opted_out(LINE, CALLER));
    let form = [("To", CALLER), ("From", LINE), ("Body", "Hello")];
    let refused = post(&carrier, "/Messages.json", &form).await.unwrap();
    assert_eq!(refused.json()["code"], 21610);
    carrier.send_text(CALLER, LINE, "please stop texting me", vec![]);
    carrier.send_text(CALLER, LINE, "START", vec![]);
    assert_eq!(
        post(&carrier, "/Messages.json", &form)
            .await
            .unwrap()
            .status,
        201
    );
    let all = || (carrier.phone_screen(CALLER).len() >= 6).then(|| carrier.phone_screen(CALLER));
    let screen = carrier.until(SOON, all).await.unwrap();
    let answers: Vec<&str> = screen
        .iter()
        .filter(|text| !text.outgoing)
        .map(|text| text.body.as_str())
        .collect();
    assert!(answers[0].contains("unsubscribed") && answers[1].contains("re-subscribed"));
    assert_eq!(answers.len(), 3, "a phrase is not answered: {answers:?}");
}

#[tokio::test]
async fn an_inbound_text_is_not_redelivered_but_listed() {
    let (carrier, desk) = carrier(1.0).await;
    let setup = LineSetup::new(LINE).webhooks(&desk.url);
    carrier.add_line(setup.sms_fallback_url(format!("{}/fallback", desk.url)));
    desk.answers("/message", 500, "text/plain", "")
        .answers("/fallback", 500, "text/plain", "");
    let sid = carrier.send_text(CALLER, LINE, "anybody there?", vec![]);
    assert_eq!(desk.hook("/fallback", 1).await[0].get("ErrorCode"), "11200");
    assert_eq!(desk.hooks("/message").len(), 1);
    assert_eq!(
        carrier.message(&sid).unwrap().status,
        MessageStatus::Received
    );
    let both = || (carrier.alerts().len() == 2).then_some(());
    carrier.until(SOON, both).await.unwrap();
}

#[tokio::test]
async fn a_reply_in_twiml_is_sent() {
    let (carrier, desk) = carrier(100.0).await;
    desk.says("/message", "<Message>Thanks &amp; bye</Message>");
    carrier.send_text(CALLER, LINE, "hi", vec![]);
    let shown = |event: &SimEvent| matches!(event, SimEvent::TextShown { phone, body, .. } if phone == CALLER && body == "Thanks & bye");
    carrier.wait_for(SOON, shown).await.unwrap();
    assert_eq!(carrier.messages_to(CALLER)[0].direction, "outbound-reply");
}

#[tokio::test]
async fn texts_between_phones_are_none_of_the_accounts() {
    let (carrier, desk) = carrier(1.0).await;
    carrier.send_text(CALLER, "+13125550177", "psst", vec![]);
    assert!(carrier.messages().is_empty() && desk.hooks("/message").is_empty());
    assert_eq!(carrier.phone_screen("+13125550177")[0].body, "psst");
}

#[tokio::test]
async fn receipts_can_be_lost_doubled_and_swapped() {
    let kind = Some(WebhookKind::MessageStatus);
    for (fault, expected) in [
        (WebhookFault::Lose, &["delivered"][..]),
        (WebhookFault::Duplicate, &["sent", "sent", "delivered"]),
        (
            WebhookFault::Late { milliseconds: 400 },
            &["delivered", "sent"],
        ),
    ] {
        let (carrier, desk) = carrier(100.0).await;
        carrier.break_webhooks(kind, FaultCount::Next(1), fault);
        send(&carrier, &desk, CALLER).await;
        desk.hook("/receipt", expected.len()).await;
        assert_eq!(words(&desk), expected, "{fault:?}");
    }
}

#[tokio::test]
async fn sending_is_reported_where_chosen() {
    let mut config = SimulatorConfig {
        speed: 100.0,
        ..SimulatorConfig::default()
    };
    config.delivery.reports_sending = true;
    let (carrier, desk) = carrier_with(config).await;
    send(&carrier, &desk, CALLER).await;
    desk.hook("/receipt", 3).await;
    assert_eq!(words(&desk), ["sending", "sent", "delivered"]);
}

#[tokio::test]
async fn a_reset_forgets_what_is_on_its_way() {
    let (carrier, desk) = carrier(1.0).await;
    send(&carrier, &desk, CALLER).await;
    carrier.reset();
    tokio::time::sleep(Duration::from_millis(1300)).await;
    assert!(carrier.messages().is_empty() && desk.hooks("/receipt").is_empty());
    assert!(
        carrier.phone_screen(CALLER).is_empty(),
        "a forgotten text is not shown"
    );
}
