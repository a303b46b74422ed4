//! What `check`, `explain` and `why` say, and a line that is set up by a file.

use std::path::PathBuf;

use ringback_simulator::LineSetup;
use serde_json::{Value, json};

use crate::desk::{CALLER, Desk, LINE, SECOND, Setup, TEXT};

fn kit(name: &str) -> Vec<Value> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/data")
        .join(name);
    let kit: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    kit["cases"].as_array().unwrap().clone()
}

/// Runs `check`; its lines, and its exit code.
async fn check(desk: &Desk) -> (String, i32) {
    let output = desk.program.run(&["check"]).await;
    let words = String::from_utf8(output.stdout).unwrap();
    let wrong = String::from_utf8(output.stderr).unwrap();
    for secret in [desk.carrier.auth_token(), crate::desk::TOKEN] {
        assert!(
            !words.contains(secret) && !wrong.contains(secret),
            "{words}{wrong}"
        );
    }
    (words, output.status.code().unwrap())
}

#[tokio::test]
async fn check_finds_nothing_wrong_with_a_line_that_works() {
    let desk = Desk::open().await;
    let (words, code) = check(&desk).await;
    assert_eq!(code, 0, "{words}");
    for name in [
        "configuration",
        "database",
        "credentials",
        "clock",
        "public URL",
        "zone data",
    ] {
        assert!(words.contains(&format!("ok     {name}: ")), "{words}");
    }
    assert!(
        words.contains(&format!("ok     number {LINE}: ")),
        "{words}"
    );
    assert!(words.ends_with("Everything is in place.\n"), "{words}");
    desk.close().await;
}

#[tokio::test]
async fn check_says_each_fault_in_words() {
    let mut desk = Desk::open().await;
    for (key, wrong, wanted) in [
        (
            "twilio_auth_token",
            "0000000000000000000000000000dead",
            "fault  credentials: Twilio refuses them",
        ),
        (
            "line_number",
            "+13125550188",
            "fault  number +13125550188: is not in this account",
        ),
        (
            "twilio_api_url",
            "http://127.0.0.1:9",
            "fault  credentials: Twilio could not be asked",
        ),
        (
            "public_url",
            "http://127.0.0.1:9",
            "fault  public URL: http://127.0.0.1:9 cannot be reached",
        ),
        (
            "database",
            "/",
            "fault  configuration: database: / is a directory",
        ),
        ("zone", "Nowhere", "fault  configuration: RINGBACK_ZONE: "),
    ] {
        let right = desk.program.set(key, wrong);
        let (words, code) = check(&desk).await;
        assert_eq!(code, 1, "{words}");
        assert!(words.contains(wanted), "{words}");
        assert!(
            words.ends_with("fault.\n") || words.ends_with("faults.\n"),
            "{words}"
        );
        desk.program.set(key, &right);
    }
    desk.close().await;
}

/// Explains many facts at once.
async fn explain(desk: &Desk, what: &str, cases: &[Value]) -> Vec<Value> {
    let lines: Vec<_> = cases.iter().map(Value::to_string).collect();
    let arguments = ["explain", what, "--jsonl"];
    let output = desk.program.run_with(&arguments, lines.join("\n")).await;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let said = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<Value> = said
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), cases.len());
    for (case, answer) in cases.iter().zip(&answers) {
        assert_eq!(answer["id"], case["id"]);
    }
    answers
}

#[tokio::test]
async fn explain_number_says_what_the_kit_says() {
    let desk = Desk::open().await;
    let cases = kit("phones.json");
    let answers = explain(&desk, "number", &cases).await;
    let mut compared = 0;
    for (case, answer) in cases.iter().zip(&answers) {
        if case["strict"] != true {
            continue;
        }
        let expect = case["expect"].as_object().unwrap();
        for (field, value) in expect {
            let is_meant = match case["category"].as_str().unwrap() {
                "withheld" | "own_number" => field == "class",
                // The row describes the address as a whole; ours is what its user part is.
                "sip" => field == "after_unwrap_e164",
                _ => true,
            };
            if !is_meant {
                continue;
            }
            assert_eq!(
                &answer[field], value,
                "{}: {field} of {}",
                case["id"], case["raw"]
            );
            compared += 1;
        }
    }
    assert!(compared > 2_000, "{compared} fields");
    desk.close().await;
}

#[tokio::test]
async fn explain_segments_says_what_the_kit_says() {
    let desk = Desk::open().await;
    let cases = kit("twilio/segments.json");
    let answers = explain(&desk, "segments", &cases).await;
    for (case, answer) in cases.iter().zip(&answers) {
        for (field, value) in case.as_object().unwrap() {
            if field != "text" {
                assert_eq!(&answer[field], value, "{}: {field}", case["id"]);
            }
        }
    }
    desk.close().await;
}

#[tokio::test]
async fn explain_webhook_says_what_the_carriers_library_says() {
    let desk = Desk::open().await;
    let kit = kit("twilio/signatures.json");
    let cases: Vec<_> = kit
        .iter()
        .filter(|case| case["body"].is_null())
        .map(raw)
        .collect();
    assert!(cases.len() > 15);
    let answers = explain(&desk, "webhook", &cases).await;
    for answer in &answers {
        let case = kit.iter().find(|case| case["id"] == answer["id"]).unwrap();
        let is_free = case["note"]
            .as_str()
            .is_some_and(|note| note.contains("either answer is accepted"));
        assert!(
            is_free || answer["valid"] == case["valid"],
            "{case}: {answer}"
        );
        assert!(!answer["reason"].as_str().unwrap().is_empty());
        let events = answer["events"].as_array().unwrap();
        assert!(
            answer["valid"] == true || events.is_empty(),
            "a forged one tells nothing"
        );
    }
    desk.close().await;
}

/// A case of the kit as it would come over the wire.
fn raw(case: &Value) -> Value {
    let mut body = form_urlencoded::Serializer::new(String::new());
    for (name, value) in case["params"].as_object().into_iter().flatten() {
        let values = value
            .as_array()
            .map_or(std::slice::from_ref(value), Vec::as_slice);
        for value in values {
            body.append_pair(name, value.as_str().unwrap());
        }
    }
    json!({
        "id": case["id"], "carrier": "twilio", "secret": case["auth_token"], "method": "POST",
        "url": case["url"], "body": body.finish(), "now": "2026-11-24T12:00:00Z",
        "headers": {
            "X-Twilio-Signature": case["signature"],
            "Content-Type": "application/x-www-form-urlencoded",
        },
    })
}

#[tokio::test]
async fn explain_answers_a_line_that_it_cannot_read_and_goes_on() {
    let desk = Desk::open().await;
    let lines =
        "{\"id\": 1, \"text\": \"Hi\"}\nnonsense\n{\"id\": 3}\n\n{\"id\": 4, \"text\": \"😱\"}\n";
    let output = desk
        .program
        .run_with(&["explain", "segments", "--jsonl"], lines.to_owned())
        .await;
    let said = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<Value> = said
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let ids: Vec<_> = answers.iter().map(|answer| answer["id"].clone()).collect();
    assert_eq!(ids, [json!(1), Value::Null, json!(3), json!(4)]);
    assert!(answers[1].get("error").is_some() && answers[2].get("error").is_some());
    assert_eq!(answers[3]["encoding"], "UCS-2");
    let one = desk
        .program
        .run(&["explain", "segments", "On my way"])
        .await;
    let one: Value = serde_json::from_slice(&one.stdout).unwrap();
    assert_eq!(
        (&one["encoding"], &one["segments"]),
        (&json!("GSM-7"), &json!(1))
    );
    desk.close().await;
}

#[tokio::test]
async fn why_finds_a_call_by_its_id_and_by_the_callers_number() {
    let mut desk = Setup::default().set("forwarded", "true").open().await;
    let call = desk.call(CALLER);
    desk.is_texted(&call, CALLER, "forwarded").await;
    let by_call = desk.why(&call).await.unwrap();
    let own_id = by_call.0["id"].as_str().unwrap().to_owned();
    for query in [own_id.as_str(), CALLER, "(312) 555-0131", "312-555-0131"] {
        let found = desk.why(query).await.unwrap();
        assert_eq!(found.0["call"], call.as_str(), "{query}");
    }
    assert_eq!(by_call.0["text"]["body"], TEXT);
    assert_eq!(by_call.0["caller"], CALLER);
    let words = desk.program.run(&["why", CALLER]).await;
    let words = String::from_utf8(words.stdout).unwrap();
    assert_eq!(words.lines().next(), Some("sent"), "{words}");
    assert!(words.contains(TEXT), "{words}");
    // The last call of a caller is the one that is asked about.
    let again = desk.call(CALLER);
    desk.is_held(&again, "already_texted").await;
    assert_eq!(desk.why(CALLER).await.unwrap().0["call"], again.as_str());
    // It needs no server.
    desk.program.kill().await;
    assert_eq!(desk.why(&call).await.unwrap().outcome(), "sent");
    let unknown = desk
        .program
        .run(&["why", "CAffffffffffffffffffffffffffffffff"])
        .await;
    assert_eq!(unknown.status.code(), Some(1));
    let words = String::from_utf8(unknown.stderr).unwrap();
    assert!(words.contains("no call is stored under"), "{words}");
    desk.program.start().await;
    desk.close().await;
}

#[tokio::test]
async fn a_file_sets_up_several_lines_and_the_environment_goes_before_it() {
    const OTHER: &str = "+13125550101";
    let mut desk = Setup::default().open().await;
    let webhooks = format!("{}/twilio", desk.public_url);
    desk.carrier
        .add_line(LineSetup::new(OTHER).webhooks(&webhooks));
    let file = desk.directory.path().join("lines.toml");
    let text = format!(
        "ring_seconds = 61\nforwarded = true\n\n\
         [[line]]\nnumber = \"{LINE}\"\ncompany = \"Riverside Plumbing\"\n\n\
         [[line]]\nnumber = \"{OTHER}\"\ncompany = \"Lakeside Heating\"\nowner = \"Ann\"\n\
         ring = [\"{SECOND}\"]\ntext = \"Sorry from {{owner}} at {{company}}, {{number}}.\"\n"
    );
    std::fs::write(&file, text).unwrap();
    for key in ["line_number", "company"] {
        desk.program.unset(key);
    }
    desk.program.set("config", file.to_str().unwrap());
    desk.program.set("ring_seconds", "20");
    desk.program.kill().await;
    desk.program.start().await;
    let first = desk.call(CALLER);
    desk.is_texted(&first, CALLER, "forwarded").await;
    let second = desk.carrier.place_call(CALLER, OTHER).unwrap();
    assert_eq!(
        desk.verdict(&second).await.outcome(),
        "sent",
        "another business"
    );
    let texts = desk.texts(CALLER, 2).await;
    assert_eq!(texts[1].from, OTHER);
    assert_eq!(
        texts[1].body,
        "Sorry from Ann at Lakeside Heating, (312) 555-0101. Reply STOP to opt out."
    );
    let others = desk.page("/?business=2").await;
    let link = others.split("href=\"calls/").nth(1).unwrap();
    let link = link.split('"').next().unwrap();
    assert!(
        link.ends_with("?business=2"),
        "its links stay with it: {link}"
    );
    let call = desk.page(&format!("/calls/{link}")).await;
    assert!(call.contains("Sorry from Ann"), "{call}");
    desk.close().await;
}
