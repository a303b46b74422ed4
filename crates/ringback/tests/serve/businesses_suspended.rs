//! A business is suspended beside the running server, and let go on: its lines are silent and its
//! people locked out meanwhile, nothing is lost, and nobody else notices.

use std::time::Duration;

use ringback_simulator::{ApiFault, ApiRoute, FaultCount, SimEvent};

use crate::desk::people::PASSWORD;
use crate::desk::town::Town;
use crate::desk::{CALLER, CALLER_2, OWNER, SOON};

const CALLER_3: &str = "+13125550133";
const CALLER_4: &str = "+13125550134";

/// Runs `ringback business suspend`, and waits until the server has seen it.
async fn suspends(town: &Town, undo: bool) {
    let mut command = vec!["business", "suspend", "Riverside Plumbing"];
    command.extend(undo.then_some("--undo"));
    let done = town.desk.program.run(&command).await;
    let fault = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{fault}");
    // The public pages of a suspended business are not there.
    let seen = async {
        let wanted = if undo { 200 } else { 404 };
        while town.desk.stranger_gets("/p/1/privacy").await.status() != wanted {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(SOON, seen).await.unwrap();
}

/// The second business goes on as if nothing were.
async fn others_are_texted(town: &Town, caller: &str) {
    let call = town.calls_other(caller);
    assert_eq!(town.desk.verdict(&call).await.outcome(), "sent", "{caller}");
    assert!(town.ann.is_in().await);
    assert_eq!(town.desk.login("ann", PASSWORD).await.status(), 303);
}

#[tokio::test]
async fn a_suspended_business_is_silent_until_it_goes_on() {
    let town = Town::open().await;
    let desk = &town.desk;
    // A text waits for the carrier when the business is suspended.
    let unavailable = ApiFault::Unavailable {
        retry_after_seconds: None,
    };
    desk.carrier
        .break_api(ApiRoute::SendMessage, FaultCount::Always, unavailable);
    let waits = desk.call(CALLER);
    let delayed = async {
        let is_delayed = |entry: &serde_json::Value| entry["what"] == "text_delayed";
        while !desk.timeline().await.iter().any(is_delayed) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(SOON, delayed).await.unwrap();
    suspends(&town, false).await;
    desk.carrier.heal();
    desk.is_held(&waits, "suspended").await;

    let call = desk.call(CALLER_2);
    desk.is_held(&call, "suspended").await;
    let rang =
        desk.carrier.history().iter().any(
            |event| matches!(&event.event, SimEvent::PhoneRings { call: of, .. } if *of == call),
        );
    assert!(!rang, "its lines ring nobody");
    desk.writes(CALLER_3, "STOP").await;
    desk.writes(CALLER_4, "Can you come today?").await;
    desk.quiet().await;
    for number in [CALLER, CALLER_2, CALLER_3, CALLER_4, OWNER] {
        assert!(desk.carrier.api_messages_to(number).is_empty(), "{number}");
    }
    let path = "/calls";
    assert_eq!(town.sam.get(path).await.status(), 403);
    let again = desk.login("sam", PASSWORD).await;
    assert_eq!(again.status(), 403, "its people cannot log in");
    assert!(again.headers().get("set-cookie").is_none());
    assert!(again.text().await.unwrap().contains("suspended"));
    let wrong = desk.login("sam", "not the password at all").await;
    assert_eq!(wrong.status(), 401, "and nobody else learns of it");
    others_are_texted(&town, CALLER).await;

    suspends(&town, true).await;
    let sam = desk.logs_in("sam").await;
    assert_eq!(sam.get(path).await.status(), 200);
    assert!(town.sam.is_in().await, "who was logged in still is");
    for caller in [CALLER, CALLER_2] {
        let call = desk.call(caller);
        let verdict = desk.verdict(&call).await;
        assert_eq!(verdict.outcome(), "sent", "{caller}: {verdict:#?}");
        assert_eq!(desk.bodies(caller).await.len(), 1, "{caller}");
    }
    let call = desk.call(CALLER_3);
    desk.is_held(&call, "opted_out").await;
    let thread = sam.get(&format!("/people/{CALLER_4}")).await;
    let thread = thread.text().await.unwrap();
    assert!(thread.contains("Can you come today?"), "{thread}");
    others_are_texted(&town, CALLER_2).await;
    town.close().await;
}
