//! Brakes and pace: calls that cost nothing must not cost money without end, and a number does
//! not send faster than its carrier lets it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ringback_simulator::SimEvent;

use crate::desk::{CALLER, CALLER_2, Desk, OWNER, Setup, TEXT};

/// Area codes of Illinois, New York, Texas and so on: every caller has a prefix of its own.
const AREAS: [u32; 36] = [
    212, 213, 214, 215, 216, 217, 218, 219, 224, 225, 228, 229, 231, 234, 239, 240, 248, 251, 252,
    253, 254, 256, 260, 262, 267, 269, 270, 276, 281, 301, 302, 303, 304, 305, 307, 309,
];

fn missing_all() -> Setup {
    Setup::default().set("forwarded", "true")
}

fn scattered() -> Vec<String> {
    AREAS
        .iter()
        .map(|area| format!("+1{area}5550142"))
        .collect()
}

/// Brakes count by the clock's minute; a burst must not straddle two.
async fn early_in_a_minute() {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let left = 60 - now.as_secs() % 60;
    if left < 15 {
        tokio::time::sleep(Duration::from_secs(left)).await;
    }
}

/// Lets all of them call, and counts who is texted and who is held by the brake.
async fn burst(desk: &Desk, callers: &[String]) -> (usize, usize) {
    early_in_a_minute().await;
    let calls: Vec<_> = callers.iter().map(|caller| desk.call(caller)).collect();
    for call in &calls {
        desk.ends(call).await;
    }
    desk.quiet().await;
    let all = desk.json("/api/calls?limit=500").await;
    let all = all["calls"].as_array().unwrap();
    let held = all.iter().filter(|call| call["held"] == "brake").count();
    let texted = all.iter().filter(|call| call["text"].is_string()).count();
    assert_eq!(texted + held, callers.len(), "{all:#?}");
    let sent: usize = callers
        .iter()
        .map(|caller| desk.carrier.messages_to(caller).len())
        .sum();
    assert_eq!(sent, texted);
    (texted, held)
}

#[tokio::test]
async fn a_burst_of_callers_trips_the_brake_and_the_owner_is_told_once() {
    let desk = missing_all().set("after_miss", "hang_up").open().await;
    let callers = scattered();
    assert_eq!(
        burst(&desk, &callers).await,
        (30, 6),
        "30 a minute by default"
    );
    let told = desk.bodies(OWNER).await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with("Ringback's brake is on (minute)"),
        "{told:?}"
    );
    let page = desk.page("/").await;
    assert!(page.contains("brake is on (minute)"), "{page}");
    let held = desk.json("/api/calls?limit=500").await;
    let held = held["calls"].as_array().unwrap();
    let held = held.iter().find(|call| call["held"] == "brake").unwrap();
    let words = desk
        .program
        .run(&["why", held["call"].as_str().unwrap()])
        .await;
    let words = String::from_utf8(words.stdout).unwrap();
    assert_eq!(words.lines().next(), Some("held: brake"), "{words}");
    desk.close().await;
}

#[tokio::test]
async fn callers_that_look_alike_trip_the_brake_of_their_prefix() {
    let desk = missing_all()
        .set("after_miss", "hang_up")
        .set("brake_prefix_minute", "5")
        .open()
        .await;
    let callers: Vec<_> = (0..9).map(|index| format!("+1773555011{index}")).collect();
    assert_eq!(burst(&desk, &callers).await, (5, 4));
    let told = desk.bodies(OWNER).await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("(prefix minute)"), "{told:?}");
    desk.close().await;
}

#[tokio::test]
async fn without_brakes_everybody_is_texted() {
    let desk = missing_all()
        .set("after_miss", "hang_up")
        .set("brakes", "off")
        .open()
        .await;
    assert_eq!(burst(&desk, &scattered()).await, (36, 0));
    assert!(desk.bodies(OWNER).await.is_empty());
    desk.close().await;
}

#[tokio::test]
async fn spend_and_texts_to_one_caller_have_their_limits() {
    let desk = missing_all().set("window_hours", "0").open().await;
    for _ in 0..3 {
        let call = desk.call(CALLER);
        assert_eq!(desk.verdict(&call).await.outcome(), "sent");
    }
    let call = desk.call(CALLER);
    desk.is_held(&call, "brake").await;
    let other = desk.call(CALLER_2);
    assert_eq!(
        desk.verdict(&other).await.outcome(),
        "sent",
        "others still are"
    );
    desk.close().await;

    // A segment is taken to cost 0.012.
    let desk = missing_all()
        .set("after_miss", "hang_up")
        .set("brake_spend_day", "0.05")
        .open()
        .await;
    assert_eq!(burst(&desk, &scattered()[..7]).await, (4, 3));
    desk.close().await;
}

#[tokio::test]
async fn what_people_write_is_never_braked() {
    let desk = missing_all().set("brake_minute", "0").open().await;
    let call = desk.call(CALLER);
    desk.is_held(&call, "brake").await;
    desk.writes(CALLER, "My sink leaks").await;
    desk.writes(OWNER, "On my way").await;
    assert_eq!(desk.bodies(CALLER).await, ["On my way"]);
    let told = desk.bodies(OWNER).await;
    assert!(
        told.contains(&"(312) 555-0131: My sink leaks".to_owned()),
        "{told:?}"
    );
    desk.close().await;
}

/// When requests to send reached the carrier, in milliseconds.
fn sends(desk: &Desk) -> Vec<i64> {
    let history = desk.carrier.history();
    let sends = history.iter().filter(|stamped| {
        matches!(&stamped.event, SimEvent::ApiReceived { method, path }
            if method == "POST" && path.ends_with("/Messages.json"))
    });
    sends.map(|stamped| stamped.at_ms).collect()
}

#[tokio::test]
async fn texts_leave_at_the_lines_pace() {
    let long = "Hello from {company}. ".to_owned() + &"We call you back. ".repeat(12);
    for (text, pace, apart_ms) in [("Sorry, {owner}.", "4", 250), (&long, "8", 250)] {
        let desk = missing_all()
            .set("line_pace", pace)
            .set("text", text)
            .set("after_miss", "hang_up")
            .open()
            .await;
        let callers = &scattered()[..9];
        early_in_a_minute().await;
        // The first text of a process waits for connections to be made; it is not what is timed.
        desk.ends(&desk.call(&callers[0])).await;
        desk.texts(&callers[0], 1).await;
        tokio::time::sleep(Duration::from_secs(1)).await;
        let calls: Vec<_> = callers[1..].iter().map(|to| desk.call(to)).collect();
        for call in &calls {
            desk.ends(call).await;
        }
        desk.quiet().await;
        let sends = &sends(&desk)[1..];
        assert_eq!(sends.len(), 8);
        let took = sends[7] - sends[0];
        // The process may be late with one; it does not make up for it by being early.
        assert!(
            took >= 7 * apart_ms - 60,
            "{took} ms for 8 texts at {pace}: {sends:?}"
        );
        for pair in sends.windows(3) {
            let two = pair[2] - pair[0];
            assert!(two >= apart_ms, "three texts within {two} ms: {sends:?}");
        }
        desk.close().await;
    }
}

#[tokio::test]
async fn a_persons_answer_goes_before_texts_that_wait() {
    let desk = missing_all().set("line_pace", "0.02").open().await;
    desk.writes("+13125550139", "Are you open?").await;
    desk.texts(OWNER, 1).await;
    // The relay has used up the pace for almost a minute.
    let waiting = [desk.call(CALLER), desk.call(CALLER_2)];
    for call in &waiting {
        desk.verdict_when(call, |verdict| verdict.outcome() == "waiting")
            .await;
    }
    desk.writes(OWNER, "Yes, until six").await;
    let answer = desk.texts("+13125550139", 1).await.remove(0);
    assert_eq!(answer.body, "Yes, until six");
    for caller in [CALLER, CALLER_2] {
        assert!(
            desk.carrier.messages_to(caller).is_empty(),
            "{TEXT} waits for its turn"
        );
    }
    desk.close().await;
}
