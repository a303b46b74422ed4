//! What becomes of a call whose text is held when it comes to leave.

use ringback_desk::calls::{Call, MissedWhy, Outcome};
use ringback_desk::carrier_event::Attestation;
use ringback_desk::contacts::Contact;
use ringback_desk::id::{BusinessId, Id, LineId};
use ringback_desk::settings::{Given, LineSettings, Values};
use ringback_desk::texts::Delivery;
use ringback_store::calls::StoredCall;
use ringback_store::{Store, contacts, notices};

use super::*;

const DANA: &str = "+13125550131";
const NOW: Instant = Instant(1_795_456_800_000);

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

/// A missed call of Dana's that was texted, the text being about to leave.
fn texted(call: Id, text: Id) -> (StoredCall, StoredText) {
    let mut facts = Call::new(DANA.to_owned(), Attestation::Absent);
    facts.outcome = Outcome::Missed {
        why: MissedWhy::NoAnswer,
    };
    let call = StoredCall {
        business: BusinessId(1),
        id: call,
        line: LineId(1),
        carrier_id: "CA1".to_owned(),
        caller: Some(DANA.to_owned()),
        facts,
        held: None,
        text: Some(text),
        decided_at: Some(NOW),
        wake_at: None,
    };
    let text = StoredText {
        business: BusinessId(1),
        id: text,
        line: LineId(1),
        kind: TextKind::MissedCall,
        party: DANA.to_owned(),
        body: "Sorry we missed your call".to_owned(),
        segments: 1,
        delivery: Delivery::pending(),
        deadline: Some(NOW.plus(Duration::from_mins(30))),
        wake_at: Some(NOW),
        call: Some(call.id),
        about: None,
    };
    (call, text)
}

#[tokio::test]
async fn a_text_held_as_unregistered_leaves_the_call_one_reason_and_the_window_free() {
    let store = Store::open_in_memory().expect("in memory");
    let line = line().unregistered();
    assert!(line.is_unregistered);
    store
        .write(BusinessId(1), move |tx| {
            let (call, text) = texted(Id::from_bytes([1; 16]), Id::from_bytes([2; 16]));
            let business = call.business;
            ringback_store::calls::insert(tx, &call, &[])?;
            texts::insert(tx, &text, &[])?;
            let contact = Contact {
                texted_at: Some(NOW),
                texted_by: Some(text.id),
                ..Contact::default()
            };
            contacts::save(tx, business, DANA, &contact)?;
            let reason = HoldReason::Unregistered;
            assert_eq!(texts::refuse(tx, &text, reason, NOW)?, Claim::Held(reason));
            let mut effects = Effects::default();
            held(tx, &line, &text, reason, clock::new_id(), NOW, &mut effects)?;

            let now = calls::get(tx, business, &call.id)?.expect("the call").call;
            assert_eq!((now.text, now.held), (None, Some(reason)));
            let contact = contacts::load(tx, business, DANA)?;
            assert_eq!((contact.texted_at, contact.texted_by), (None, None));
            let told = notices::recent(tx, business, 9)?;
            assert!(
                told.len() == 1 && told[0].sentence.contains("not registered"),
                "{told:?}"
            );
            let dana = Waiting::CallBack(DANA.to_owned());
            assert!(waiting::get(tx, business, &dana)?.is_some());
            // The call is decided again when the line is registered; the old text stays.
            let line = (business, text.line);
            let since = NOW.minus(Duration::from_mins(1));
            let later = NOW.plus(Duration::from_mins(1));
            let released = texts::release(tx, line, reason, since, later)?;
            assert!(released.is_empty(), "{released:?}");
            let held = calls::held_since(tx, business, text.line, reason, Instant(0), 9)?;
            assert_eq!(held.len(), 1);
            Ok(())
        })
        .await
        .expect("stored");
}
