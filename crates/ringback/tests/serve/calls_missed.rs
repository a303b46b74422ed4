//! Every way in which a call is missed, and the text that answers it.

use std::time::Duration;

use ringback_simulator::{
    Behaviour, CallStatus, FaultCount, GaveUpReport, Phone, PhoneKind, SimEvent, WebhookFault,
    WebhookKind,
};

use crate::desk::{CALLER, Desk, LINE, OWNER, Setup, TEXT};

/// Twilio's code for a webhook that got no answer.
const NO_ANSWER: u32 = 11200;

#[tokio::test]
async fn a_call_that_nobody_answers_is_texted_from_the_number_that_was_dialled() {
    let desk = Desk::open().await;
    let call = desk.call(CALLER);
    let text = desk.texts(CALLER, 1).await.remove(0);
    assert_eq!((text.from.as_str(), text.body.as_str()), (LINE, TEXT));
    assert_eq!(text.segments, 1);
    desk.reaches(&text.sid, "delivered").await;
    let screen = desk.carrier.phone_screen(CALLER);
    assert_eq!(screen.len(), 1);
    assert_eq!(screen[0].body, TEXT);
    let took = after_the_ring(&desk, &call);
    assert!(
        took < Duration::from_secs(5),
        "{took:?} after the last ring"
    );
    desk.is_texted(&call, CALLER, "no_answer").await;
    desk.close().await;
}

/// From the last ring to the request that hands the text over.
fn after_the_ring(desk: &Desk, call: &str) -> Duration {
    let history = desk.carrier.history();
    let stopped = history.iter().rfind(
        |stamped| matches!(&stamped.event, SimEvent::PhoneEnded { call: of, .. } if of == call),
    );
    let sent = history.iter().find(|stamped| {
        matches!(&stamped.event, SimEvent::ApiReceived { method, path }
            if method == "POST" && path.ends_with("/Messages.json"))
    });
    let milliseconds = sent.unwrap().at_ms - stopped.unwrap().at_ms;
    Duration::from_millis(milliseconds.try_into().unwrap())
}

#[tokio::test]
async fn a_declined_call_is_missed() {
    let desk = Desk::open().await;
    let call = desk.call(CALLER);
    desk.rings(&call, OWNER).await;
    desk.carrier.decline(OWNER).unwrap();
    desk.is_texted(&call, CALLER, "declined").await;
    desk.close().await;
}

/// A phone that behaves like this, and how the call is missed on it.
async fn is_missed_on(phone: Phone, missed: &str) {
    let desk = Desk::open().await;
    desk.carrier.add_phone(phone);
    let call = desk.call(CALLER);
    desk.is_texted(&call, CALLER, missed).await;
    desk.close().await;
}

#[tokio::test]
async fn a_busy_phone_is_missed() {
    is_missed_on(Phone::new(OWNER).behaves(Behaviour::Busy), "declined").await;
}

#[tokio::test]
async fn a_phone_that_cannot_be_reached_is_missed() {
    is_missed_on(Phone::new(OWNER).kind(PhoneKind::Dead), "unreachable").await;
}

#[tokio::test]
async fn the_owners_own_mailbox_is_no_answer() {
    let picks_up = Behaviour::MailboxAfter { seconds: 8.0 };
    is_missed_on(Phone::new(OWNER).behaves(picks_up), "not_accepted").await;
}

#[tokio::test]
async fn declining_into_the_mailbox_is_no_answer() {
    let mut phone = Phone::new(OWNER).behaves(Behaviour::DeclineAfter { seconds: 4.0 });
    phone.declines_to_mailbox = true;
    is_missed_on(phone, "not_accepted").await;
}

#[tokio::test]
async fn a_person_who_presses_nothing_or_the_wrong_key_has_not_taken_the_call() {
    for keys in [None, Some("2".to_owned())] {
        let pocket = Behaviour::AnswerAfter {
            seconds: 4.0,
            keys,
            listen_seconds: 3.0,
            hang_up_after_seconds: Some(60.0),
        };
        is_missed_on(Phone::new(OWNER).behaves(pocket), "not_accepted").await;
    }
}

#[tokio::test]
async fn a_caller_who_gives_up_while_it_rings_is_texted() {
    for reported in [
        GaveUpReport::Canceled,
        GaveUpReport::NoAnswer,
        GaveUpReport::NoAction,
    ] {
        let desk = Setup::default()
            .carrier(|config| config.gave_up = reported)
            .open()
            .await;
        let call = desk.call(CALLER);
        desk.rings(&call, OWNER).await;
        desk.carrier.caller_hang_up(&call).unwrap();
        desk.is_texted(&call, CALLER, "gave_up").await;
        desk.close().await;
    }
}

#[tokio::test]
async fn a_forwarded_line_rings_nobody_and_texts_at_once() {
    let desk = Setup::default().set("forwarded", "true").open().await;
    let call = desk.call(CALLER);
    desk.is_texted(&call, CALLER, "forwarded").await;
    let rang = |event: &SimEvent| matches!(event, SimEvent::PhoneRings { .. });
    let history = desk.carrier.history();
    assert!(!history.iter().any(|stamped| rang(&stamped.event)));
    desk.close().await;
}

#[tokio::test]
async fn without_a_phone_to_ring_every_call_is_missed() {
    let desk = Setup::default().set("ring", "").open().await;
    let call = desk.call(CALLER);
    desk.is_texted(&call, CALLER, "nobody_to_ring").await;
    let log = desk.program.log();
    assert!(log.contains("no phone rings"), "it warns at start:\n{log}");
    desk.close().await;
}

/// Breaks these webhooks, and lets a call ring out.
async fn rings_out_without(lost: &[WebhookKind]) -> (Desk, String) {
    let desk = Desk::open().await;
    for kind in lost {
        let always = FaultCount::Always;
        desk.carrier
            .break_webhooks(Some(*kind), always, WebhookFault::Lose);
    }
    let call = desk.call(CALLER);
    desk.ends(&call).await;
    (desk, call)
}

#[tokio::test]
async fn a_lost_dial_result_is_made_up_for_by_the_end_of_the_call() {
    let (desk, call) = rings_out_without(&[WebhookKind::DialAction]).await;
    let verdict = desk.verdict(&call).await;
    assert_eq!(verdict.outcome(), "sent");
    assert_eq!(desk.bodies(CALLER).await, [TEXT]);
    desk.close_with_alerts(&[NO_ANSWER]).await;
}

#[tokio::test]
async fn a_lost_end_of_the_call_is_made_up_for_by_the_dial_result() {
    let (desk, call) = rings_out_without(&[WebhookKind::CallStatus]).await;
    desk.is_texted(&call, CALLER, "no_answer").await;
    desk.close().await;
}

#[tokio::test]
async fn when_neither_comes_the_carrier_is_asked_a_minute_after_the_ring_time() {
    let lost = [WebhookKind::DialAction, WebhookKind::CallStatus];
    let (mut desk, call) = rings_out_without(&lost).await;
    desk.dies_for(Duration::from_secs(25 + 35)).await;
    let before = desk.why(&call).await.unwrap();
    assert_eq!(before.outcome(), "ringing");
    assert_eq!(before.count("carrier_asked"), 0, "not before its time");
    desk.dies_for(Duration::from_secs(26)).await;
    desk.is_texted(&call, CALLER, "found_later").await;
    desk.close_with_alerts(&[NO_ANSWER]).await;
}

#[tokio::test]
async fn a_call_that_the_desk_first_hears_of_at_its_end_is_looked_up_and_texted() {
    let desk = Desk::open().await;
    let voice = Some(WebhookKind::Voice);
    desk.carrier
        .break_webhooks(voice, FaultCount::Next(1), WebhookFault::Lose);
    let call = desk.call(CALLER);
    let failed = CallStatus::Failed;
    desk.sees(|event| matches!(event, SimEvent::CallEnded { status, .. } if *status == failed))
        .await;
    desk.is_texted(&call, CALLER, "found_later").await;
    let asked = |event: &SimEvent| {
        matches!(event, SimEvent::ApiRequest { path, status: Some(200), .. }
            if path.ends_with(&format!("/Calls/{call}.json")))
    };
    desk.sees(asked).await;
    desk.close_with_alerts(&[NO_ANSWER]).await;
}
