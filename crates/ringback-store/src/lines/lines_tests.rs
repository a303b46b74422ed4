//! What a line keeps when the configuration changes around it.

use ringback_desk::clock::Instant;
use ringback_desk::contacts::Contact;
use ringback_desk::inbox::Question;
use ringback_desk::phone::PhoneNumber;

use super::ensure;
use crate::{Scope, Store, contacts, inbox};

const CALLER: &str = "+13125550131";

fn number(e164: &str) -> PhoneNumber {
    PhoneNumber::from_e164(e164).expect("a number")
}

#[tokio::test]
async fn whoever_said_stop_is_still_known_when_the_company_is_renamed() {
    let store = Store::open_in_memory().expect("in memory");
    let kept = store
        .write(Scope::Installation, |tx| {
            let line = number("+13125550100");
            let (before, id) = ensure(tx, "Riverside Plumbing", &line)?;
            let stopped = Contact {
                opted_out_at: Some(Instant(1)),
                ..Contact::default()
            };
            contacts::save(tx, before, CALLER, &stopped)?;
            let (after, again) = ensure(tx, "Riverside Plumbing LLC", &line)?;
            let contact = contacts::load(tx, after, CALLER)?;
            Ok((before == after, id == again, contact.opted_out_at))
        })
        .await
        .expect("stored");
    assert_eq!(kept, (true, true, Some(Instant(1))));
}

#[tokio::test]
async fn a_name_that_another_business_has_moves_no_line_to_it() {
    let store = Store::open_in_memory().expect("in memory");
    let (own, other, after, third) = store
        .write(Scope::Installation, |tx| {
            let (own, _) = ensure(tx, "Riverside", &number("+13125550100"))?;
            let (other, _) = ensure(tx, "Lakeside", &number("+13125550101"))?;
            let (after, _) = ensure(tx, "Lakeside", &number("+13125550100"))?;
            let (third, _) = ensure(tx, "Lakeside", &number("+13125550102"))?;
            Ok((own, other, after, third))
        })
        .await
        .expect("stored");
    assert_ne!(own, other);
    assert_eq!((after, third), (own, other));
}

#[tokio::test]
async fn a_question_waits_on_the_line_that_it_was_asked_on() {
    let store = Store::open_in_memory().expect("in memory");
    let asked = Question {
        choices: vec![Some(number(CALLER))],
        waiting: vec!["Tomorrow at nine".to_owned()],
        asked_at: Instant(1),
    };
    let put = asked.clone();
    let found = store
        .write(Scope::Installation, move |tx| {
            let (business, first) = ensure(tx, "Riverside", &number("+13125550100"))?;
            let (_, second) = ensure(tx, "Riverside", &number("+13125550101"))?;
            inbox::set_question(tx, business, first, Some(&put))?;
            Ok([
                inbox::question(tx, business, first)?,
                inbox::question(tx, business, second)?,
            ])
        })
        .await
        .expect("stored");
    assert_eq!(found, [Some(asked), None]);
}
