//! Two businesses in one installation, each with a carrier account of its own: what one's account
//! signs, what one's customers say and what one's brakes hold back is nothing to the other.

use std::time::{Duration, Instant};

use crate::desk::town::{OTHER_LINE, OTHER_TOKEN, Town};
use crate::desk::{CALLER, CALLER_2, OWNER, SECOND, SOON};
use crate::doors_carrier::webhooks;

/// A text that the brakes of somebody else had nothing to do with leaves within this.
const AT_ONCE: Duration = Duration::from_secs(3);

#[tokio::test]
async fn an_account_opens_its_own_door_and_no_other() {
    let town = Town::open().await;
    let before = town.desk.rows_of(1).await;
    for own in webhooks(&town.desk) {
        let path = own.url.clone();
        let mut forged = own.clone();
        forged.token = Some(OTHER_TOKEN.to_owned());
        let answer = forged.post(&town.desk).await;
        assert_eq!(answer.status, 403, "the other's token: {path}: {answer:?}");
        // What it may sign is its own; a number that is not is not there.
        let named = forged.set("AccountSid", town.other.account_sid());
        let answer = named.post(&town.desk).await;
        assert_eq!(
            answer.status, 404,
            "the other's account: {path}: {answer:?}"
        );
        let mut borrowed = own.set("AccountSid", town.other.account_sid());
        borrowed.token = Some(town.desk.carrier.auth_token().to_owned());
        let answer = borrowed.post(&town.desk).await;
        assert_eq!(answer.status, 403, "the other's id: {path}: {answer:?}");
    }
    assert_eq!(town.desk.rows_of(1).await, before, "it has left nothing");
    assert!(town.desk.carrier.messages().is_empty());
    assert!(town.other.messages().is_empty());
    // What each signs of its own is taken, and answered through its own account.
    let (ours, theirs) = (town.desk.call(CALLER), town.calls_other(CALLER));
    for call in [&ours, &theirs] {
        assert_eq!(town.desk.verdict(call).await.outcome(), "sent", "{call}");
    }
    let texts = town.other.api_messages_to(CALLER);
    assert_eq!((texts.len(), texts[0].from.as_str()), (1, OTHER_LINE));
    assert!(texts[0].body.contains("Lakeside Heating"), "{texts:?}");
    assert_eq!(town.desk.bodies(CALLER).await.len(), 1);
    town.close().await;
}

#[tokio::test]
async fn stop_to_one_is_no_stop_to_the_other() {
    let town = Town::open().await;
    town.desk.writes(CALLER, "STOP").await;
    town.writes_other(CALLER_2, "STOP").await;
    for (caller, ours, theirs) in [(CALLER, "held", "sent"), (CALLER_2, "sent", "held")] {
        let call = town.desk.call(caller);
        assert_eq!(town.desk.verdict(&call).await.outcome(), ours, "{caller}");
        let call = town.calls_other(caller);
        assert_eq!(town.desk.verdict(&call).await.outcome(), theirs, "{caller}");
    }
    assert!(town.desk.bodies(CALLER).await.is_empty());
    assert_eq!(town.bodies_of_other(CALLER).await.len(), 1);
    assert!(town.bodies_of_other(CALLER_2).await.is_empty());
    // Nor does START to one lift what was said to the other.
    town.writes_other(CALLER, "START").await;
    let call = town.desk.call(CALLER);
    town.desk.is_held(&call, "opted_out").await;
    town.close().await;
}

#[tokio::test]
async fn a_burst_at_one_leaves_the_others_texts_going_at_once() {
    let town = Town::open().await;
    let limits = [("breaker_numbers", "4"), ("breaker_seconds", "30")];
    let saved = town.sam.post("/settings/limits", &limits).await;
    assert_eq!(saved.status(), 303);
    for area in 212..=215 {
        let call = town.desk.call(&format!("+1{area}5550142"));
        town.desk.rings(&call, OWNER).await;
        town.desk.carrier.caller_hang_up(&call).unwrap();
        town.desk.ends(&call).await;
    }
    let call = town.desk.call(CALLER);
    town.desk.is_held(&call, "brake").await;
    let began = Instant::now();
    let call = town.calls_other(CALLER);
    let texted = || Some(town.other.api_messages_to(CALLER)).filter(|texts| !texts.is_empty());
    town.other.until(SOON, texted).await.unwrap();
    let ended = town.other.call(&call).unwrap();
    assert!(
        began.elapsed() < AT_ONCE,
        "{:?}: {ended:?}",
        began.elapsed()
    );
    assert!(town.desk.bodies(CALLER).await.is_empty());
    // The alarm is for the business that it is about.
    let told = town.desk.bodies(OWNER).await;
    let alarm = |told: &String| told.starts_with("Automatic texts are paused");
    assert!(told.iter().any(alarm), "{told:?}");
    assert!(town.bodies_of_other(SECOND).await.is_empty());
    let limits = town.ann.get("/settings/limits").await;
    let limits = limits.text().await.unwrap();
    assert!(!limits.contains("Automatic texts are paused"), "{limits}");
    town.close().await;
}

#[tokio::test]
async fn a_feed_tells_of_its_own_business_only() {
    let town = Town::open().await;
    let mut feed = town.ann.get("/live").await;
    assert_eq!(feed.status(), 200);
    town.desk.writes(CALLER, "Words for Riverside").await;
    town.writes_other(CALLER_2, "Words for Lakeside").await;
    let call = town.calls_other(CALLER_2);
    town.desk.verdict(&call).await;
    let (ours, theirs) = (ids(&town, 1).await, ids(&town, 2).await);
    let mut said = String::new();
    let reading = async {
        // The latest of its own comes after whatever there would have been of the other's.
        while !said.contains(theirs.last().unwrap()) {
            let chunk = feed.chunk().await.unwrap().unwrap();
            said.push_str(&String::from_utf8_lossy(&chunk));
        }
    };
    tokio::time::timeout(SOON, reading).await.unwrap();
    assert!(!ours.is_empty());
    for foreign in ours
        .iter()
        .map(String::as_str)
        .chain(["for Riverside", "555-0131"])
    {
        assert!(!said.contains(foreign), "{foreign}: {said}");
    }
    town.close().await;
}

/// The calls and texts on a business's timeline, oldest first.
async fn ids(town: &Town, business: i64) -> Vec<String> {
    let path = format!("/api/timeline?limit=500&business={business}");
    let timeline = town.desk.json(&path).await;
    let entries = timeline["entries"].as_array().unwrap().iter();
    entries
        .flat_map(|entry| [&entry["call"], &entry["text"]])
        .filter_map(|id| id.as_str().map(str::to_owned))
        .collect()
}
