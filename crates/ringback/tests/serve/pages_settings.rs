//! Settings are changed on pages: checked, stored whole or not at all, and live at once.

use reqwest::{Response, StatusCode};

use crate::desk::{CALLER, CALLER_2, Desk, Setup, TOKEN};

async fn saves(desk: &Desk, path: &str, fields: &[(&str, &str)]) -> Response {
    let posted = desk.http.post(desk.url(path)).bearer_auth(TOKEN);
    let posted = posted.header("accept", "text/html").form(fields);
    posted.send().await.unwrap()
}

#[tokio::test]
async fn a_changed_text_is_what_the_next_missed_caller_reads() {
    let mut desk = Setup::default()
        .set("forwarded", "true")
        .set("stop_line", "off")
        .open()
        .await;
    let saved = saves(
        &desk,
        "/settings/texts",
        &[("text", "{owner} here, what's up?"), ("window_hours", "2")],
    )
    .await;
    assert_eq!(saved.status(), StatusCode::SEE_OTHER);
    let back = saved.headers()["location"].to_str().unwrap();
    assert_eq!(back, "../settings/texts?saved=1");
    let call = desk.call(CALLER);
    assert_eq!(desk.verdict(&call).await.outcome(), "sent");
    assert_eq!(desk.bodies(CALLER).await, ["Sam here, what's up?"]);
    let page = desk.page("/settings/texts?saved=1").await;
    assert!(page.contains("{owner} here, what&#39;s up?"), "{page}");
    assert!(page.contains("Saved."), "{page}");
    // And after a start.
    desk.program.kill().await;
    desk.program.start().await;
    let call = desk.call(CALLER_2);
    assert_eq!(desk.verdict(&call).await.outcome(), "sent");
    assert_eq!(desk.bodies(CALLER_2).await, ["Sam here, what's up?"]);
    // Empty is the default again.
    let saved = saves(
        &desk,
        "/settings/texts",
        &[("text", ""), ("window_hours", "2")],
    )
    .await;
    assert_eq!(saved.status(), StatusCode::SEE_OTHER);
    let page = desk.page("/settings/texts").await;
    assert!(!page.contains("{owner} here, what&#39;s up?"), "{page}");
    desk.close().await;
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field_and_nothing_is_saved() {
    let desk = Desk::open().await;
    let fields = [("ring_seconds", "5"), ("team", "+13125550188")];
    let answer = saves(&desk, "/settings/phones", &fields).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text().await.unwrap();
    let fault = page.split("id=\"fault-ring_seconds\">").nth(1).unwrap();
    assert!(
        fault.starts_with("Is not such a number. Give a number from 10 to 60."),
        "{fault}"
    );
    assert!(page.contains("value=\"5\""), "what was typed stays: {page}");
    let page = desk.page("/settings/phones").await;
    assert!(!page.contains("+13125550188"), "nothing was saved: {page}");
    desk.close().await;
}

#[tokio::test]
async fn what_the_environment_sets_is_shown_and_left_alone() {
    let desk = Desk::open().await;
    let page = desk.page("/settings/company").await;
    let owner = page.split("id=\"owner\"").nth(1).unwrap();
    let owner = owner.split('>').next().unwrap();
    assert!(
        owner.contains("value=\"Sam\"") && owner.contains("disabled"),
        "{owner}"
    );
    let forged = saves(&desk, "/settings/company", &[("owner", "Mallory")]).await;
    assert_eq!(forged.status(), StatusCode::SEE_OTHER, "nothing is changed");
    assert!(!desk.page("/settings/company").await.contains("Mallory"));
    desk.close().await;
}

#[tokio::test]
async fn strangers_other_businesses_and_unknown_sections_change_nothing() {
    let desk = Desk::open().await;
    let fields = [("ring_seconds", "30")];
    for path in [
        "/settings/phones?business=99",
        "/settings/phones?line=99",
        "/settings/nothing",
    ] {
        assert_eq!(saves(&desk, path, &fields).await.status(), 404, "{path}");
    }
    let stranger = desk.http.post(desk.url("/settings/phones")).form(&fields);
    assert_eq!(stranger.send().await.unwrap().status(), 401);
    let page = desk.page("/settings/phones").await;
    assert!(!page.contains("value=\"30\""), "{page}");
    desk.close().await;
}

#[tokio::test]
async fn a_refusal_is_a_page_for_a_browser_and_a_sentence_for_a_program() {
    let desk = Desk::open().await;
    let browser = desk
        .get("/nowhere")
        .header("accept", "text/html")
        .send()
        .await
        .unwrap();
    assert_eq!(browser.status(), 404);
    let page = browser.text().await.unwrap();
    assert!(
        page.contains("<nav") && page.contains("Not found"),
        "{page}"
    );
    let program = desk.get("/nowhere").send().await.unwrap();
    assert_eq!(program.text().await.unwrap(), "There is nothing here.\n");
    let page = desk.page("/businesses").await;
    assert!(
        page.contains("Riverside Plumbing") && page.contains("working"),
        "{page}"
    );
    desk.close().await;
}
