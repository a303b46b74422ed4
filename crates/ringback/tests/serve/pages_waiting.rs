//! What waits for a person, and the lists of conversations and calls.

use ringback_simulator::Phone;

use crate::desk::{CALLER, Desk, OWNER, Setup, TOKEN};
use crate::pages_answer::{answers, waits};

#[tokio::test]
async fn done_ends_waiting_and_another_business_finds_nothing() {
    let desk = Desk::open().await;
    desk.writes(CALLER, "Can you look at the boiler?").await;
    let press = |path: &'static str| {
        let form = [("key", format!("answer:{CALLER}"))];
        let posted = desk.http.post(desk.url(path)).bearer_auth(TOKEN);
        posted.form(&form).send()
    };
    let foreign = press("/waiting/done?business=99").await.unwrap();
    assert_eq!(foreign.status(), 404);
    assert!(waits(&desk).await);
    for _ in 0..2 {
        assert_eq!(press("/waiting/done").await.unwrap().status(), 303);
        assert!(!waits(&desk).await);
    }
    let (status, _) = answers(&desk, CALLER, &[("body", "Hi"), ("key", "k")]).await;
    assert_eq!(status, 200, "it can still be answered");
    let posted = desk
        .http
        .post(desk.url(&format!("/people/{CALLER}/answer?business=99")));
    let posted = posted
        .bearer_auth(TOKEN)
        .form(&[("body", "Hi"), ("key", "o")]);
    assert_eq!(posted.send().await.unwrap().status(), 404);
    desk.close().await;
}

#[tokio::test]
async fn a_landline_that_calls_twice_is_one_call_to_make() {
    let desk = Setup::default().set("forwarded", "true").open().await;
    let landline = "+442079460018";
    desk.carrier.add_phone(Phone::new(landline));
    for _ in 0..2 {
        let call = desk.call(landline);
        desk.is_held(&call, "landline").await;
    }
    let page = desk.page("/").await;
    assert!(page.contains("Called 2 times."), "{page}");
    assert!(page.contains(&format!("href=\"tel:{landline}\"")), "{page}");
    assert_eq!(page.matches("value=\"call:").count(), 1, "{page}");
    desk.close().await;
}

#[tokio::test]
async fn taking_the_call_ends_the_waiting() {
    let desk = Setup::default().speed(15.0).open().await;
    desk.writes(CALLER, "Call me back please").await;
    assert!(waits(&desk).await);
    let call = desk.call(CALLER);
    desk.rings(&call, OWNER).await;
    desk.carrier.answer(OWNER).unwrap();
    desk.hears(&call, OWNER, "Press 1 to take the call").await;
    desk.carrier.press(OWNER, "1").unwrap();
    desk.carrier
        .until(crate::desk::SOON, || {
            let history = desk.carrier.history();
            history
                .iter()
                .any(|stamped| {
                    matches!(stamped.event, ringback_simulator::SimEvent::Bridged { .. })
                })
                .then_some(())
        })
        .await
        .unwrap();
    desk.carrier.caller_hang_up(&call).unwrap();
    assert_eq!(desk.verdict(&call).await.outcome(), "answered");
    assert!(!waits(&desk).await);
    desk.close().await;
}

#[tokio::test]
async fn an_answer_from_the_owners_phone_ends_waiting_too() {
    let desk = Desk::open().await;
    desk.writes(CALLER, "Do you do boilers?").await;
    assert!(waits(&desk).await);
    desk.writes(OWNER, "We do").await;
    assert!(!waits(&desk).await);
    desk.close().await;
}

#[tokio::test]
async fn lists_go_on_to_the_next_page() {
    let desk = Desk::open().await;
    for person in 0..35 {
        desk.writes(&format!("+13125551{person:03}"), "Hello").await;
    }
    let all = desk.page("/conversations?filter=waiting").await;
    assert_eq!(all.matches("thread-row").count(), 35, "{all}");
    for person in 0..35 {
        let number = format!("+13125551{person:03}");
        let form = [("key", format!("answer:{number}"))];
        let posted = desk.http.post(desk.url("/waiting/done")).bearer_auth(TOKEN);
        posted.form(&form).send().await.unwrap();
    }
    let first = desk.page("/conversations").await;
    let next = first.split("rel=\"next\" href=\"").nth(1).unwrap();
    let next = next.split('"').next().unwrap();
    let second = desk.page(&format!("/{next}")).await;
    let people = |page: &str| page.matches("thread-row").count();
    assert_eq!((people(&first), people(&second)), (30, 5));
    assert!(!second.contains("rel=\"next\""));
    desk.close().await;
}
