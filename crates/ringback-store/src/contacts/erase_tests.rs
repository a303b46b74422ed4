//! What goes with a person who is erased, and what stays.

use ringback_desk::clock::Instant;
use ringback_desk::contacts::Contact;
use ringback_desk::id::{Id, LineId};
use ringback_desk::inbox::Question;
use ringback_desk::texts::{Delivery, TextKind};

use super::super::save;
use super::*;
use crate::notices::{self, Notice};
use crate::texts::{self, StoredText};
use crate::{Scope, Store, lines};

const STOPPED: &str = "+13125550131";
const FRIEND: &str = "+13125550132";

#[tokio::test]
async fn who_said_stop_is_not_texted_after_their_data_is_gone() {
    let store = Store::open_in_memory().expect("in memory");
    let (ours, theirs) = (BusinessId(1), BusinessId(2));
    store
        .write(Scope::Installation, move |tx| {
            let stopped = Contact {
                opted_out_at: Some(Instant(5)),
                ..Contact::default()
            };
            save(tx, ours, STOPPED, &stopped)?;
            save(tx, ours, FRIEND, &Contact::default())?;
            for number in [STOPPED, FRIEND] {
                assert!(matches!(erase(tx, ours, number)?, Erased::Done { .. }));
            }
            assert_eq!(load(tx, ours, STOPPED)?.opted_out_at, Some(Instant(5)));
            assert_eq!(load(tx, ours, FRIEND)?, Contact::default());
            assert_eq!(load(tx, theirs, STOPPED)?, Contact::default());
            Ok(())
        })
        .await
        .expect("stored");
}

#[tokio::test]
async fn a_start_after_the_erasure_counts_and_a_second_erasure_keeps_it() {
    let store = Store::open_in_memory().expect("in memory");
    let ours = BusinessId(1);
    store
        .write(Scope::Installation, move |tx| {
            let stopped = Contact {
                opted_out_at: Some(Instant(5)),
                ..Contact::default()
            };
            save(tx, ours, STOPPED, &stopped)?;
            erase(tx, ours, STOPPED)?;
            let mut again = load(tx, ours, STOPPED)?;
            again.opted_out_at = None;
            again.received_at = Some(Instant(9));
            save(tx, ours, STOPPED, &again)?;
            assert_eq!(load(tx, ours, STOPPED)?.opted_out_at, None);
            erase(tx, ours, STOPPED)?;
            assert_eq!(load(tx, ours, STOPPED)?.opted_out_at, None);
            Ok(())
        })
        .await
        .expect("stored");
}

/// A text to the owner's phone about somebody.
fn relay_of(about: &str) -> StoredText {
    StoredText {
        business: BusinessId(1),
        id: Id::from_bytes([7; 16]),
        line: LineId(1),
        kind: TextKind::Relay,
        party: "+13125550199".to_owned(),
        body: "(312) 555-0131: my door is open".to_owned(),
        segments: 1,
        delivery: Delivery::pending(),
        deadline: None,
        wake_at: None,
        call: None,
        about: Some(about.to_owned()),
    }
}

#[tokio::test]
async fn what_they_wrote_goes_from_the_owners_phones_and_questions_as_well() {
    let store = Store::open_in_memory().expect("in memory");
    let ours = BusinessId(1);
    store
        .write(Scope::Installation, move |tx| {
            let (theirs, other) = (relay_of(STOPPED), relay_of(FRIEND));
            let other = StoredText {
                id: Id::from_bytes([8; 16]),
                ..other
            };
            for relay in [&theirs, &other] {
                texts::insert(tx, relay, &[])?;
            }
            let matter = Waiting::Consent(STOPPED.to_owned());
            waiting::put(tx, ours, &matter, (None, None), Instant(1))?;
            erase(tx, ours, STOPPED)?;
            assert_eq!(waiting::get(tx, ours, &matter)?, None);
            assert_eq!(texts::load(tx, ours, &theirs.id)?, None);
            assert!(texts::load(tx, ours, &other.id)?.is_some());
            Ok(())
        })
        .await
        .expect("stored");
}

#[tokio::test]
async fn a_pause_that_nobody_decided_about_outlives_the_data() {
    let store = Store::open_in_memory().expect("in memory");
    let ours = BusinessId(1);
    store
        .write(Scope::Installation, move |tx| {
            let paused = Contact {
                paused_at: Some(Instant(5)),
                first_name: Some("Dana".to_owned()),
                ..Contact::default()
            };
            save(tx, ours, STOPPED, &paused)?;
            erase(tx, ours, STOPPED)?;
            let left = Contact {
                paused_at: Some(Instant(5)),
                ..Contact::default()
            };
            assert_eq!(load(tx, ours, STOPPED)?, left);
            assert_eq!(load(tx, BusinessId(2), STOPPED)?, Contact::default());
            // Erased once more, after a stop: that is what stays.
            let stopped = Contact {
                opted_out_at: Some(Instant(9)),
                ..left
            };
            save(tx, ours, STOPPED, &stopped)?;
            erase(tx, ours, STOPPED)?;
            assert_eq!(load(tx, ours, STOPPED)?.opted_out_at, Some(Instant(9)));
            // A person decided that texts go on.
            save(tx, ours, STOPPED, &Contact::default())?;
            erase(tx, ours, STOPPED)?;
            assert_eq!(load(tx, ours, STOPPED)?, Contact::default());
            Ok(())
        })
        .await
        .expect("stored");
}

/// A text of this kind to the owner's phone, or from it.
fn owners(kind: TextKind, id: u8, body: &str, about: Option<&str>) -> StoredText {
    StoredText {
        id: Id::from_bytes([id; 16]),
        kind,
        body: body.to_owned(),
        about: about.map(str::to_owned),
        ..relay_of(STOPPED)
    }
}

#[tokio::test]
async fn what_the_owner_was_told_asked_and_answered_names_them_no_more() {
    let store = Store::open_in_memory().expect("in memory");
    let ours = BusinessId(1);
    store
        .write(Scope::Installation, move |tx| {
            let (business, line) =
                lines::ensure(tx, "Riverside Plumbing", &number("+13125550100"))?;
            assert_eq!(business, ours);
            let told = [
                (TextKind::Notice, "Please call back (312) 555-0131.", None),
                (
                    TextKind::Question,
                    "Who is it for? 1: +1 312-555-0131.",
                    None,
                ),
                (TextKind::Inbound, "Dana, the leak is mended", Some(STOPPED)),
                (TextKind::Notice, "Please call back (312) 555-0132.", None),
            ];
            for (id, (kind, body, about)) in (1..).zip(told) {
                texts::insert(tx, &owners(kind, id, body, about), &[])?;
            }
            for (key, sentence) in [("a", told[0].1), ("b", told[3].1)] {
                let notice = Notice {
                    business,
                    id: Id::from_bytes([if key == "a" { 1 } else { 2 }; 16]),
                    key: key.to_owned(),
                    at: Instant(1),
                    sentence: sentence.to_owned(),
                    call: None,
                    text: None,
                };
                notices::insert(tx, &notice)?;
            }
            let question = Question {
                choices: vec![Some(number(STOPPED)), Some(number(FRIEND))],
                waiting: vec!["Yes".to_owned()],
                asked_at: Instant(1),
            };
            inbox::set_question(tx, business, line, Some(&question))?;

            erase(tx, business, STOPPED)?;

            let body = |id: u8| {
                let text = texts::load(tx, business, &Id::from_bytes([id; 16]))?;
                Ok::<_, StoreError>(text.map(|text| text.body))
            };
            assert_eq!([body(1)?, body(2)?], [None, None]);
            assert_eq!(body(3)?.as_deref(), Some("(erased)"));
            assert!(body(4)?.is_some(), "about somebody else");
            let left: Vec<_> = notices::recent(tx, business, 9)?;
            assert_eq!(left.len(), 1);
            let question = inbox::question(tx, business, line)?.expect("about the other");
            assert_eq!(question.choices, [None, Some(number(FRIEND))]);
            Ok(())
        })
        .await
        .expect("stored");
}

fn number(e164: &str) -> PhoneNumber {
    PhoneNumber::from_e164(e164).expect("a number")
}
