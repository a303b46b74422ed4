//! Calls that a person takes, and what the phones of one line do to each other.

use ringback_simulator::{Behaviour, LegOutcome, Phone, SimEvent};

use crate::desk::{CALLER, Desk, LINE, OWNER, SECOND, Setup, TEXT};

/// Slow enough for a person to press a key in time.
const UNHURRIED: f64 = 15.0;

fn both() -> String {
    format!("{OWNER}, {SECOND}")
}

impl Desk {
    async fn talks(&self, call: &str, on: &str) {
        self.sees(|event| {
            matches!(event, SimEvent::Bridged { call: of, phone, .. } if of == call && phone == on)
        })
        .await;
    }

    /// A person picks up this phone, and presses 1 when asked to.
    async fn takes(&self, call: &str, on: &str) {
        self.carrier.answer(on).unwrap();
        self.hears(call, on, "Press 1 to take the call").await;
        self.carrier.press(on, "1").unwrap();
        self.talks(call, on).await;
    }

    /// How often a phone rang.
    fn rang(&self, on: &str) -> usize {
        let history = self.carrier.history();
        let rings = history.iter().filter(
            |stamped| matches!(&stamped.event, SimEvent::PhoneRings { phone, .. } if phone == on),
        );
        rings.count()
    }

    async fn is_answered(&self, call: &str) {
        let verdict = self.verdict(call).await;
        assert_eq!(verdict.outcome(), "answered", "{verdict:#?}");
        assert!(self.bodies(CALLER).await.is_empty(), "nobody needs a text");
    }
}

#[tokio::test]
async fn pressing_1_takes_the_call_and_no_text_leaves() {
    let desk = Setup::default().speed(UNHURRIED).open().await;
    let call = desk.call(CALLER);
    desk.rings(&call, OWNER).await;
    desk.takes(&call, OWNER).await;
    desk.hears(&call, OWNER, "3 1 2, 5 5 5, 0 1 3 1").await;
    desk.carrier.caller_hang_up(&call).unwrap();
    desk.is_answered(&call).await;
    let words = desk.program.run(&["why", &call]).await;
    let words = String::from_utf8(words.stdout).unwrap();
    assert_eq!(words.lines().next(), Some("answered"), "{words}");
    assert!(words.contains("1 was pressed on (312) 555-0177"), "{words}");
    desk.close().await;
}

#[tokio::test]
async fn one_phones_mailbox_does_not_silence_the_other() {
    let desk = Setup::default()
        .set("ring", &both())
        .speed(UNHURRIED)
        .open()
        .await;
    let mailbox = Behaviour::MailboxAfter { seconds: 3.0 };
    desk.carrier.add_phone(Phone::new(OWNER).behaves(mailbox));
    let call = desk.call(CALLER);
    desk.rings(&call, SECOND).await;
    let silenced = |event: &SimEvent| {
        matches!(event, SimEvent::PhoneEnded { phone, outcome: LegOutcome::Canceled, .. }
            if phone == SECOND)
    };
    desk.sees(silenced).await;
    let twice = || (desk.rang(SECOND) == 2).then_some(());
    desk.carrier.until(crate::desk::SOON, twice).await.unwrap();
    desk.takes(&call, SECOND).await;
    assert_eq!(desk.rang(OWNER), 1, "the mailbox is not rung again");
    desk.carrier.hang_up(SECOND).unwrap();
    desk.is_answered(&call).await;
    desk.close().await;
}

#[tokio::test]
async fn a_mailbox_and_a_phone_that_rings_out_are_one_missed_call() {
    let desk = Setup::default().set("ring", &both()).open().await;
    let mailbox = Behaviour::MailboxAfter { seconds: 6.0 };
    desk.carrier.add_phone(Phone::new(OWNER).behaves(mailbox));
    let call = desk.call(CALLER);
    desk.is_texted(&call, CALLER, "not_accepted").await;
    assert_eq!((desk.rang(OWNER), desk.rang(SECOND)), (1, 2));
    desk.close().await;
}

#[tokio::test]
async fn two_mailboxes_are_one_missed_call() {
    let desk = Setup::default().set("ring", &both()).open().await;
    for (phone, seconds) in [(OWNER, 6.0), (SECOND, 5.0)] {
        let mailbox = Behaviour::MailboxAfter { seconds };
        desk.carrier.add_phone(Phone::new(phone).behaves(mailbox));
    }
    let call = desk.call(CALLER);
    desk.is_texted(&call, CALLER, "not_accepted").await;
    desk.close().await;
}

#[tokio::test]
async fn phones_in_turn_ring_one_after_the_other() {
    let desk = Setup::default()
        .set("ring", &both())
        .set("ring_order", "in_turn")
        .speed(UNHURRIED)
        .open()
        .await;
    let call = desk.call(CALLER);
    desk.rings(&call, OWNER).await;
    assert_eq!((desk.rang(OWNER), desk.rang(SECOND)), (1, 0));
    desk.carrier.decline(OWNER).unwrap();
    desk.rings(&call, SECOND).await;
    desk.takes(&call, SECOND).await;
    assert_eq!((desk.rang(OWNER), desk.rang(SECOND)), (1, 1));
    desk.carrier.hang_up(SECOND).unwrap();
    desk.is_answered(&call).await;
    desk.close().await;
}

#[tokio::test]
async fn phones_in_turn_that_nobody_takes_are_one_missed_call() {
    let desk = Setup::default()
        .set("ring", &both())
        .set("ring_order", "in_turn")
        .open()
        .await;
    let call = desk.call(CALLER);
    desk.is_texted(&call, CALLER, "no_answer").await;
    assert_eq!((desk.rang(OWNER), desk.rang(SECOND)), (1, 1));
    desk.close().await;
}

#[tokio::test]
async fn without_acceptance_whoever_picks_up_has_taken_the_call() {
    let desk = Setup::default().set("acceptance", "none").open().await;
    let call = desk.call(CALLER);
    desk.rings(&call, OWNER).await;
    desk.carrier.answer(OWNER).unwrap();
    desk.talks(&call, OWNER).await;
    desk.carrier.hang_up(OWNER).unwrap();
    desk.is_answered(&call).await;
    let log = desk.program.log();
    assert!(
        log.contains("mailbox pick up, which then looks like an answer"),
        "{log}"
    );
    desk.close().await;
}

#[tokio::test]
async fn without_acceptance_a_phone_that_rings_out_is_missed() {
    let desk = Setup::default()
        .set("acceptance", "none")
        .set("ring_seconds", "18")
        .open()
        .await;
    let call = desk.call(CALLER);
    desk.is_texted(&call, CALLER, "no_answer").await;
    assert!(
        !desk.program.log().contains("mailbox"),
        "18 seconds are nothing to warn of"
    );
    desk.close().await;
}

#[tokio::test]
async fn machine_detection_tells_a_person_from_a_mailbox() {
    let desk = Setup::default().set("acceptance", "machine").open().await;
    let call = desk.call(CALLER);
    desk.rings(&call, OWNER).await;
    desk.carrier.answer(OWNER).unwrap();
    desk.talks(&call, OWNER).await;
    desk.carrier.hang_up(OWNER).unwrap();
    desk.is_answered(&call).await;

    let mailbox = Behaviour::MailboxAfter { seconds: 4.0 };
    desk.carrier.add_phone(Phone::new(OWNER).behaves(mailbox));
    let call = desk.call(CALLER);
    desk.is_texted(&call, CALLER, "not_accepted").await;
    desk.close().await;
}

#[tokio::test]
async fn the_phones_ring_as_long_as_is_set_and_show_who_calls() {
    let desk = Setup::default()
        .set("ring_seconds", "40")
        .speed(40.0)
        .open()
        .await;
    let call = desk.call(CALLER);
    let rings = |event: &SimEvent| matches!(event, SimEvent::PhoneRings { .. });
    let SimEvent::PhoneRings { caller_id, .. } = desk.sees(rings).await else {
        unreachable!("that was waited for");
    };
    assert_eq!(caller_id, CALLER);
    desk.is_texted(&call, CALLER, "no_answer").await;
    let history = desk.carrier.history();
    let at = |wanted: &dyn Fn(&SimEvent) -> bool| {
        let found = history.iter().find(|stamped| wanted(&stamped.event));
        found.unwrap().at_ms
    };
    let rang_ms = at(&|event| matches!(event, SimEvent::PhoneEnded { .. })) - at(&rings);
    let seconds = rang_ms * 40 / 1_000;
    assert!((38..60).contains(&seconds), "rang for {seconds} of 40 s");
    desk.close().await;
}

#[tokio::test]
async fn an_owner_who_calls_their_own_line_does_not_ring_themselves() {
    let desk = Setup::default().set("ring", &both()).open().await;
    let call = desk.call(OWNER);
    desk.rings(&call, SECOND).await;
    desk.is_held(&call, "own_number").await;
    assert_eq!(desk.rang(OWNER), 0);
    assert!(desk.bodies(OWNER).await.is_empty());
    desk.close().await;
}

#[tokio::test]
async fn the_next_call_after_an_answered_one_may_still_be_texted() {
    let desk = Setup::default().speed(UNHURRIED).open().await;
    let call = desk.call(CALLER);
    desk.rings(&call, OWNER).await;
    desk.takes(&call, OWNER).await;
    desk.carrier.caller_hang_up(&call).unwrap();
    desk.is_answered(&call).await;
    desk.carrier
        .add_phone(Phone::new(OWNER).behaves(Behaviour::Busy));
    let call = desk.call(CALLER);
    let verdict = desk.verdict(&call).await;
    assert_eq!(verdict.outcome(), "sent");
    assert_eq!(desk.texts(CALLER, 1).await[0].body, TEXT);
    assert_eq!(desk.texts(CALLER, 1).await[0].from, LINE);
    desk.close().await;
}
