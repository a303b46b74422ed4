//! Which words a caller gets, from the setting to the phone: by the hour, by name, in Spanish,
//! after a voicemail, and when they call again.

use std::time::Duration;

use ringback_simulator::{CallerBehaviour, PlaceCall, WebhookKind};
use serde_json::{Value, json};

use crate::desk::{CALLER, CALLER_2, Desk, LINE, OWNER, SECOND_TEXT, Setup, TEXT, TOKEN};

/// A line that misses every call at once.
fn missing_all() -> Setup {
    Setup::default().set("forwarded", "true")
}

/// The text to this caller's next call, and why it reads so.
async fn says(desk: &Desk, caller: &str) -> (String, String) {
    let call = desk.call(caller);
    let verdict = desk.verdict(&call).await;
    assert_eq!(verdict.outcome(), "sent", "{verdict:#?}");
    (body(&verdict.0), why(&verdict.0))
}

fn body(verdict: &Value) -> String {
    verdict["text"]["body"].as_str().unwrap().to_owned()
}

/// The sentence of the decision, without what every decision says.
fn why(verdict: &Value) -> String {
    let moments = verdict["journal"].as_array().unwrap();
    let decided = moments.iter().find(|moment| moment["what"] == "text_back");
    let sentence = decided.unwrap()["sentence"].as_str().unwrap();
    let always = "Nobody spoke to the caller, so they get a text. ";
    sentence.strip_prefix(always).unwrap().to_owned()
}

async fn sets_details(desk: &Desk, number: &str, fields: &[(&str, &str)]) -> reqwest::Response {
    let url = desk.url(&format!("/people/{number}/details"));
    let post = desk.http.post(url).bearer_auth(TOKEN).form(fields);
    post.send().await.unwrap()
}

#[tokio::test]
async fn after_hours_the_text_says_when_the_business_opens() {
    let desk = missing_all()
        // One minute a week, at which nobody runs tests.
        .set("hours", "sun 3:07-3:08")
        .set("trade", "plumber")
        .open()
        .await;
    let (text, why) = says(&desk, CALLER).await;
    assert!(text.contains("or can it wait till "), "{text}");
    assert!(text.contains("3:07 AM"), "{text}");
    assert!(text.ends_with("Reply STOP to opt out."), "{text}");
    assert!(why.starts_with("Closed: opens "), "{why}");
    assert!(
        why.ends_with("; wording 1 of 2; first text to this number, so the STOP line."),
        "{why}"
    );
    desk.close().await;
}

#[tokio::test]
async fn a_vacation_goes_before_the_week() {
    let desk = missing_all()
        .set("hours", "24h")
        .set("closed", "2020-01-01..2099-12-30 vacation")
        .set("text_vacation", "{owner} here, away[ until {opens}].")
        .open()
        .await;
    let (text, why) = says(&desk, CALLER).await;
    assert!(text.starts_with("Sam here, away"), "{text}");
    assert!(why.starts_with("Vacation"), "{why}");
    desk.close().await;
}

#[tokio::test]
async fn a_known_caller_is_greeted_by_name_in_their_language() {
    let desk = missing_all().open().await;
    let answer = sets_details(
        &desk,
        CALLER,
        &[("first_name", " Dana "), ("language", "en")],
    )
    .await;
    assert_eq!(answer.status(), 303);
    assert_eq!(
        answer.headers()["location"],
        format!("../../people/{CALLER}")
    );
    let (text, why) = says(&desk, CALLER).await;
    assert!(
        text.starts_with("Hi Dana, Sam at Riverside Plumbing."),
        "{text}"
    );
    assert!(
        why.starts_with("Known by first name; wording 1 of 2"),
        "{why}"
    );
    sets_details(&desk, CALLER_2, &[("language", "es")]).await;
    let (text, why) = says(&desk, CALLER_2).await;
    assert!(
        text.starts_with("Hola, soy Sam de Riverside Plumbing."),
        "{text}"
    );
    assert!(text.ends_with("Responda STOP para cancelar."), "{text}");
    assert!(why.contains("in Spanish"), "{why}");
    assert_eq!(desk.texts(CALLER_2, 1).await[0].segments, 1);
    desk.close().await;
}

#[tokio::test]
async fn details_that_are_none_are_refused_and_nobody_elses_are_reached() {
    let desk = missing_all().open().await;
    for (fields, field) in [
        (&[("first_name", "{owner} <b>")][..], "first_name"),
        (
            &[("first_name", "Dana"), ("language", "xx")][..],
            "language",
        ),
    ] {
        let answer = sets_details(&desk, CALLER, fields).await;
        assert_eq!(answer.status(), 422);
        let said: Value = answer.json().await.unwrap();
        assert_eq!(said["field"], field);
    }
    for number in ["hello", "+12"] {
        let answer = sets_details(&desk, number, &[("first_name", "Dana")]).await;
        assert_eq!(answer.status(), 404, "{number}");
    }
    let foreign = desk.url(&format!("/people/{CALLER}/details?business=99"));
    let post = desk.http.post(foreign).bearer_auth(TOKEN);
    let answer = post.form(&[("first_name", "Dana")]).send().await.unwrap();
    assert_eq!(answer.status(), 404);
    let (text, _) = says(&desk, CALLER).await;
    assert_eq!(text, TEXT, "nobody has a name");
    desk.close().await;
}

/// A line that waits for a voicemail, and a caller who leaves one or none.
async fn waits_for(caller: CallerBehaviour) -> (Desk, String) {
    let desk = missing_all()
        .set("voicemail_wait_seconds", "60")
        .open()
        .await;
    let call = PlaceCall::new(CALLER, LINE).behaves(caller);
    let call = desk.carrier.place(call).unwrap();
    (desk, call)
}

#[tokio::test]
async fn on_a_line_that_waits_the_text_says_that_the_voicemail_arrived() {
    let (desk, call) = waits_for(CallerBehaviour::LeaveVoicemail { seconds: 20.0 }).await;
    let verdict = desk.verdict(&call).await;
    assert_eq!(verdict.outcome(), "sent");
    let text = body(&verdict.0);
    assert!(text.contains("I have your voicemail"), "{text}");
    assert!(why(&verdict.0).starts_with("Left a voicemail; "));
    assert_eq!(verdict.count("waits_for_voicemail"), 1);
    desk.told(WebhookKind::RecordingStatus, &call).await;
    assert_eq!(
        desk.bodies(CALLER).await,
        [text],
        "one text, whichever word came first"
    );
    desk.close().await;
}

#[tokio::test]
async fn a_caller_who_leaves_none_gets_the_usual_text_soon_after() {
    let (desk, call) = waits_for(CallerBehaviour::GiveUpAfter { seconds: 2.0 }).await;
    let verdict = desk.verdict(&call).await;
    assert_eq!(verdict.outcome(), "sent");
    assert_eq!(body(&verdict.0), TEXT);
    desk.close().await;
}

#[tokio::test]
async fn a_text_that_waited_when_the_program_died_leaves_when_its_time_comes() {
    let (mut desk, call) = waits_for(CallerBehaviour::Patient).await;
    let waits = |verdict: &crate::desk::Verdict| verdict.count("waits_for_voicemail") == 1;
    let verdict = desk.verdict_when(&call, waits).await;
    assert_eq!(verdict.outcome(), "waiting");
    desk.dies_for(Duration::from_secs(61)).await;
    let verdict = desk.verdict(&call).await;
    assert_eq!(
        (verdict.outcome(), body(&verdict.0).as_str()),
        ("sent", TEXT)
    );
    desk.close().await;
}

#[tokio::test]
async fn who_calls_again_is_not_texted_and_the_owner_is_told() {
    let desk = missing_all().open().await;
    let (text, _) = says(&desk, CALLER).await;
    for _ in 0..3 {
        let call = desk.call(CALLER);
        desk.is_held(&call, "already_texted").await;
    }
    assert_eq!(desk.bodies(CALLER).await, [text]);
    let told = desk.bodies(OWNER).await;
    assert_eq!(told.len(), 2, "the second and the third call: {told:?}");
    assert!(
        told[0].starts_with("Urgent? (312) 555-0131 called twice in "),
        "{told:?}"
    );
    assert!(
        told[1].starts_with("Urgent? (312) 555-0131 called 3 times in "),
        "{told:?}"
    );
    let notices = desk.notices().await;
    assert!(
        told.iter().all(|told| notices.contains(told)),
        "{notices:?}"
    );
    desk.close().await;
}

#[tokio::test]
async fn a_line_with_words_for_it_texts_a_second_call_and_no_third() {
    let desk = missing_all()
        .set(
            "text_again",
            "{owner} here, I saw you called again. Is it urgent?",
        )
        .open()
        .await;
    says(&desk, CALLER).await;
    let (text, why) = says(&desk, CALLER).await;
    assert_eq!(text, "Sam here, I saw you called again. Is it urgent?");
    assert_eq!(why, "Called again.");
    let call = desk.call(CALLER);
    desk.is_held(&call, "already_texted").await;
    desk.close().await;
}

#[tokio::test]
async fn within_a_month_another_wording_is_used_and_after_it_the_first() {
    // The brakes count calendar days, which the test does not let pass.
    let mut desk = missing_all().set("brakes", "off").open().await;
    let day = Duration::from_hours(25);
    let mut texts = vec![says(&desk, CALLER).await.0];
    for _ in 0..2 {
        desk.dies_for(day).await;
        texts.push(says(&desk, CALLER).await.0);
    }
    assert_eq!(texts[..2], [TEXT, SECOND_TEXT]);
    assert!(!texts[..2].contains(&texts[2]), "{texts:?}");
    desk.dies_for(31 * day).await;
    let (text, why) = says(&desk, CALLER).await;
    assert!(
        TEXT.starts_with(&text),
        "the STOP line was in the first: {text}"
    );
    assert_eq!(why, "Open; wording 1 of 3.");
    desk.close().await;
}

#[tokio::test]
async fn a_text_is_shown_as_it_would_leave_before_it_is_saved() {
    let desk = missing_all().open().await;
    let asks = async |question: Value| {
        let post = desk.http.post(desk.url("/api/preview")).bearer_auth(TOKEN);
        let answer = post.json(&question).send().await.unwrap();
        let status = answer.status().as_u16();
        (status, answer.json::<Value>().await.unwrap())
    };
    let question =
        json!({ "template": "{owner} here[, back {opens}]. 20% off!", "situation": "closed" });
    let (status, shown) = asks(question).await;
    assert_eq!(status, 200);
    assert_eq!(
        shown["text"],
        "Sam here, back Tue 8 AM. 20% off! Reply STOP to opt out."
    );
    assert_eq!(
        (&shown["encoding"], &shown["segments"]),
        (&json!("GSM-7"), &json!(1))
    );
    assert_eq!(shown["cost"]["amount"], "0.012");
    assert_eq!(shown["findings"][0]["code"], "percent");
    assert_eq!(shown["refused"], true);
    let several = json!({ "template": "{owner}\n---\n{nobody}", "first": false });
    let (_, shown) = asks(several).await;
    assert_eq!(shown["wordings"][0]["text"], "Sam");
    let error = shown["wordings"][1]["error"].as_str().unwrap();
    assert!(error.starts_with("{nobody} is not known here"), "{error}");
    for (question, said) in [
        (json!({}), "template"),
        (
            json!({ "template": "x", "situation": "asleep" }),
            "situation",
        ),
        (json!({ "template": "x", "language": "tlh" }), "language"),
        (
            json!({ "template": "x", "values": { "age": "7" } }),
            "values",
        ),
    ] {
        let (status, answer) = asks(question).await;
        assert_eq!(status, 400);
        assert!(answer["error"].as_str().unwrap().contains(said), "{answer}");
    }
    let stranger = desk.http.post(desk.url("/api/preview")).body("{}");
    assert_eq!(stranger.send().await.unwrap().status(), 401);
    desk.close().await;
}

#[tokio::test]
async fn explain_fills_templates_in_and_says_what_is_wrong() {
    let desk = Desk::open().await;
    let big = "x".repeat(1_000_000);
    let lines = [
        json!({ "id": 1, "template": "Hi {first_name}, {owner}.", "values": { "owner": "Sam", "first_name": "" } }),
        json!({ "id": 2, "template": "Hi {first_name}", "values": {} }),
        json!({ "id": 3, "template": "{owner}", "values": {} }),
        json!({ "id": 4, "template": format!("{{{{{{{big}"), "values": {} }),
        json!({ "id": 5, "template": "{owner}", "values": { "owner": big } }),
    ];
    let input: Vec<String> = lines.iter().map(Value::to_string).collect();
    let output = desk
        .program
        .run_with(&["explain", "template", "--jsonl"], input.join("\n"))
        .await;
    let output = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<Value> = output
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), 5);
    assert_eq!(answers[0]["text"], "Hi, Sam.");
    assert_eq!(answers[1]["text"], "Hi");
    assert_eq!(answers[1]["findings"][0]["code"], "hides_sender");
    assert_eq!(
        answers[2],
        json!({ "id": 3, "error": "values.owner: is missing, and {owner} is in the text" })
    );
    assert!(answers[3]["error"].as_str().unwrap().contains("bytes"));
    assert_eq!(answers[4]["findings"][0]["code"], "too_long");
    desk.close().await;
}
