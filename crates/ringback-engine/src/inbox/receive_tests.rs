//! What counts when texts are found late, and whose words open a conversation again.

use ringback_desk::contacts::Contact;
use ringback_desk::id::{BusinessId, LineId};
use ringback_desk::settings::{Given, LineSettings, Values};
use ringback_store::{Store, contacts};

use super::*;

const DANA: &str = "+13125550131";
const OWNER: &str = "+13125550199";

fn line() -> Line {
    let mut values = Values::new();
    for (key, value) in [
        ("line_number", "+13125550100"),
        ("company", "Riverside Plumbing"),
        ("owner", "Sam"),
        ("ring", "+13125550199"),
        ("zone", "America/Chicago"),
    ] {
        values.insert(key, Given::text(key, value));
    }
    let mut faults = Vec::new();
    let line = LineSettings::read(vec![&values], &mut faults);
    line.unwrap_or_else(|| panic!("{faults:?}"))
        .with_ids(BusinessId(1), LineId(1))
}

fn text(body: &str) -> TextReceived {
    TextReceived {
        text: clock::new_id().to_string(),
        from: DANA.to_owned(),
        to: "+13125550100".to_owned(),
        body: body.to_owned(),
        media: Vec::new(),
        carrier_opt_out: None,
    }
}

/// What is known of Dana after these texts, each with when it was written and when it came.
async fn after(texts: &'static [(&'static str, i64, i64)]) -> Contact {
    known_of(DANA, texts.to_vec()).await
}

/// The same of whoever wrote them.
async fn known_of(from: &'static str, texts: Vec<(&'static str, i64, i64)>) -> Contact {
    let store = Store::open_in_memory().expect("in memory");
    let line = line();
    let known = store.write(line.business, move |tx| {
        for (body, written_at, now) in &texts {
            let times = (Instant(*written_at), Instant(*now));
            let text = TextReceived {
                from: from.to_owned(),
                ..text(body)
            };
            take(tx, &line, &text, clock::new_id(), times)?;
        }
        contacts::load(tx, line.business, from)
    });
    known.await.expect("stored")
}

#[tokio::test]
async fn what_was_written_last_counts_for_customers_and_for_the_owner() {
    const MINUTE: i64 = 60_000;
    for from in [DANA, OWNER] {
        for (said, stopped) in [
            // Each with the minute that it was written in, in the order in which it came.
            (vec![("STOP", 2), ("START", 1)], true),
            (vec![("START", 2), ("STOP", 1)], false),
            (vec![("STOP", 3), ("START", 2), ("STOP", 1)], true),
            (vec![("STOP", 1), ("STOP", 3), ("START", 2)], true),
            (vec![("START", 3), ("STOP", 2), ("START", 1)], false),
        ] {
            let came = |(index, (body, minute)): (usize, &(&'static str, i64))| {
                let now = (10 + i64::try_from(index).expect("few")) * MINUTE;
                (*body, minute * MINUTE, now)
            };
            let texts = said.iter().enumerate().map(came).collect();
            let contact = known_of(from, texts).await;
            assert_eq!(contact.opted_out_at.is_some(), stopped, "{from} {said:?}");
        }
    }
}

#[tokio::test]
async fn a_suspended_business_knows_its_owners_phone_and_texts_nobody() {
    let store = Store::open_in_memory().expect("in memory");
    let line = line().suspended();
    let stored = store.write(line.business, move |tx| {
        for (from, body, at) in [
            (DANA, "is my boiler ready", 1_000),
            (OWNER, "Yes, come at nine", 2_000),
            (OWNER, "STOP", 3_000),
        ] {
            let text = TextReceived {
                from: from.to_owned(),
                ..text(body)
            };
            take(
                tx,
                &line,
                &text,
                clock::new_id(),
                (Instant(at), Instant(at)),
            )?;
        }
        let owner = contacts::load(tx, line.business, OWNER)?;
        let waits = ringback_store::waiting::list(tx, line.business, 10)?;
        let texts = texts::recent(tx, line.business, 10)?;
        Ok((owner, waits.len(), texts))
    });
    let (owner, waits, texts) = stored.await.expect("stored");
    assert!(owner.received_at.is_none(), "no customer");
    assert!(owner.opted_out_at.is_some(), "their STOP counts");
    assert_eq!(waits, 1, "Dana waits, and the owner does not");
    let is_inbound = |story: &texts::TextStory| story.text.kind == TextKind::Inbound;
    assert!(
        texts.len() == 3 && texts.iter().all(is_inbound),
        "{texts:#?}"
    );
}

#[tokio::test]
async fn a_second_stop_within_a_moment_leaves_the_one_confirmation_alone() {
    let store = Store::open_in_memory().expect("in memory");
    let line = line();
    let stored = store.write(line.business, move |tx| {
        for (body, at) in [
            ("Help!", 1_000),
            ("please stop texting me", 2_000),
            ("STOP!!", 2_100),
        ] {
            let times = (Instant(at), Instant(at));
            take(tx, &line, &text(body), clock::new_id(), times)?;
        }
        let stories = texts::of_party(tx, line.business, DANA, None, 10)?;
        Ok(stories
            .into_iter()
            .map(|story| story.text)
            .collect::<Vec<_>>())
    });
    let texts = stored.await.expect("stored");
    let phases: Vec<_> = texts
        .iter()
        .filter(|text| text.kind == TextKind::Consent)
        .map(|text| text.delivery.phase)
        .collect();
    // Newest first: the confirmation leaves, once, and HELP is not answered after it.
    assert_eq!(phases, [Phase::Pending, Phase::Held], "{texts:#?}");
}

#[tokio::test]
async fn a_start_that_is_found_late_lifts_no_stop_that_came_after_it() {
    let contact = after(&[("STOP", 200, 200), ("START", 100, 300)]).await;
    assert_eq!(contact.opted_out_at, Some(Instant(200)));
    let contact = after(&[("STOP", 200, 200), ("START", 300, 400)]).await;
    assert_eq!(contact.opted_out_at, None);
}

#[tokio::test]
async fn only_a_persons_own_words_after_a_stop_may_be_answered() {
    let hand = |contact: &Contact| contact.may_be_written_to();
    let late = after(&[("STOP", 200, 200), ("is my boiler ready", 100, 300)]).await;
    assert!(!hand(&late), "written before the stop");
    let again = after(&[("STOP", 200, 200), ("is my boiler ready", 300, 300)]).await;
    assert!(hand(&again));
    let machine = "I'm driving right now and will get back to you later. (Auto-reply)";
    assert!(
        ringback_desk::consent::read(machine, &ringback_desk::consent::Context::default())
            .automatic
    );
    let machine = after(&[
        ("STOP", 200, 200),
        (
            "I'm driving right now and will get back to you later. (Auto-reply)",
            300,
            300,
        ),
    ]);
    assert!(!hand(&machine.await), "a machine answered");
}
