//! The set-up's pages: from an empty database to a line that works, and what they refuse.

use std::time::Duration;

use reqwest::header::LOCATION;
use ringback_simulator::LineSetup;
use serde_json::Value;

use crate::desk::people::{Browser, code_in};
use crate::desk::{Desk, LINE, OWNER, SOON, Setup};

const BUSINESS: [(&str, &str); 4] = [
    ("company", "Riverside Plumbing"),
    ("owner", "Sam"),
    ("trade", "plumber"),
    ("zone", "America/Chicago"),
];

/// An owner who has just set their password on an empty installation.
async fn new_owner(setup: Setup) -> (Desk, Browser) {
    let desk = setup.untouched().open().await;
    let code = code_in(&desk.program.link);
    let answer = desk
        .welcome(&code, "sam@example.com", "four plain short words")
        .await;
    assert_eq!(answer.headers()[LOCATION], "setup");
    let owner = Browser::with(&desk, &answer);
    (desk, owner)
}

/// Posts a step's form; where it leads.
async fn step(owner: &Browser, path: &str, form: &[(&str, &str)]) -> String {
    let answer = owner.post(path, form).await;
    let status = answer.status();
    let to = answer.headers().get(LOCATION).cloned();
    let words = answer.text().await.unwrap();
    assert_eq!(status, 303, "{path}: {words}");
    to.unwrap().to_str().unwrap().to_owned()
}

async fn give_the_account(desk: &Desk, owner: &Browser) {
    let account = [
        ("account_sid", desk.carrier.account_sid()),
        ("auth_token", desk.carrier.auth_token()),
    ];
    assert_eq!(step(owner, "/setup/carrier", &account).await, "number");
}

/// Every step up to the test.
async fn set_up(desk: &Desk, owner: &Browser) {
    assert_eq!(step(owner, "/setup/business", &BUSINESS).await, "carrier");
    give_the_account(desk, owner).await;
    let number = [("number", LINE), ("reach", "dialled")];
    assert_eq!(
        step(owner, "/setup/number/confirm", &number).await,
        "../phones"
    );
    let phones = [("ring", "(312) 555-0177")];
    assert_eq!(step(owner, "/setup/phones", &phones).await, "hours");
    let hours = [("hours", "24h"), ("holidays", "")];
    assert_eq!(step(owner, "/setup/hours", &hours).await, "words");
}

async fn words(owner: &Browser, path: &str) -> String {
    let answer = owner.get(path).await;
    assert_eq!(answer.status(), 200, "{path}");
    answer.text().await.unwrap()
}

/// How the test that this address follows stands.
async fn state(owner: &Browser, page: &str) -> Value {
    let query = page.split_once('?').unwrap().1;
    let said = words(owner, &format!("/setup/test/state?{query}")).await;
    serde_json::from_str(&said).unwrap()
}

#[tokio::test]
async fn an_owner_is_led_from_nothing_to_a_line_that_was_tested() {
    let (mut desk, owner) = new_owner(Setup::default()).await;
    let front = words(&owner, "/").await;
    assert!(front.contains("href=\"setup\""), "{front}");
    set_up(&desk, &owner).await;
    let front = words(&owner, "/").await;
    assert!(front.contains("has not been tested"), "{front}");
    assert!(!front.contains("href=\"setup\""), "{front}");

    // A call from the owner's own phone is a test once they say so.
    let page = step(&owner, "/setup/test", &[("caller", OWNER)]).await;
    assert_eq!(state(&owner, &page).await["arrived"], false);
    desk.call(OWNER);
    let text = desk.texts(OWNER, 1).await.remove(0);
    assert!(text.body.contains("Riverside Plumbing"), "{}", text.body);
    desk.reaches(&text.sid, "delivered").await;
    let seen = async {
        while state(&owner, &page).await["delivered"] != true {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(SOON, seen).await.unwrap();
    let front = words(&owner, "/").await;
    assert!(!front.contains("Still missing"), "{front}");

    // After a quarter of an hour it is the owner's own phone again.
    desk.dies_for(Duration::from_mins(16)).await;
    let call = desk.call(OWNER);
    desk.ends(&call).await;
    let why = desk.program.run(&["why", &call]).await;
    let why = String::from_utf8_lossy(&why.stdout).into_owned();
    assert!(why.contains("own_number"), "{why}");
    assert_eq!(desk.carrier.api_messages_to(OWNER).len(), 1);

    let check = desk.program.run(&["check"]).await;
    let check = String::from_utf8(check.stdout).unwrap();
    assert!(check.contains("set up in the database"), "{check}");
    assert!(check.contains(&format!("ok     number {LINE}")), "{check}");
    assert!(check.ends_with("Everything is in place.\n"), "{check}");
    desk.close().await;
}

/// A step, what is typed there, and what the page then holds.
type Mistake<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field_and_nothing_is_kept() {
    let (desk, owner) = new_owner(Setup::default()).await;
    give_the_account(&desk, &owner).await;
    let forwarded = [("number", LINE), ("reach", "forwarded")];
    let cases: [Mistake<'_>; 10] = [
        ("business", &[("company", "Riverside")], "owner-fault"),
        (
            "business",
            &[("company", "R"), ("owner", "S"), ("zone", "Chicago")],
            "zone-fault",
        ),
        (
            "carrier",
            &[("account_sid", "me"), ("auth_token", "x")],
            "not an account SID",
        ),
        ("phones", &[("ring", "Bob")], "is not a telephone number"),
        ("phones", &[], "at least one phone"),
        (
            "hours",
            &[("hours", "whenever")],
            "id=\"hours-note\" role=\"alert\"",
        ),
        (
            "words",
            &[("text", "20% off at {company}!")],
            "id=\"text-note\" role=\"alert\"",
        ),
        ("number/confirm", &forwarded, "Tick that you know"),
        ("number/confirm", &[("number", LINE)], "Choose how"),
        (
            "words",
            &[("text", "Hi from {nobody}")],
            "id=\"text-note\" role=\"alert\"",
        ),
    ];
    for (path, form, wanted) in cases {
        let answer = owner.post(&format!("/setup/{path}"), form).await;
        let status = answer.status();
        let said = answer.text().await.unwrap();
        assert_eq!(status, 422, "{path} {form:?}: {said}");
        assert!(said.contains(wanted), "{path} {form:?}: {said}");
    }
    let line = desk.carrier.lines().remove(0);
    assert_eq!(line.voice_url, None, "nothing was pointed here");
    let number = words(&owner, "/setup/number").await;
    assert!(!number.contains("Set up</span>"), "{number}");
    desk.close().await;
}

#[tokio::test]
async fn a_forwarded_line_misses_every_call_and_says_which_keys_to_dial() {
    let (desk, owner) = new_owner(Setup::default()).await;
    step(&owner, "/setup/business", &BUSINESS).await;
    give_the_account(&desk, &owner).await;
    let form = [
        ("number", LINE),
        ("reach", "forwarded"),
        ("other_number", "yes"),
    ];
    let to = step(&owner, "/setup/number/confirm", &form).await;
    assert_eq!(to, "../forwarding");
    let keys = words(&owner, "/setup/forwarding").await;
    assert!(keys.contains("**61*+13125550100**15#"), "{keys}");
    let call = desk.call(crate::desk::CALLER);
    desk.texts(crate::desk::CALLER, 1).await;
    desk.ends(&call).await;
    desk.close().await;
}

#[tokio::test]
async fn nobody_sets_up_what_is_not_theirs() {
    let (desk, owner) = new_owner(Setup::default()).await;
    set_up(&desk, &owner).await;
    let added = desk
        .program
        .run(&["business", "add", "Lakeside Heating"])
        .await;
    let code = code_in(&String::from_utf8(added.stdout).unwrap());
    let other = desk.settles_in(&code, "lee@example.com").await;

    // The first business's pages are not there for the second.
    for path in ["/setup", "/setup/business", "/setup/test", "/setup/phones"] {
        let page = other.get(&format!("{path}?business=1")).await;
        assert_eq!(page.status(), 404, "{path}");
    }
    let stolen = other
        .post("/setup/phones?business=1", &[("ring", "+13125550199")])
        .await;
    assert_eq!(stolen.status(), 404);
    assert_eq!(
        other
            .post("/setup/phones/call?business=1", &[])
            .await
            .status(),
        404
    );

    // Nor its number, though the second has the same account.
    give_the_account(&desk, &other).await;
    let form = [("number", LINE), ("reach", "dialled")];
    let taken = other.post("/setup/number/confirm", &form).await;
    // It is not even seen: they are led back to the numbers, where it does not stand.
    assert_eq!(taken.headers()[LOCATION], "../number");
    let numbers = other.get("/setup/number").await.text().await.unwrap();
    assert!(!numbers.contains(LINE), "{numbers}");
    let owned = desk.program.run(&["business", "list", "--json"]).await;
    let owned = String::from_utf8(owned.stdout).unwrap();
    let second = owned
        .lines()
        .find(|line| line.contains("Lakeside"))
        .unwrap();
    assert!(second.contains("\"lines\":0"), "{owned}");
    let undone = other.post("/setup/number/undo", &form[..1]).await;
    assert_eq!(undone.status(), 409, "nothing of theirs was replaced there");
    assert!(desk.carrier.lines()[0].voice_url.is_some());

    // And strangers none of it.
    for path in ["business", "carrier", "number", "phones", "test", "words"] {
        let url = desk.url(&format!("/setup/{path}"));
        let page = desk.http.get(&url).send().await.unwrap();
        assert_eq!(page.status(), 401, "GET {path}");
        let posted = desk.http.post(&url).form(&BUSINESS).send().await.unwrap();
        assert_eq!(posted.status(), 401, "POST {path}");
    }
    desk.close().await;
}

#[tokio::test]
async fn another_number_can_be_looked_at_and_put_back_from_the_page() {
    let (desk, owner) = new_owner(Setup::default()).await;
    let second = "+13125550155";
    desk.carrier
        .add_line(LineSetup::new(second).voice_url("https://old.example/voice"));
    step(&owner, "/setup/business", &BUSINESS).await;
    give_the_account(&desk, &owner).await;
    let before = serde_json::to_value(desk.carrier.lines()).unwrap();
    let page = words(&owner, "/setup/number/confirm?number=%2B13125550155").await;
    assert!(page.contains("https://old.example/voice"), "{page}");
    assert!(!page.contains("back as it was"), "nothing was replaced yet");
    assert_eq!(serde_json::to_value(desk.carrier.lines()).unwrap(), before);

    let form = [("number", second), ("reach", "dialled")];
    step(&owner, "/setup/number/confirm", &form).await;
    assert_ne!(serde_json::to_value(desk.carrier.lines()).unwrap(), before);
    let undone = owner.post("/setup/number/undo", &form[..1]).await;
    let undone = undone.text().await.unwrap();
    assert!(undone.contains("https://old.example/voice"), "{undone}");
    assert_eq!(serde_json::to_value(desk.carrier.lines()).unwrap(), before);
    desk.close().await;
}

#[tokio::test]
async fn an_installation_with_nothing_set_starts_and_check_says_what_it_lacks() {
    let desk = Setup::default().untouched().open().await;
    assert!(desk.program.link.contains("/welcome?code="));
    let output = desk.program.run(&["check"]).await;
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("has no carrier account"), "{said}");
    assert!(!said.contains("configuration: RINGBACK"), "{said}");
    desk.close().await;
}
