//! The check that calls to another number are forwarded here: what is seen, said and kept.

use ringback_simulator::PlaceCall;
use serde_json::Value;

use crate::desk::{CALLER, CALLER_2, Desk, LINE, Setup, TOKEN};

/// The number that people dial.
const SHOP: &str = "+13125550188";
const UNCHECKED: &str = "Forwarding to (312) 555-0100 has not been checked yet.";

async fn forwarded_desk() -> Desk {
    Setup::default().set("forwarded", "true").open().await
}

/// Begins a check; the address of its state.
async fn begin(desk: &Desk, public: &str) -> String {
    let request = desk.http.post(desk.url("/setup/forwarding"));
    let request = request.bearer_auth(TOKEN).form(&[("public", public)]);
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), 303);
    let to = answer.headers()["location"].to_str().unwrap().to_owned();
    let (_, query) = to.split_once('?').unwrap();
    format!("/setup/forwarding/state?{query}")
}

async fn call(desk: &Desk, from: &str, forwarder: Option<&str>) {
    let call = PlaceCall::new(from, LINE);
    let call = match forwarder {
        Some(forwarder) => call.forwarded_from(forwarder),
        None => call,
    };
    desk.carrier.place(call).unwrap();
}

/// What the check says once a call has arrived from this caller.
async fn seen(desk: &Desk, state: &str, caller: &str) -> Value {
    for _ in 0..400 {
        let said = desk.json(state).await;
        let sentence = said["sentence"].as_str().unwrap_or_default();
        if sentence.contains(caller) {
            return said;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    panic!("no call was seen");
}

#[tokio::test]
async fn a_forwarded_call_is_seen_to_arrive_and_kept() {
    let mut desk = forwarded_desk().await;
    assert!(desk.page("/").await.contains(UNCHECKED));
    let page = desk.page("/setup/forwarding").await;
    assert!(page.contains("Not checked yet"), "{page}");
    let state = begin(&desk, "(312) 555-0188").await;
    assert_eq!(desk.json(&state).await["arrived"], false);
    call(&desk, CALLER, Some("+13125550199")).await;
    let other = seen(&desk, &state, "555-0131").await;
    assert_eq!(
        (&other["other"], &other["proven"]),
        (&true.into(), &false.into())
    );
    call(&desk, CALLER_2, Some(SHOP)).await;
    let found = seen(&desk, &state, "555-0132").await;
    assert_eq!(found["proven"], true);
    assert_eq!(
        found["sentence"],
        "A call from (312) 555-0132 arrived here, forwarded from (312) 555-0188. Forwarding works."
    );
    let spare = found["spare"].as_str().unwrap();
    assert!(spare.contains("no carrier tells"), "{spare}");
    assert!(!desk.page("/").await.contains(UNCHECKED));
    desk.program.kill().await;
    desk.program.start().await;
    assert!(!desk.page("/").await.contains(UNCHECKED), "after a restart");
    let page = desk.page("/setup/forwarding").await;
    assert!(page.contains("forwarded from (312) 555-0188"), "{page}");
    desk.close().await;
}

#[tokio::test]
async fn a_carrier_that_does_not_say_from_where_is_no_proof_but_seen() {
    let desk = forwarded_desk().await;
    call(&desk, CALLER, None).await;
    desk.texts(CALLER, 1).await;
    assert!(desk.page("/").await.contains(UNCHECKED), "an everyday call");
    let state = begin(&desk, "").await;
    call(&desk, CALLER_2, None).await;
    let found = seen(&desk, &state, "555-0132").await;
    assert_eq!(
        (&found["proven"], &found["other"]),
        (&false.into(), &false.into())
    );
    let sentence = found["sentence"].as_str().unwrap();
    assert!(
        sentence.contains("your carrier does not say from where"),
        "{sentence}"
    );
    assert!(!desk.page("/").await.contains(UNCHECKED));
    desk.close().await;
}

#[tokio::test]
async fn an_everyday_call_that_says_where_it_comes_from_is_proof_by_itself() {
    let desk = forwarded_desk().await;
    call(&desk, CALLER, Some(SHOP)).await;
    desk.texts(CALLER, 1).await;
    assert!(!desk.page("/").await.contains(UNCHECKED));
    desk.close().await;
}

#[tokio::test]
async fn what_is_no_number_is_told_and_a_line_that_is_dialled_has_nothing_to_check() {
    let desk = forwarded_desk().await;
    let request = desk.http.post(desk.url("/setup/forwarding"));
    let request = request.bearer_auth(TOKEN).form(&[("public", "12")]);
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), 422);
    let words = answer.text().await.unwrap();
    assert!(words.contains("not a whole phone number"), "{words}");
    desk.close().await;
    let desk = Setup::default().open().await;
    assert!(!desk.page("/").await.contains("has not been checked yet"));
    let page = desk.page("/setup/forwarding").await;
    assert!(!page.contains("Begin the check"), "{page}");
    let answer = desk.get("/setup/forwarding/state?since=1").send().await;
    assert_eq!(answer.unwrap().status(), 400);
    desk.close().await;
}
