//! Missed calls that are not texted, each for a reason that page and `why` name.

use std::time::Duration;

use ringback_simulator::{Behaviour, Phone, PlaceCall};

use crate::desk::{CALLER, CALLER_2, Desk, LINE, OWNER, SECOND, SECOND_TEXT, Setup, TEXT};

/// A line that misses every call at once.
fn busy() -> Setup {
    Setup::default().set("forwarded", "true")
}

async fn holds(desk: &Desk, caller: &str, reason: &str) {
    let call = desk.call(caller);
    desk.is_held(&call, reason).await;
}

#[tokio::test]
async fn a_withheld_caller_is_held_and_page_and_why_say_so() {
    let desk = busy().open().await;
    for withheld in ["anonymous", "", "Restricted", "+266696687", "+86282452253"] {
        let call = desk.call(withheld);
        desk.is_held(&call, "withheld_caller").await;
        let words = desk.program.run(&["why", &call]).await;
        let words = String::from_utf8(words.stdout).unwrap();
        assert_eq!(
            words.lines().next(),
            Some("held: withheld_caller"),
            "{words}"
        );
        assert!(
            words.contains("Not texted: the caller withheld the number."),
            "{words}"
        );
    }
    let page = desk.page("/").await;
    assert!(page.contains("Withheld number"), "{page}");
    assert!(page.contains("not texted"), "{page}");
    let link = page
        .split("href=\"calls/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let call = desk.page(&format!("/calls/{link}")).await;
    assert!(
        call.contains("Not texted: the caller withheld the number."),
        "{call}"
    );
    assert!(desk.carrier.messages().is_empty());
    desk.close().await;
}

#[tokio::test]
async fn a_withheld_caller_still_rings_the_phones() {
    let desk = Setup::default().open().await;
    let call = desk.call("anonymous");
    desk.rings(&call, OWNER).await;
    desk.carrier.decline(OWNER).unwrap();
    desk.is_held(&call, "withheld_caller").await;
    desk.close().await;
}

#[tokio::test]
async fn numbers_that_cannot_be_texted_are_held() {
    let desk = busy().set("countries", "US, GB").open().await;
    for (caller, reason) in [
        ("+18005550199", "toll_free"),
        ("+19005550123", "special_rate"),
        ("+442071838750", "landline"),
        ("+4915123456789", "country_not_allowed"),
        ("+12", "invalid_number"),
        ("72345", "short_code"),
    ] {
        holds(&desk, caller, reason).await;
    }
    assert!(desk.carrier.messages().is_empty());
    let call = desk.call("+447400123456");
    assert_eq!(
        desk.verdict(&call).await.outcome(),
        "sent",
        "a mobile where it is allowed"
    );
    desk.close().await;
}

#[tokio::test]
async fn own_numbers_and_lists_are_held() {
    let desk = busy()
        .set("ring", &format!("{OWNER},{SECOND}"))
        .set("team", "+13125550161")
        .set("blocked", "+13125550162")
        .set("never_text", "+13125550163, (+1) 312 555 0164")
        .open()
        .await;
    for (caller, reason) in [
        (OWNER, "own_number"),
        (SECOND, "own_number"),
        (LINE, "own_number"),
        ("+13125550161", "own_number"),
        ("+13125550162", "blocked"),
        ("+13125550163", "never_text"),
        ("+13125550164", "never_text"),
    ] {
        holds(&desk, caller, reason).await;
    }
    assert!(desk.carrier.messages().is_empty());
    desk.close().await;
}

#[tokio::test]
async fn a_caller_id_that_the_carrier_calls_forged_is_held() {
    let desk = busy().open().await;
    for verdict in ["TN-Validation-Failed-C", "TN-Validation-Failed-A"] {
        let forged = PlaceCall::new(CALLER, LINE).attestation(Some(verdict));
        let call = desk.carrier.place(forged).unwrap();
        desk.is_held(&call, "failed_attestation").await;
    }
    for (caller, verdict) in [
        (CALLER, None),
        (CALLER_2, Some("TN-Validation-Passed-C")),
        ("+13125550133", Some("No-TN-Validation")),
    ] {
        let call = PlaceCall::new(caller, LINE).attestation(verdict);
        let call = desk.carrier.place(call).unwrap();
        assert_eq!(desk.verdict(&call).await.outcome(), "sent", "{verdict:?}");
    }
    desk.close().await;
}

#[tokio::test]
async fn texting_that_is_switched_off_is_held() {
    let desk = busy().set("texting", "false").open().await;
    holds(&desk, CALLER, "switched_off").await;
    desk.close().await;
}

#[tokio::test]
async fn a_caller_who_gives_up_at_once_is_held_where_that_is_set() {
    let desk = Setup::default().set("gave_up_seconds", "5").open().await;
    let call = desk.call(CALLER);
    desk.rings(&call, OWNER).await;
    desk.carrier.caller_hang_up(&call).unwrap();
    desk.is_held(&call, "gave_up_early").await;
    // Declined in the same second: nobody gave up.
    desk.carrier
        .add_phone(Phone::new(OWNER).behaves(Behaviour::Busy));
    let call = desk.call(CALLER);
    desk.is_texted(&call, CALLER, "declined").await;
    desk.close().await;
}

#[tokio::test]
async fn one_text_per_caller_and_day() {
    let mut desk = busy().open().await;
    let call = desk.call(CALLER);
    desk.is_texted(&call, CALLER, "forwarded").await;
    holds(&desk, CALLER, "already_texted").await;
    let other = desk.call(CALLER_2);
    desk.is_texted(&other, CALLER_2, "forwarded").await;
    desk.dies_for(Duration::from_hours(23)).await;
    holds(&desk, CALLER, "already_texted").await;
    desk.dies_for(Duration::from_hours(1)).await;
    let call = desk.call(CALLER);
    assert_eq!(desk.verdict(&call).await.outcome(), "sent");
    assert_eq!(desk.bodies(CALLER).await, [TEXT, SECOND_TEXT]);
    desk.close().await;
}

#[tokio::test]
async fn calls_at_the_same_moment_are_one_text() {
    let desk = busy().open().await;
    let calls: Vec<_> = (0..8).map(|_| desk.call(CALLER)).collect();
    let mut sent = 0;
    for call in &calls {
        let verdict = desk.verdict(call).await;
        match verdict.outcome() {
            "sent" => sent += 1,
            _ => assert_eq!(verdict.reason(), "already_texted"),
        }
    }
    assert_eq!(sent, 1);
    assert_eq!(desk.bodies(CALLER).await, [TEXT]);
    desk.close().await;
}

#[tokio::test]
async fn nobody_in_a_conversation_needs_a_robot() {
    let mut desk = busy().set("window_hours", "0").open().await;
    desk.writes(CALLER, "Are you open on Saturday?").await;
    holds(&desk, CALLER, "live_conversation").await;
    desk.dies_for(Duration::from_mins(29)).await;
    holds(&desk, CALLER, "live_conversation").await;
    // The owner's answer counts as well.
    desk.writes(OWNER, "Yes, until noon").await;
    desk.dies_for(Duration::from_mins(29)).await;
    holds(&desk, CALLER, "live_conversation").await;
    desk.dies_for(Duration::from_mins(2)).await;
    let call = desk.call(CALLER);
    assert_eq!(desk.verdict(&call).await.outcome(), "sent");
    desk.close().await;
}

#[tokio::test]
async fn keywords_are_no_conversation() {
    let desk = busy().open().await;
    for word in ["STOP", "START", "HELP"] {
        desk.writes(CALLER, word).await;
    }
    let call = desk.call(CALLER);
    desk.is_texted(&call, CALLER, "forwarded").await;
    desk.close().await;
}
