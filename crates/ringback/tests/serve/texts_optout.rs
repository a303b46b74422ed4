//! STOP is a promise: nothing leaves after it, whatever was queued, and only START lifts it.

use std::time::Duration;

use ringback_simulator::{FaultCount, WebhookFault, WebhookKind};

use crate::desk::{CALLER, CALLER_2, Desk, LINE, OWNER, Setup, TEXT};

fn missing_all() -> Setup {
    Setup::default().set("forwarded", "true")
}

#[tokio::test]
async fn after_stop_calls_are_held_until_start_and_yes_lifts_nothing() {
    let desk = missing_all()
        .set("live_minutes", "0")
        .set("window_hours", "0")
        .set("brakes", "off")
        .open()
        .await;
    for stop in ["STOP", "  Ｓｔｏｐ. ", "STOP please"] {
        desk.writes(CALLER, stop).await;
        for _ in 0..2 {
            let call = desk.call(CALLER);
            desk.is_held(&call, "opted_out").await;
        }
        desk.writes(CALLER, "YES").await;
        let call = desk.call(CALLER);
        desk.is_held(&call, "opted_out").await;
        let before = desk.bodies(CALLER).await.len();
        desk.writes(CALLER, "START").await;
        let call = desk.call(CALLER);
        assert_eq!(desk.verdict(&call).await.outcome(), "sent", "{stop}");
        assert_eq!(desk.bodies(CALLER).await.len(), before + 1, "{stop}");
    }
    desk.close().await;
}

#[tokio::test]
async fn the_carrier_answers_keywords_and_we_do_not() {
    let desk = Desk::open().await;
    for word in ["HELP", "STOP", "START"] {
        desk.writes(CALLER, word).await;
    }
    desk.quiet().await;
    let answers: Vec<_> = desk.carrier.messages_to(CALLER);
    assert_eq!(answers.len(), 3, "{answers:#?}");
    assert!(
        answers
            .iter()
            .all(|answer| answer.direction == "outbound-reply")
    );
    assert!(
        desk.bodies(OWNER).await.is_empty(),
        "keywords are not relayed"
    );
    let page = desk.page(&format!("/people/{CALLER}")).await;
    assert!(
        !page.contains("This person said STOP."),
        "START came last: {page}"
    );
    desk.writes(CALLER, "STOP").await;
    let page = desk.page(&format!("/people/{CALLER}")).await;
    assert!(page.contains("This person said STOP."), "{page}");
    desk.close().await;
}

#[tokio::test]
async fn an_opt_out_that_only_the_carrier_knew_is_learnt_from_its_refusal() {
    let desk = missing_all().set("window_hours", "0").open().await;
    desk.carrier.opt_out(LINE, CALLER);
    let call = desk.call(CALLER);
    let verdict = desk.verdict(&call).await;
    assert_ne!(verdict.outcome(), "sent", "{verdict:#?}");
    assert!(desk.bodies(CALLER).await.is_empty());
    let call = desk.call(CALLER);
    desk.is_held(&call, "opted_out").await;
    let page = desk.page(&format!("/people/{CALLER}")).await;
    assert!(page.contains("This person said STOP."), "{page}");
    desk.close().await;
}

#[tokio::test]
async fn an_opt_out_that_comes_with_the_receipt_is_one_too() {
    let desk = missing_all()
        .set("window_hours", "0")
        .carrier(|config| config.delivery.enabled = false)
        .open()
        .await;
    let call = desk.call(CALLER);
    let text = desk.texts(CALLER, 1).await.remove(0);
    desk.verdict(&call).await;
    let receipt = desk.receipt(&text, "failed", Some(21610));
    assert_eq!(receipt.post(&desk).await.status, 204);
    let call = desk.call(CALLER);
    desk.is_held(&call, "opted_out").await;
    assert_eq!(desk.bodies(CALLER).await, [TEXT]);
    desk.close().await;
}

#[tokio::test]
async fn nothing_that_was_queued_leaves_after_stop() {
    let mut desk = missing_all().set("line_pace", "0.01").open().await;
    let first = desk.call(CALLER);
    desk.is_texted(&first, CALLER, "forwarded").await;
    // From here on the pace lets nothing leave for a minute and a half.
    let (stopped, other) = (CALLER_2, "+13125550133");
    let calls = [desk.call(stopped), desk.call(other)];
    for call in &calls {
        desk.verdict_when(call, |verdict| verdict.outcome() == "waiting")
            .await;
    }
    desk.writes(stopped, "STOP").await;
    desk.is_held(&calls[0], "opted_out").await;
    desk.dies_for(Duration::from_mins(3)).await;
    desk.is_texted(&calls[1], other, "forwarded").await;
    assert!(desk.bodies(stopped).await.is_empty());
    desk.close().await;
}

#[tokio::test]
async fn stop_holds_what_waits_for_a_carrier_that_is_down() {
    let desk = missing_all().open().await;
    desk.carrier.go_down();
    let call = desk.call(CALLER);
    let tried = |verdict: &crate::desk::Verdict| verdict.count("text_delayed") > 0;
    desk.verdict_when(&call, tried).await;
    let stop = desk.webhook(
        "/twilio/message",
        &crate::desk::text_fields(&format!("SM{:032x}", 5), CALLER, "STOP"),
    );
    assert_eq!(stop.post(&desk).await.status, 200);
    desk.carrier.come_up();
    desk.is_held(&call, "opted_out").await;
    assert!(desk.bodies(CALLER).await.is_empty());
    desk.close().await;
}

#[tokio::test]
async fn stop_that_comes_twice_or_after_its_start_by_mistake_changes_nothing_more() {
    let desk = missing_all().open().await;
    let stop = desk.writes(CALLER, "STOP").await;
    desk.writes(CALLER, "START").await;
    // The same STOP again: a replay must not undo the START.
    let again = desk.webhook(
        "/twilio/message",
        &crate::desk::text_fields(&stop, CALLER, "STOP"),
    );
    assert_eq!(again.post(&desk).await.status, 200);
    let call = desk.call(CALLER);
    desk.is_texted(&call, CALLER, "forwarded").await;
    desk.close().await;
}

#[tokio::test]
async fn the_owner_is_told_when_an_answer_may_not_go() {
    let desk = Desk::open().await;
    desk.writes(CALLER, "My sink leaks").await;
    desk.writes(CALLER, "STOP").await;
    desk.writes(OWNER, "On my way").await;
    let told = desk.bodies(OWNER).await;
    assert!(
        told.last().unwrap().contains("(312) 555-0131 said STOP"),
        "{told:?}"
    );
    assert!(desk.bodies(CALLER).await.is_empty());
    desk.close().await;
}

#[tokio::test]
async fn a_stop_whose_webhook_was_lost_counts_after_the_next_start() {
    let mut desk = missing_all().open().await;
    let lost = FaultCount::Next(1);
    desk.carrier
        .break_webhooks(Some(WebhookKind::Message), lost, WebhookFault::Lose);
    desk.carrier.send_text(CALLER, LINE, "STOP", Vec::new());
    desk.program.kill().await;
    desk.program.start().await;
    let learnt = async {
        while desk.stranger_gets("/healthz").await.status() == 200 {
            if desk
                .timeline()
                .await
                .iter()
                .any(|entry| entry["what"] == "opted_out")
            {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(crate::desk::SOON, learnt)
        .await
        .unwrap();
    let call = desk.call(CALLER);
    desk.is_held(&call, "opted_out").await;
    desk.close_with_alerts(&[11200]).await;
}
