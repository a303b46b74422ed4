//! A person answers from the page: once, from the line of the conversation, and not past a STOP.

use reqwest::StatusCode;

use crate::desk::{CALLER, CALLER_2, Desk, LINE, OWNER, TOKEN};

/// An answer as the page's script posts it.
pub async fn answers(desk: &Desk, to: &str, fields: &[(&str, &str)]) -> (StatusCode, String) {
    let posted = desk
        .http
        .post(desk.url(&format!("/people/{to}/answer")))
        .bearer_auth(TOKEN)
        .header("accept", "application/json")
        .form(fields);
    let answer = posted.send().await.unwrap();
    (answer.status(), answer.text().await.unwrap())
}

/// The last words that the page shows to whoever writes.
async fn seen(desk: &Desk, party: &str) -> String {
    let page = desk.page(&format!("/people/{party}")).await;
    let rest = page.split("name=\"seen\" value=\"").nth(1).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

pub async fn waits(desk: &Desk) -> bool {
    desk.page("/").await.contains("waits for an answer")
}

#[tokio::test]
async fn an_answer_leaves_once_from_the_line_however_often_it_is_posted() {
    let desk = Desk::open().await;
    desk.writes(CALLER, "My sink leaks").await;
    assert!(waits(&desk).await);
    let fields = [("body", "Coming at 3"), ("key", "one")];
    let (status, said) = answers(&desk, CALLER, &fields).await;
    assert_eq!(status, 200, "{said}");
    let double = futures_of_two(&desk, &fields).await;
    assert_eq!(double, [StatusCode::OK; 2]);
    let sent = desk.texts(CALLER, 1).await.remove(0);
    assert_eq!(
        (sent.from.as_str(), sent.body.as_str()),
        (LINE, "Coming at 3")
    );
    assert_eq!(desk.bodies(CALLER).await, ["Coming at 3"]);
    assert!(!waits(&desk).await, "it is answered");
    let (status, said) = answers(&desk, CALLER, &[("body", "Or at 4"), ("key", "one")]).await;
    assert_eq!(status, 409, "other words with the same key: {said}");
    let (status, _) = answers(&desk, CALLER, &[("body", "Or at 4"), ("key", "two")]).await;
    assert_eq!(status, 200);
    assert_eq!(desk.bodies(CALLER).await, ["Coming at 3", "Or at 4"]);
    desk.close().await;
}

async fn futures_of_two(desk: &Desk, fields: &[(&str, &str)]) -> [StatusCode; 2] {
    let (one, other) = tokio::join!(answers(desk, CALLER, fields), answers(desk, CALLER, fields));
    [one.0, other.0]
}

#[tokio::test]
async fn two_posts_at_once_of_a_new_key_are_one_text() {
    let desk = Desk::open().await;
    desk.writes(CALLER, "Hello?").await;
    let fields = [("body", "Yes"), ("key", "same")];
    assert_eq!(futures_of_two(&desk, &fields).await, [StatusCode::OK; 2]);
    assert_eq!(desk.bodies(CALLER).await, ["Yes"]);
    desk.close().await;
}

#[tokio::test]
async fn without_the_script_the_browser_is_sent_back_to_the_conversation() {
    let desk = Desk::open().await;
    desk.writes(CALLER, "Hello?").await;
    let post = |fields: [(&'static str, &'static str); 2]| {
        let url = desk.url(&format!("/people/{CALLER}/answer"));
        let posted = desk.http.post(url).bearer_auth(TOKEN);
        posted.header("accept", "text/html").form(&fields).send()
    };
    let answer = post([("body", "Yes"), ("key", "one")]).await.unwrap();
    assert_eq!(answer.status(), 303);
    assert_eq!(
        answer.headers()["location"],
        format!("../../people/{CALLER}")
    );
    let answer = post([("body", " "), ("key", "two")]).await.unwrap();
    assert_eq!(answer.status(), 422);
    let page = answer.text().await.unwrap();
    assert!(page.contains("write something first"), "{page}");
    desk.close().await;
}

#[tokio::test]
async fn whoever_has_not_seen_the_last_words_is_asked_to_read_them() {
    let desk = Desk::open().await;
    desk.writes(CALLER, "Can you come at 3?").await;
    let before = seen(&desk, CALLER).await;
    desk.writes(CALLER, "No, better at 5").await;
    let answer = |seen: String, key: &'static str| {
        let fields = [
            ("body", "Yes!".to_owned()),
            ("key", key.to_owned()),
            ("seen", seen),
        ];
        let desk = &desk;
        async move {
            let fields: Vec<_> = fields
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            answers(desk, CALLER, &fields).await.0
        }
    };
    assert_eq!(answer(before.clone(), "one").await, 409);
    assert_eq!(answer(String::new(), "two").await, 409);
    assert!(desk.bodies(CALLER).await.is_empty());
    let now = seen(&desk, CALLER).await;
    assert_eq!(answer(now, "one").await, 200);
    assert_eq!(desk.bodies(CALLER).await, ["Yes!"]);
    desk.close().await;
}

#[tokio::test]
async fn whoever_said_stop_is_answered_only_when_they_write_again() {
    let desk = Desk::open().await;
    desk.writes(CALLER, "My sink leaks").await;
    desk.writes(CALLER, "STOP").await;
    let (status, said) = answers(&desk, CALLER, &[("body", "Ok"), ("key", "one")]).await;
    assert_eq!(status, 409, "{said}");
    assert!(said.contains("said STOP"), "{said}");
    desk.writes(CALLER, "What does the visit cost?").await;
    let page = desk.page(&format!("/people/{CALLER}")).await;
    assert!(page.contains("has written again since"), "{page}");
    let (status, said) = answers(
        &desk,
        CALLER,
        &[("body", "89, with the visit"), ("key", "two")],
    )
    .await;
    assert_eq!(status, 200, "{said}");
    desk.quiet().await;
    // The carrier heard the STOP, too, and refuses; Ringback let it go.
    let page = desk.page(&format!("/people/{CALLER}")).await;
    let own = page.split("89, with the visit").nth(1).unwrap();
    let state = own.split("</li>").next().unwrap();
    assert!(
        state.contains("not sent"),
        "refused by the carrier: {state}"
    );
    desk.close().await;
}

#[tokio::test]
async fn nobody_is_written_to_out_of_the_blue() {
    let desk = Desk::open().await;
    for (to, expected) in [
        (CALLER_2, 404),
        (OWNER, 404),
        (LINE, 404),
        ("72975", 422),
        ("+442079460018", 422),
    ] {
        let (status, said) = answers(&desk, to, &[("body", "Hi"), ("key", to)]).await;
        assert_eq!(status, expected, "{to}: {said}");
    }
    let (status, _) = answers(&desk, CALLER, &[("body", "Hi")]).await;
    assert_eq!(status, 422, "without a key");
    desk.quiet().await;
    assert!(desk.bodies(CALLER_2).await.is_empty());
    desk.close().await;
}
