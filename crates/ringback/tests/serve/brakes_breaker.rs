//! The breaker: a burst of very short calls pauses automatic texts, alarms the owner once, and is
//! ended by a person or by quiet.

use std::time::Duration;

use reqwest::Method;

use crate::desk::{Desk, OWNER, Setup};

/// Four numbers open it; on a busy machine a caller who hangs up at once may take a while.
async fn desk() -> Desk {
    let setup = Setup::default().set("breaker_numbers", "4");
    setup.set("breaker_seconds", "30").open().await
}

/// Somebody who hangs up as soon as it rings.
async fn hangs_up(desk: &Desk, area: u32) -> String {
    let call = desk.call(&format!("+1{area}5550142"));
    desk.rings(&call, OWNER).await;
    desk.carrier.caller_hang_up(&call).unwrap();
    desk.ends(&call).await;
    call
}

async fn alarms(desk: &Desk) -> usize {
    let told = desk.bodies(OWNER).await;
    let paused = told.iter();
    paused
        .filter(|told| told.starts_with("Automatic texts are paused: 4 very short calls"))
        .count()
}

#[tokio::test]
async fn a_burst_opens_the_breaker_and_a_person_lifts_it() {
    let desk = desk().await;
    for area in [212, 213, 214] {
        let call = hangs_up(&desk, area).await;
        assert_eq!(desk.verdict(&call).await.outcome(), "sent");
    }
    for area in [215, 216, 217] {
        let call = hangs_up(&desk, area).await;
        desk.is_held(&call, "brake").await;
    }
    assert_eq!(alarms(&desk).await, 1, "{:?}", desk.bodies(OWNER).await);
    let page = desk.page("/settings/limits").await;
    for part in [
        "3 callers were",
        "Lift for an hour",
        "Automatic texts are paused",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let listed = desk.program.run(&["brakes"]).await;
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(listed.contains("HOLDS until"), "{listed}");

    let lift = desk
        .http
        .request(Method::POST, desk.url("/settings/limits/lift"))
        .bearer_auth(crate::desk::TOKEN)
        .form(&[("brake", "breaker"), ("span", "hour")]);
    assert!(lift.send().await.unwrap().status().is_redirection());
    let call = hangs_up(&desk, 218).await;
    assert_eq!(desk.verdict(&call).await.outcome(), "sent");
    let notices = desk.notices().await;
    let lifted = "The operator lifted the brake (breaker) for an hour.".to_owned();
    assert!(notices.contains(&lifted), "{notices:?}");
    let again = desk
        .program
        .run(&["brakes", "--set-again", "breaker"])
        .await;
    assert!(again.status.success());
    desk.close().await;
}

#[tokio::test]
async fn quiet_closes_the_breaker() {
    let mut desk = desk().await;
    for area in [212, 213, 214, 215] {
        hangs_up(&desk, area).await;
    }
    let call = hangs_up(&desk, 216).await;
    desk.is_held(&call, "brake").await;
    desk.dies_for(Duration::from_mins(16)).await;
    let call = hangs_up(&desk, 217).await;
    assert_eq!(desk.verdict(&call).await.outcome(), "sent");
    assert_eq!(alarms(&desk).await, 1);
    desk.close().await;
}
