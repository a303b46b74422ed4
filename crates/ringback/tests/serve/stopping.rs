//! SIGTERM under load: it ends in time, and nothing is lost.

use std::time::{Duration, Instant};

use ringback_simulator::{ApiFault, ApiRoute, FaultCount, SimEvent};

use crate::desk::{CALLER, Desk, SOON, Setup, TEXT};

#[tokio::test]
async fn sigterm_under_load_loses_and_doubles_nothing() {
    let mut desk = Setup::default()
        .set("forwarded", "true")
        .set("brakes", "off")
        .set("line_pace", "10")
        .open()
        .await;
    let slow = ApiFault::SlowAnswer { milliseconds: 400 };
    desk.carrier
        .break_api(ApiRoute::SendMessage, FaultCount::Always, slow);
    let callers: Vec<_> = (0..40)
        .map(|index| format!("+17735550{index:03}"))
        .collect();
    for caller in &callers {
        desk.call(caller);
    }
    // Some are with the carrier, some are out, some still wait.
    let some = || (desk.carrier.messages().len() >= 4).then_some(());
    desk.carrier.until(SOON, some).await.unwrap();
    let began = Instant::now();
    let status = desk.program.terminate().await;
    assert_eq!(status.code(), Some(0));
    assert!(
        began.elapsed() < Duration::from_secs(10),
        "{:?}",
        began.elapsed()
    );
    let sent = desk.carrier.messages().len();
    assert!(sent < callers.len(), "it stopped in the middle");
    desk.carrier.heal();
    desk.program.start().await;
    desk.quiet().await;
    let calls = desk.json("/api/calls?limit=500").await;
    let mut texted = 0;
    // A call that came when nobody listened any more was never heard of.
    for call in calls["calls"].as_array().unwrap() {
        assert_eq!(
            desk.bodies(call["caller"].as_str().unwrap()).await,
            [TEXT],
            "{call}"
        );
        texted += 1;
    }
    let all = desk.carrier.messages().len();
    assert_eq!(all, texted, "nobody else got one");
    assert!(texted >= sent, "{texted} of {sent}");
    desk.close_with_alerts(&[11200]).await;
}

#[tokio::test]
async fn sigterm_waits_for_a_send_that_is_out_and_keeps_its_answer() {
    let mut desk = Setup::default().set("forwarded", "true").open().await;
    let slow = ApiFault::SlowBody {
        milliseconds: 2_000,
    };
    desk.carrier
        .break_api(ApiRoute::SendMessage, FaultCount::Next(1), slow);
    let call = desk.call(CALLER);
    desk.texts(CALLER, 1).await;
    assert_eq!(desk.program.terminate().await.code(), Some(0));
    assert_eq!(desk.why(&call).await.unwrap().outcome(), "sent");
    desk.program.start().await;
    desk.is_texted(&call, CALLER, "forwarded").await;
    desk.close().await;
}

#[tokio::test]
async fn sigterm_does_not_wait_for_a_carrier_that_hangs() {
    let mut desk = Setup::default().set("forwarded", "true").open().await;
    let hangs = ApiFault::HangAfter;
    desk.carrier
        .break_api(ApiRoute::SendMessage, FaultCount::Next(1), hangs);
    let call = desk.call(CALLER);
    desk.sees(|event| {
        matches!(event, SimEvent::ApiReceived { method, path }
            if method == "POST" && path.ends_with("/Messages.json"))
    })
    .await;
    let began = Instant::now();
    assert_eq!(desk.program.terminate().await.code(), Some(0));
    assert!(
        began.elapsed() < Duration::from_secs(10),
        "{:?}",
        began.elapsed()
    );
    desk.program.start().await;
    desk.is_texted(&call, CALLER, "forwarded").await;
    desk.close().await;
}

#[tokio::test]
async fn after_sigterm_nobody_is_let_in() {
    let mut desk = Desk::open().await;
    desk.program.terminate().await;
    assert!(desk.http.get(desk.url("/healthz")).send().await.is_err());
    desk.program.start().await;
    desk.close().await;
}
