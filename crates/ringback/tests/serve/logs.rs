//! Logs and metrics: useful, and without a secret or anybody's number in them, at every level.

use ringback_simulator::{ApiFault, ApiRoute, FaultCount, Media};
use serde_json::Value;

use crate::desk::{CALLER, CALLER_2, Desk, LINE, OWNER, Setup, TEXT};

/// A bit of everything: a text, a picture, an answer, a stop, a forged webhook, a carrier that
/// refuses, breaks off and goes away.
async fn a_day_at_the_desk(desk: &Desk) {
    let call = desk.call(CALLER);
    desk.is_texted(&call, CALLER, "forwarded").await;
    let picture = vec![Media::sample_picture()];
    desk.carrier
        .send_text(CALLER, LINE, "My sink leaks", picture);
    desk.texts(OWNER, 1).await;
    desk.writes(OWNER, "On my way").await;
    desk.writes(CALLER, "STOP").await;
    let forged = desk.raw_call(1).arrives().unsigned();
    assert_eq!(forged.post(desk).await.status, 403);
    let fault = ApiFault::Refuse {
        status: 400,
        code: 21211,
        message: format!("The 'To' number {CALLER_2} is not a valid phone number."),
    };
    for fault in [fault, ApiFault::ErrorAfter] {
        desk.carrier
            .break_api(ApiRoute::SendMessage, FaultCount::Next(1), fault);
    }
    let call = desk.call(CALLER_2);
    desk.verdict(&call).await;
    let call = desk.call("+13125550133");
    desk.verdict(&call).await;
    desk.carrier.go_down();
    // A request on a connection that is just being closed would be looked up, not tried again.
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let call = desk.call("+13125550134");
    desk.verdict_when(&call, |verdict| verdict.count("text_delayed") > 0)
        .await;
    desk.carrier.come_up();
    desk.verdict(&call).await;
    desk.page("/").await;
}

/// Neither numbers, nor what people wrote, nor secrets.
fn assert_says_nothing_private(desk: &Desk, words: &str) {
    for number in [CALLER, CALLER_2, OWNER, "+13125550133", "+13125550134"] {
        for spelt in [
            number,
            &number[1..],
            &number[2..],
            &number.replace('+', "%2B"),
        ] {
            assert!(!words.contains(spelt), "{spelt} is in\n{words}");
        }
    }
    for private in [
        "My sink leaks",
        "On my way",
        TEXT,
        crate::desk::TOKEN,
        desk.carrier.auth_token(),
    ] {
        assert!(!words.contains(private), "`{private}` is in\n{words}");
    }
}

#[tokio::test]
async fn at_no_level_is_there_a_secret_or_a_number_in_the_log() {
    for level in ["info", "debug", "trace"] {
        let desk = Setup::default()
            .set("forwarded", "true")
            .set("log", level)
            .open()
            .await;
        a_day_at_the_desk(&desk).await;
        let log = desk.program.log();
        assert!(log.lines().count() > 3, "it says something: {log}");
        assert_says_nothing_private(&desk, &log);
        desk.close().await;
    }
}

#[tokio::test]
async fn logs_for_programs_are_one_json_object_a_line() {
    let desk = Setup::default()
        .set("forwarded", "true")
        .set("log_format", "json")
        .open()
        .await;
    a_day_at_the_desk(&desk).await;
    let log = desk.program.log();
    for line in log.lines() {
        let entry: Value = serde_json::from_str(line).unwrap();
        assert!(
            entry["level"].is_string() && entry["timestamp"].is_string(),
            "{line}"
        );
    }
    assert_says_nothing_private(&desk, &log);
    desk.close().await;
}

#[tokio::test]
async fn metrics_count_and_name_nobody() {
    let desk = Setup::default().set("forwarded", "true").open().await;
    a_day_at_the_desk(&desk).await;
    let metrics = desk.page("/metrics").await;
    for counted in [
        "ringback_calls_total{outcome=\"missed\"} 4",
        "ringback_texts_received_total 3",
        "ringback_webhooks_refused_total{status=\"403\"} 1",
        "ringback_text_retries_total",
        "ringback_webhook_seconds_bucket",
    ] {
        assert!(metrics.contains(counted), "{counted} is not in\n{metrics}");
    }
    assert_says_nothing_private(&desk, &metrics);
    desk.close().await;
}
