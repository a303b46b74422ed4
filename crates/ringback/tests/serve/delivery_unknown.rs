//! Requests that left and whose answer never came: looked up, never sent twice, and shown to a
//! person when nobody can tell.

use std::time::Duration;

use ringback_simulator::{ApiFault, ApiRoute, FaultCount, SimEvent};

use crate::desk::{CALLER, CALLER_2, Desk, OWNER, Setup, TEXT};

/// A desk that misses every call, and a carrier that reports nothing: only its list can tell.
async fn silent() -> Desk {
    Setup::default()
        .set("forwarded", "true")
        .carrier(|config| config.delivery.enabled = false)
        .open()
        .await
}

fn breaks_next_send(desk: &Desk, fault: ApiFault) {
    let next = FaultCount::Next(1);
    desk.carrier.break_api(ApiRoute::SendMessage, next, fault);
}

impl Desk {
    /// How many requests to send to a caller's number have reached the carrier.
    fn sends_received(&self) -> usize {
        let history = self.carrier.history();
        let sends = history.iter().filter(|stamped| {
            matches!(&stamped.event, SimEvent::ApiReceived { method, path }
                if method == "POST" && path.ends_with("/Messages.json"))
        });
        sends.count()
    }

    async fn send_arrives(&self, count: usize) {
        let enough = || (self.sends_received() >= count).then_some(());
        self.carrier.until(crate::desk::SOON, enough).await.unwrap();
    }
}

#[tokio::test]
async fn a_text_that_was_taken_all_the_same_is_found_in_the_list() {
    for fault in [
        ApiFault::ErrorAfter,
        ApiFault::CloseMidAnswer,
        ApiFault::Garbage,
    ] {
        let desk = silent().await;
        breaks_next_send(&desk, fault.clone());
        let call = desk.call(CALLER);
        desk.is_texted(&call, CALLER, "forwarded").await;
        assert_eq!(desk.sends_received(), 1, "{fault:?}");
        let verdict = desk.why(&call).await.unwrap();
        let of_carrier = desk.carrier.messages_to(CALLER).remove(0).sid;
        assert_eq!(verdict.0["text"]["carrier_id"], of_carrier.as_str());
        desk.close().await;
    }
}

#[tokio::test]
async fn the_receipt_tells_of_a_text_whose_answer_hangs() {
    let desk = Setup::default().set("forwarded", "true").open().await;
    breaks_next_send(&desk, ApiFault::HangAfter);
    let call = desk.call(CALLER);
    let began = std::time::Instant::now();
    assert_eq!(desk.verdict(&call).await.outcome(), "sent");
    let took = began.elapsed();
    assert!(
        took < Duration::from_secs(9),
        "{took:?}: sooner than the request's time-out"
    );
    // Cuts the connection, so that nobody waits for the rest of the time-out.
    desk.carrier.go_down();
    assert_eq!(desk.bodies(CALLER).await, [TEXT]);
    desk.close().await;
}

#[tokio::test]
async fn a_request_that_times_out_is_looked_up_and_not_repeated() {
    let desk = silent().await;
    breaks_next_send(&desk, ApiFault::HangAfter);
    let call = desk.call(CALLER);
    // 10 seconds for the request, 10 more until the next look.
    let looked = |verdict: &crate::desk::Verdict| verdict.count("text_looked_up") == 1;
    desk.verdict_when(&call, looked).await;
    desk.is_texted(&call, CALLER, "forwarded").await;
    assert_eq!(desk.sends_received(), 1);
    desk.close().await;
}

/// A call whose text may or may not have been sent, and nobody will ever know.
async fn unknown(fault: ApiFault) -> (Desk, String) {
    let mut desk = silent().await;
    breaks_next_send(&desk, fault);
    let call = desk.call(CALLER);
    desk.send_arrives(1).await;
    desk.verdict_when(&call, |verdict| verdict.count("text_attempted") == 1)
        .await;
    desk.dies_for(Duration::from_secs(121)).await;
    let verdict = desk.verdict(&call).await;
    assert_eq!(verdict.outcome(), "unknown", "{verdict:#?}");
    (desk, call)
}

#[tokio::test]
async fn what_stays_unknown_is_shown_and_not_sent_again() {
    for fault in [
        ApiFault::ErrorBefore,
        ApiFault::HangBefore,
        ApiFault::CloseBefore,
    ] {
        let (mut desk, call) = unknown(fault.clone()).await;
        assert!(desk.bodies(CALLER).await.is_empty(), "{fault:?}");
        let words = desk.program.run(&["why", &call]).await;
        let words = String::from_utf8(words.stdout).unwrap();
        assert_eq!(words.lines().next(), Some("unknown"), "{words}");
        let told = desk.texts(OWNER, 1).await.remove(0);
        assert!(
            told.body
                .starts_with("Nobody can say whether the text to (312) 555-0131")
        );
        let page = desk.page("/").await;
        assert!(
            page.contains("Nobody can say whether this text arrived"),
            "{page}"
        );
        // Another start is no reason to try again.
        let sends = desk.sends_received();
        desk.dies_for(Duration::from_mins(30)).await;
        assert!(desk.bodies(CALLER).await.is_empty(), "{fault:?}");
        assert_eq!(desk.sends_received(), sends);
        desk.close().await;
    }
}

async fn settle(desk: &Desk, outcome: &str) -> u16 {
    let page = desk.page("/").await;
    let action = page.split("action=\"texts/").nth(1).unwrap();
    let id = action.split('/').next().unwrap();
    let form = [("outcome", outcome)];
    let path = format!("/texts/{id}/settle");
    let stranger = desk
        .http
        .post(desk.url(&path))
        .form(&form)
        .send()
        .await
        .unwrap();
    assert_eq!(stranger.status(), 401, "not for strangers");
    let button = desk
        .http
        .post(desk.url(&path))
        .bearer_auth(crate::desk::TOKEN)
        .form(&form);
    button.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn the_owner_says_that_it_arrived() {
    let (desk, call) = unknown(ApiFault::ErrorBefore).await;
    assert_eq!(settle(&desk, "arrived").await, 303);
    assert_eq!(desk.verdict(&call).await.outcome(), "sent");
    assert!(
        desk.bodies(CALLER).await.is_empty(),
        "nothing is sent for it"
    );
    let page = desk.page("/").await;
    assert!(
        !page.contains("texts/"),
        "nothing is left to settle: {page}"
    );
    desk.close().await;
}

#[tokio::test]
async fn the_owner_has_it_sent_again() {
    let (desk, call) = unknown(ApiFault::ErrorBefore).await;
    assert_eq!(settle(&desk, "again").await, 303);
    desk.texts(CALLER, 1).await;
    assert_eq!(desk.bodies(CALLER).await, [TEXT]);
    assert_eq!(desk.verdict(&call).await.outcome(), "sent");
    desk.close().await;
}

#[tokio::test]
async fn a_late_receipt_still_settles_what_was_unknown() {
    let mut desk = silent().await;
    breaks_next_send(&desk, ApiFault::HangAfter);
    // The list does not show it either.
    let fault = ApiFault::Unavailable {
        retry_after_seconds: None,
    };
    desk.carrier
        .break_api(ApiRoute::ReadMessages, FaultCount::Always, fault);
    let call = desk.call(CALLER);
    let text = desk.texts(CALLER, 1).await.remove(0);
    desk.dies_for(Duration::from_secs(121)).await;
    assert_eq!(desk.verdict(&call).await.outcome(), "unknown");
    assert_eq!(
        desk.receipt(&text, "delivered", None)
            .post(&desk)
            .await
            .status,
        204
    );
    desk.is_texted(&call, CALLER, "forwarded").await;
    desk.close().await;
}

#[tokio::test]
async fn a_kill_in_mid_send_leaves_exactly_one_text() {
    let mut desk = silent().await;
    breaks_next_send(&desk, ApiFault::HangAfter);
    let call = desk.call(CALLER);
    desk.texts(CALLER, 1).await;
    desk.program.kill().await;
    desk.program.start().await;
    desk.is_texted(&call, CALLER, "forwarded").await;
    assert_eq!(desk.sends_received(), 1);
    desk.close().await;
}

#[tokio::test]
async fn killed_again_and_again_no_caller_gets_two() {
    let mut desk = Setup::default()
        .set("forwarded", "true")
        .set("brakes", "off")
        .open()
        .await;
    let mut calls = Vec::new();
    // Each round gets a little further before the kill.
    let moments: [fn(&SimEvent) -> bool; 6] = [
        |event| matches!(event, SimEvent::CallPlaced { .. }),
        |event| matches!(event, SimEvent::WebhookPosted { .. }),
        |event| matches!(event, SimEvent::ApiReceived { method, .. } if method == "POST"),
        |event| matches!(event, SimEvent::ApiRequest { method, .. } if method == "POST"),
        |event| matches!(event, SimEvent::TextShown { .. }),
        |event| matches!(event, SimEvent::CallEnded { .. }),
    ];
    for (round, moment) in moments.into_iter().enumerate() {
        let cursor = desk.carrier.cursor();
        for index in 0..4 {
            let caller = format!("+1773555{:04}", round * 10 + index);
            calls.push((desk.call(&caller), caller));
        }
        let reached = desk
            .carrier
            .wait_for_after(cursor, crate::desk::SOON, moment);
        reached.await.unwrap();
        desk.program.kill().await;
        desk.program.start().await;
    }
    // What was out at a kill is looked up once more, and then it is known or unknown for good.
    desk.dies_for(Duration::from_secs(121)).await;
    let mut sent = 0;
    desk.quiet().await;
    for (call, caller) in &calls {
        let texts = desk.carrier.messages_to(caller).len();
        assert!(texts <= 1, "{caller}: {texts} texts");
        sent += texts;
        if texts == 0 {
            // Either its webhooks found nobody, or it was out when nobody can tell.
            let why = desk.why(call).await;
            assert!(
                why.as_ref().is_none_or(|why| why.outcome() == "unknown"),
                "{why:#?}"
            );
        }
    }
    assert!(sent >= 2, "only {sent} of {} were texted", calls.len());
    desk.close_with_alerts(&[11200]).await;
}

#[tokio::test]
async fn the_same_words_to_two_callers_are_not_taken_for_each_other() {
    let desk = silent().await;
    let call = desk.call(CALLER_2);
    desk.is_texted(&call, CALLER_2, "forwarded").await;
    breaks_next_send(&desk, ApiFault::ErrorBefore);
    let call = desk.call(CALLER);
    let looked = |verdict: &crate::desk::Verdict| verdict.count("text_looked_up") == 1;
    desk.verdict_when(&call, looked).await;
    // The first look is a second after the attempt.
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert_eq!(desk.why(&call).await.unwrap().outcome(), "waiting");
    desk.close().await;
}
