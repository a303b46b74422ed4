//! The conversation: what a caller writes reaches the owner's phone, and the owner's answer goes
//! back from the line.

use std::time::Duration;

use ringback_simulator::{ApiFault, ApiRoute, FaultCount, Media, WebhookFault, WebhookKind};

use crate::desk::{CALLER, CALLER_2, Desk, LINE, OWNER, SECOND, SOON, Setup, TEXT};

/// Whether a text asks which of the two threads these words are for, the newer one first.
fn asks_for(text: &str, words: &str) -> bool {
    let plain = text.replace(':', "");
    text.contains(words) && plain.contains("1 (312) 555-0132, 2 (312) 555-0131")
}

/// Two people have written, the second one last.
async fn two_threads() -> Desk {
    let desk = Desk::open().await;
    desk.writes(CALLER, "My sink leaks").await;
    desk.writes(CALLER_2, "Do you do boilers?").await;
    desk
}

#[tokio::test]
async fn a_reply_reaches_the_owner_and_the_answer_goes_back_from_the_line() {
    let desk = Setup::default().set("forwarded", "true").open().await;
    let call = desk.call(CALLER);
    desk.is_texted(&call, CALLER, "forwarded").await;
    desk.writes(CALLER, "My sink leaks").await;
    let relay = desk.texts(OWNER, 1).await.remove(0);
    assert_eq!(relay.from, LINE);
    assert_eq!(relay.body, "(312) 555-0131: My sink leaks");
    desk.writes(OWNER, "On my way – 20 minutes").await;
    let answer = desk.texts(CALLER, 2).await.remove(1);
    assert_eq!(answer.from, LINE);
    assert_eq!(answer.body, "On my way - 20 minutes");
    assert_eq!(desk.bodies(OWNER).await.len(), 1, "the owner hears no echo");
    let page = desk.page(&format!("/people/{CALLER}")).await;
    for words in [
        "We missed your call",
        "Sorry we missed your call",
        "My sink leaks",
        "On my way",
    ] {
        let is_there = page.contains(words);
        assert_eq!(is_there, words != "We missed your call", "{words}: {page}");
    }
    desk.close().await;
}

#[tokio::test]
async fn relays_go_to_the_first_phone_and_any_may_answer() {
    let desk = Setup::default()
        .set("ring", &format!("{OWNER},{SECOND}"))
        .open()
        .await;
    desk.writes(CALLER, "Hello?").await;
    desk.texts(OWNER, 1).await;
    desk.writes(SECOND, "Hi, what is it about?").await;
    assert_eq!(desk.bodies(CALLER).await, ["Hi, what is it about?"]);
    assert!(desk.bodies(SECOND).await.is_empty());
    desk.close().await;
}

#[tokio::test]
async fn a_word_back_goes_to_the_phone_that_wrote() {
    let desk = Setup::default()
        .set("ring", &format!("{OWNER},{SECOND}"))
        .open()
        .await;
    desk.writes(SECOND, "Coming at nine").await;
    let told = desk.bodies(SECOND).await;
    assert!(
        told.len() == 1 && told[0].contains("No conversation is open"),
        "{told:?}"
    );
    assert!(desk.bodies(OWNER).await.is_empty());
    desk.close().await;
}

#[tokio::test]
async fn with_two_threads_open_the_owner_is_asked_and_a_digit_picks() {
    let desk = two_threads().await;
    desk.writes(OWNER, "Tomorrow at nine").await;
    let told = desk.bodies(OWNER).await;
    assert!(
        told.len() == 3 && asks_for(&told[2], "Tomorrow at nine"),
        "{told:?}"
    );
    assert!(desk.bodies(CALLER).await.is_empty() && desk.bodies(CALLER_2).await.is_empty());
    desk.writes(OWNER, "2").await;
    assert_eq!(desk.bodies(CALLER).await, ["Tomorrow at nine"]);
    assert!(
        desk.bodies(CALLER_2).await.is_empty(),
        "nobody else gets it"
    );
    desk.close().await;
}

#[tokio::test]
async fn each_text_that_waits_is_asked_about_in_its_turn() {
    let desk = two_threads().await;
    desk.writes(OWNER, "Tomorrow at nine").await;
    desk.writes(OWNER, "Yes, all makes").await;
    desk.writes(OWNER, "2").await;
    let told = desk.bodies(OWNER).await;
    assert!(asks_for(told.last().unwrap(), "Yes, all makes"), "{told:?}");
    desk.writes(OWNER, "1").await;
    assert_eq!(desk.bodies(CALLER).await, ["Tomorrow at nine"]);
    assert_eq!(desk.bodies(CALLER_2).await, ["Yes, all makes"]);
    desk.close().await;
}

#[tokio::test]
async fn a_digit_before_words_picks_for_these_words() {
    for (answer, sent) in [
        ("1 Yes, all makes", "Yes, all makes"),
        ("1) Yes, all makes", "Yes, all makes"),
        ("1: Yes", "Yes"),
    ] {
        let desk = two_threads().await;
        desk.writes(OWNER, "Yes").await;
        desk.writes(OWNER, answer).await;
        assert_eq!(desk.bodies(CALLER_2).await, [sent], "{answer}");
        assert!(desk.bodies(CALLER).await.is_empty());
        desk.close().await;
    }
}

#[tokio::test]
async fn a_number_that_begins_an_answer_is_no_choice() {
    let desk = two_threads().await;
    for answer in ["10 minutes", "2pm", "3", "0"] {
        desk.writes(OWNER, answer).await;
    }
    let asked = desk.bodies(OWNER).await;
    assert!(
        asked.len() == 6 && asked[2..].iter().all(|text| asks_for(text, "10 minutes")),
        "{asked:?}"
    );
    assert!(desk.bodies(CALLER).await.is_empty() && desk.bodies(CALLER_2).await.is_empty());
    desk.close().await;
}

#[tokio::test]
async fn a_thread_is_open_for_a_day_after_its_last_text() {
    let mut desk = Desk::open().await;
    desk.writes(CALLER, "My sink leaks").await;
    desk.dies_for(Duration::from_hours(23)).await;
    desk.writes(CALLER_2, "Do you do boilers?").await;
    desk.dies_for(Duration::from_mins(61)).await;
    desk.writes(OWNER, "We do").await;
    assert_eq!(
        desk.bodies(CALLER_2).await,
        ["We do"],
        "the other thread is closed"
    );
    desk.dies_for(Duration::from_hours(25)).await;
    desk.writes(OWNER, "Hello?").await;
    let told = desk.bodies(OWNER).await;
    assert!(
        told.last().unwrap().contains("No conversation is open"),
        "{told:?}"
    );
    assert!(desk.bodies(CALLER).await.is_empty());
    desk.close().await;
}

#[tokio::test]
async fn what_a_phone_says_by_itself_reaches_no_customer() {
    let desk = Desk::open().await;
    desk.writes(CALLER, "My sink leaks").await;
    for automatic in [
        "I'm driving with Do Not Disturb While Driving turned on. I'll see your message when I \
         get where I'm going.",
        "(I'm not receiving notifications. If this is urgent, reply \"urgent\" to send a \
         notification through with your original message.)",
        "Auto reply: I'm driving right now and will get back to you later.",
        "Liked \u{201c}(312) 555-0131: My sink leaks\u{201d}",
        "HELP",
        "STOP",
    ] {
        desk.writes(OWNER, automatic).await;
        assert!(desk.bodies(CALLER).await.is_empty(), "{automatic}");
    }
    desk.writes(OWNER, "START").await;
    desk.writes(OWNER, "I'm driving over now, be there at 5")
        .await;
    assert_eq!(
        desk.bodies(CALLER).await,
        ["I'm driving over now, be there at 5"]
    );
    desk.close().await;
}

#[tokio::test]
async fn an_owner_who_says_stop_gets_no_relays_until_start() {
    let desk = Desk::open().await;
    desk.writes(OWNER, "STOP").await;
    desk.writes(CALLER, "My sink leaks").await;
    assert!(desk.bodies(OWNER).await.is_empty());
    desk.writes(OWNER, "START").await;
    desk.writes(CALLER, "Hello?").await;
    assert_eq!(desk.bodies(OWNER).await, ["(312) 555-0131: Hello?"]);
    desk.close().await;
}

#[tokio::test]
async fn three_pictures_are_three_pictures() {
    let desk = Desk::open().await;
    let slow = ApiFault::SlowAnswer { milliseconds: 300 };
    desk.carrier
        .break_api(ApiRoute::Files, FaultCount::Always, slow);
    let pictures: Vec<Media> = (0..3_u8)
        .map(|number| {
            let mut bytes = Media::sample_picture().bytes.to_vec();
            bytes.push(number);
            Media {
                content_type: "image/png".to_owned(),
                bytes: bytes.into(),
            }
        })
        .collect();
    let text = desk
        .carrier
        .send_text(CALLER, LINE, "Look at this", pictures.clone());
    desk.told(WebhookKind::Message, &text).await;
    let relay = desk.texts(OWNER, 1).await.remove(0);
    assert_eq!(relay.body, "(312) 555-0131: Look at this [3 pictures]");
    let files = files_of(&desk, CALLER, 3).await;
    let mut kept = Vec::new();
    for file in &files {
        assert_eq!(desk.stranger_gets(file).await.status(), 401);
        let answer = desk.get(file).send().await.unwrap();
        assert_eq!(answer.headers()["content-type"], "image/png");
        kept.push(answer.bytes().await.unwrap().to_vec());
    }
    let sent: Vec<_> = pictures
        .iter()
        .map(|picture| picture.bytes.to_vec())
        .collect();
    assert_eq!(kept, sent, "each is itself, in order");
    desk.close().await;
}

/// The addresses of the pictures in a thread, once all of them have been fetched.
async fn files_of(desk: &Desk, person: &str, count: usize) -> Vec<String> {
    let looking = async {
        loop {
            let page = desk.page(&format!("/people/{person}")).await;
            let pictures = page.split("src=\"../media/").skip(1);
            let files: Vec<String> = pictures
                .map(|rest| format!("/media/{}", rest.split('"').next().unwrap()))
                .collect();
            if files.len() == count {
                return files;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(SOON, looking).await.unwrap()
}

#[tokio::test]
async fn the_webhook_does_not_wait_for_the_pictures() {
    let desk = Desk::open().await;
    let slow = ApiFault::SlowAnswer {
        milliseconds: 5_000,
    };
    desk.carrier
        .break_api(ApiRoute::Files, FaultCount::Always, slow);
    let picture = vec![Media::sample_picture()];
    let began = std::time::Instant::now();
    let text = desk.carrier.send_text(CALLER, LINE, "", picture);
    desk.told(WebhookKind::Message, &text).await;
    assert!(began.elapsed() < Duration::from_secs(4), "answered at once");
    assert_eq!(
        desk.texts(OWNER, 1).await[0].body,
        "(312) 555-0131: [1 picture]"
    );
    desk.close().await;
}

#[tokio::test]
async fn a_text_that_comes_twice_is_one_text() {
    let desk = Desk::open().await;
    desk.carrier.break_webhooks(
        Some(WebhookKind::Message),
        FaultCount::Next(1),
        WebhookFault::Duplicate,
    );
    let text = desk.writes(CALLER, "My sink leaks").await;
    let twice = || {
        let history = desk.carrier.history();
        let posts = history.iter().filter(|stamped| {
            matches!(&stamped.event, ringback_simulator::SimEvent::WebhookPosted { about, .. }
                if *about == text)
        });
        (posts.count() == 2).then_some(())
    };
    desk.carrier.until(SOON, twice).await.unwrap();
    assert_eq!(desk.bodies(OWNER).await, ["(312) 555-0131: My sink leaks"]);
    desk.close().await;
}

#[tokio::test]
async fn texts_that_come_while_the_desk_is_down_are_found_and_relayed_once() {
    let mut desk = Desk::open().await;
    desk.program.kill().await;
    for words in ["My sink leaks", "It is urgent"] {
        desk.carrier
            .send_text(CALLER, LINE, words, vec![Media::sample_picture()]);
    }
    desk.carrier.send_text(CALLER_2, LINE, "STOP", Vec::new());
    // The carrier tries each once, and gives up.
    let given_up = || (desk.carrier.alerts().len() == 3).then_some(());
    desk.carrier.until(SOON, given_up).await.unwrap();
    desk.program.start().await;
    let relays = [
        "(312) 555-0131: My sink leaks [1 picture]",
        "(312) 555-0131: It is urgent [1 picture]",
    ];
    desk.texts(OWNER, 2).await;
    assert_eq!(desk.bodies(OWNER).await, relays);
    assert_eq!(files_of(&desk, CALLER, 2).await.len(), 2);
    desk.program.kill().await;
    desk.program.start().await;
    let call = desk.call(CALLER_2);
    desk.is_held(&call, "opted_out").await;
    assert_eq!(
        desk.bodies(OWNER).await,
        relays,
        "once, however often the list is read"
    );
    desk.close().await;
}

#[tokio::test]
async fn a_fresh_database_does_not_answer_what_was_written_before_it() {
    let mut desk = Desk::open().await;
    desk.writes(CALLER, "An old story").await;
    desk.texts(OWNER, 1).await;
    desk.program.kill().await;
    // The carrier's list is by whole seconds.
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    let fresh = desk.directory.path().join("fresh.db");
    desk.program.set("database", fresh.to_str().unwrap());
    desk.program.start().await;
    desk.writes(CALLER_2, "A new one").await;
    desk.texts(OWNER, 2).await;
    assert_eq!(
        desk.bodies(OWNER).await,
        ["(312) 555-0131: An old story", "(312) 555-0132: A new one"]
    );
    desk.close().await;
}

#[tokio::test]
async fn long_words_and_signs_go_through_whole() {
    // Slow enough that one part is out before the next one leaves.
    let desk = Setup::default().set("line_pace", "20").open().await;
    let long = "Very wet. ".repeat(160);
    desk.writes(CALLER, long.trim()).await;
    desk.writes(CALLER, "Ça coule 😱").await;
    let relays = desk.bodies(OWNER).await;
    assert!(relays.iter().all(|relay| relay.chars().count() <= 1_600));
    let (last, first) = relays.split_last().unwrap();
    assert_eq!(first.concat(), format!("(312) 555-0131: {}", long.trim()));
    assert_eq!(last, "(312) 555-0131: Ça coule 😱");
    assert_ne!(desk.bodies(CALLER).await, [TEXT], "no call was missed");
    desk.close().await;
}

#[tokio::test]
async fn a_short_codes_text_is_relayed_and_opens_no_thread_to_answer() {
    let desk = Desk::open().await;
    desk.writes("72345", "Your code is 99").await;
    assert_eq!(desk.bodies(OWNER).await, ["72345: Your code is 99"]);
    desk.writes(CALLER, "My sink leaks").await;
    desk.writes(OWNER, "On my way").await;
    assert_eq!(desk.bodies(CALLER).await, ["On my way"]);
    assert!(desk.bodies("72345").await.is_empty());
    desk.close().await;
}
