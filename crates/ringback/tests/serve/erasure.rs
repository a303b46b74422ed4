//! `ringback forget`: nothing of a person is left but that they said stop, and what they do later
//! begins anew.

use crate::desk::{CALLER, CALLER_2, Desk, OWNER, Setup};

const WORDS: &str = "The boiler in my cellar is leaking";
const NAME: &str = "Philomena";

/// Erases somebody; what the command says.
async fn forgets(desk: &Desk, number: &str) -> String {
    let output = desk.program.run(&["forget", number]).await;
    let fault = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{fault}");
    String::from_utf8(output.stdout).unwrap()
}

/// Everything that the pages show, programs read and the database holds.
async fn all_that_is_known(desk: &Desk) -> String {
    let mut all = desk.rows_of(1).await.join("\n");
    for path in [
        "/",
        "/calls",
        "/conversations",
        "/api/calls",
        "/api/timeline?limit=500",
    ] {
        all.push_str(&desk.page(path).await);
    }
    all
}

/// The lines of it in which one of these stands.
fn traces(all: &str, of: &[&str]) -> Vec<String> {
    let lines = all.lines();
    let holds_one = |line: &&str| of.iter().any(|trace| line.contains(trace));
    lines.filter(holds_one).map(str::to_owned).collect()
}

#[tokio::test]
async fn who_said_stop_is_forgotten_and_still_not_texted() {
    let desk = Setup::default()
        .set("forwarded", "true")
        .set("live_minutes", "0")
        .set("window_hours", "0")
        .open()
        .await;
    for caller in [CALLER, CALLER_2] {
        let call = desk.call(caller);
        assert_eq!(desk.verdict(&call).await.outcome(), "sent");
        // Whoever is still on the line is heard of again when they hang up.
        desk.ends(&call).await;
        desk.writes(caller, WORDS).await;
        let path = format!("/people/{caller}/details");
        let form = [("first_name", NAME), ("language", "en")];
        let named = desk
            .http
            .post(desk.url(&path))
            .bearer_auth(crate::desk::TOKEN);
        assert_eq!(named.form(&form).send().await.unwrap().status(), 303);
    }
    desk.writes(CALLER, "STOP").await;
    desk.quiet().await;
    for number in [CALLER, CALLER_2, OWNER] {
        for text in desk.carrier.api_messages_to(number) {
            desk.reaches(&text.sid, "delivered").await;
        }
    }
    let shown = ["555-0131", "+13125550131"];
    assert!(traces(&all_that_is_known(&desk).await, &shown).len() > 10);

    let said = forgets(&desk, CALLER).await;
    assert!(said.contains("That they said STOP stays"), "{said}");
    let said = forgets(&desk, CALLER_2).await;
    assert!(!said.contains("STOP"), "{said}");
    let all = all_that_is_known(&desk).await;
    let of_both = [shown[0], shown[1], "555-0132", "+13125550132", WORDS, NAME];
    assert_eq!(traces(&all, &of_both), [""; 0], "nothing is left");
    for caller in [CALLER, CALLER_2] {
        let page = desk.get(&format!("/people/{caller}")).send().await.unwrap();
        assert_eq!(page.status(), 404);
    }

    // Both call again: the one who said STOP is not texted.
    let call = desk.call(CALLER);
    desk.is_held(&call, "opted_out").await;
    desk.writes(CALLER, "Are you open on Sunday?").await;
    let page = desk.page(&format!("/people/{CALLER}")).await;
    assert!(page.contains("This person said STOP"), "{page}");
    assert!(!page.contains(WORDS) && !page.contains(NAME), "{page}");
    let call = desk.call(CALLER);
    desk.is_held(&call, "opted_out").await;
    let before = desk.bodies(CALLER).await.len();
    let call = desk.call(CALLER_2);
    assert_eq!(desk.verdict(&call).await.outcome(), "sent");
    // START, and nothing else, lifts it.
    desk.writes(CALLER, "START").await;
    let call = desk.call(CALLER);
    assert_eq!(desk.verdict(&call).await.outcome(), "sent");
    assert_eq!(desk.bodies(CALLER).await.len(), before + 1);
    desk.close().await;
}
