//! What the carrier certainly did not take is tried again, when it says so, and leaves once.

use std::time::Duration;

use ringback_simulator::{ApiFault, ApiRoute, FaultCount, SimEvent};

use crate::desk::{CALLER, Desk, OWNER, SOON, Setup, TEXT};

/// Twilio's answers to requests to send, each with the time at which it was given.
fn sends(desk: &Desk) -> Vec<(Option<u16>, i64)> {
    let history = desk.carrier.history();
    let answers = history.iter().filter_map(|stamped| match &stamped.event {
        SimEvent::ApiRequest {
            method,
            path,
            status,
        } if method == "POST" && path.ends_with("/Messages.json") => Some((*status, stamped.at_ms)),
        _ => None,
    });
    answers.collect()
}

/// A missed call while the next sends go wrong like this; the time between the first two.
async fn tries_again(fault: ApiFault, times: u32) -> Duration {
    let desk = Setup::default().set("forwarded", "true").open().await;
    let next = FaultCount::Next(times);
    desk.carrier.break_api(ApiRoute::SendMessage, next, fault);
    let call = desk.call(CALLER);
    desk.is_texted(&call, CALLER, "forwarded").await;
    let sends = sends(&desk);
    assert_eq!(sends.len(), 1 + times as usize, "{sends:?}");
    assert_eq!(sends.last().unwrap().0, Some(201));
    desk.close().await;
    Duration::from_millis((sends[1].1 - sends[0].1).try_into().unwrap())
}

#[tokio::test]
async fn after_429_it_waits_as_long_as_the_carrier_asks() {
    let fault = ApiFault::TooManyRequests {
        retry_after_seconds: Some(2),
    };
    let waited = tries_again(fault, 1).await;
    assert!(waited >= Duration::from_millis(1_950), "{waited:?}");
}

#[tokio::test]
async fn after_503_it_waits_as_long_as_the_carrier_asks() {
    let fault = ApiFault::Unavailable {
        retry_after_seconds: Some(1),
    };
    let waited = tries_again(fault, 1).await;
    assert!(waited >= Duration::from_millis(950), "{waited:?}");
}

#[tokio::test]
async fn without_a_word_about_it_tries_back_off() {
    let fault = ApiFault::Unavailable {
        retry_after_seconds: None,
    };
    let waited = tries_again(fault, 3).await;
    assert!(waited >= Duration::from_millis(200), "{waited:?}");
}

#[tokio::test]
async fn a_refused_connection_is_tried_again_until_the_carrier_is_back() {
    let desk = Setup::default().set("forwarded", "true").open().await;
    desk.carrier.go_down();
    let call = desk.call(CALLER);
    desk.verdict_when(&call, |verdict| verdict.count("text_delayed") >= 2)
        .await;
    assert!(desk.carrier.messages().is_empty());
    desk.carrier.come_up();
    desk.is_texted(&call, CALLER, "forwarded").await;
    desk.close().await;
}

#[tokio::test]
async fn a_carrier_that_is_back_gets_every_text_once() {
    let desk = Setup::default()
        .set("forwarded", "true")
        .set("brakes", "off")
        .open()
        .await;
    desk.carrier.go_down();
    let callers: Vec<_> = (0..20)
        .map(|index| format!("+17735550{index:03}"))
        .collect();
    let calls: Vec<_> = callers.iter().map(|caller| desk.call(caller)).collect();
    for call in &calls {
        desk.verdict_when(call, |verdict| verdict.outcome() != "ringing")
            .await;
    }
    desk.carrier.come_up();
    for caller in &callers {
        desk.texts(caller, 1).await;
        assert_eq!(desk.bodies(caller).await, [TEXT]);
    }
    desk.close().await;
}

#[tokio::test]
async fn a_text_that_waited_outlives_a_kill() {
    let mut desk = Setup::default().set("forwarded", "true").open().await;
    desk.carrier.go_down();
    let call = desk.call(CALLER);
    desk.verdict_when(&call, |verdict| verdict.outcome() == "waiting")
        .await;
    desk.program.kill().await;
    desk.carrier.come_up();
    desk.program.start().await;
    desk.is_texted(&call, CALLER, "forwarded").await;
    desk.close().await;
}

#[tokio::test]
async fn a_text_that_would_come_too_late_is_held_and_the_owner_told() {
    let mut desk = Setup::default()
        .set("forwarded", "true")
        .set("text_minutes", "1")
        .open()
        .await;
    desk.carrier.go_down();
    let call = desk.call(CALLER);
    desk.verdict_when(&call, |verdict| verdict.count("text_delayed") >= 1)
        .await;
    desk.dies_for(Duration::from_secs(61)).await;
    desk.carrier.come_up();
    desk.is_held(&call, "too_late").await;
    let told = desk.texts(OWNER, 1).await.remove(0);
    assert!(
        told.body.contains("(312) 555-0131 was not texted"),
        "{}",
        told.body
    );
    assert!(desk.bodies(CALLER).await.is_empty());
    // The caller was not texted, so that the next call still may be.
    let call = desk.call(CALLER);
    desk.is_texted(&call, CALLER, "forwarded").await;
    desk.close().await;
}

#[tokio::test]
async fn the_carrier_is_told_when_a_text_is_worth_nothing_any_more() {
    let desk = Setup::default()
        .set("forwarded", "true")
        .set("text_minutes", "10")
        .open()
        .await;
    desk.call(CALLER);
    let text = desk.texts(CALLER, 1).await.remove(0);
    let validity = text.validity_seconds;
    assert!(
        (570..=600).contains(&validity),
        "{validity} s of 10 minutes"
    );
    desk.close().await;
}

#[tokio::test]
async fn a_slow_answer_is_an_answer() {
    for fault in [
        ApiFault::SlowBody {
            milliseconds: 1_500,
        },
        ApiFault::SlowAnswer {
            milliseconds: 1_500,
        },
    ] {
        let desk = Setup::default().set("forwarded", "true").open().await;
        desk.carrier
            .break_api(ApiRoute::SendMessage, FaultCount::Next(1), fault);
        let call = desk.call(CALLER);
        desk.is_texted(&call, CALLER, "forwarded").await;
        assert_eq!(sends(&desk).len(), 1);
        desk.close().await;
    }
}

#[tokio::test]
async fn faults_at_random_end_in_one_text_each() {
    let desk = Setup::default()
        .set("forwarded", "true")
        .set("brakes", "off")
        .open()
        .await;
    for fault in [
        ApiFault::TooManyRequests {
            retry_after_seconds: None,
        },
        ApiFault::CloseMidAnswer,
        ApiFault::ErrorAfter,
        ApiFault::Garbage,
        ApiFault::Unavailable {
            retry_after_seconds: None,
        },
    ] {
        let sometimes = FaultCount::Chance(0.15);
        desk.carrier
            .break_api(ApiRoute::SendMessage, sometimes, fault);
    }
    let callers: Vec<_> = (0..30)
        .map(|index| format!("+17735550{index:03}"))
        .collect();
    let calls: Vec<_> = callers.iter().map(|caller| desk.call(caller)).collect();
    let all = || {
        let shown = |caller: &String| !desk.carrier.messages_to(caller).is_empty();
        callers.iter().all(shown).then_some(())
    };
    desk.carrier.until(SOON, all).await.unwrap();
    for (call, caller) in calls.iter().zip(&callers) {
        assert_eq!(desk.verdict(call).await.outcome(), "sent", "{caller}");
        assert_eq!(desk.bodies(caller).await, [TEXT], "{caller}");
    }
    desk.close().await;
}
