//! The counters as they stand in the database, across the ends of their windows.

use std::time::Duration;

use ringback_desk::brakes::{Brake, BrakeLimits, Counter, Levels, LiftFor, OwnerTexts, prefix_of};
use ringback_desk::clock::Instant;
use ringback_desk::contacts::Contact;
use ringback_desk::id::BusinessId;
use ringback_desk::phone::PhoneNumber;

use super::*;
use crate::{Scope, Store, contacts};

const OURS: BusinessId = BusinessId(1);
const THEIRS: BusinessId = BusinessId(2);
/// 2026-01-31T23:58:30Z.
const START: Instant = Instant(1_769_903_910_000);

fn after(seconds: u64) -> Instant {
    START.plus(Duration::from_secs(seconds))
}

/// One automatic text, as a command counts it.
fn text(tx: &Tx<'_>, caller: &str, now: Instant) -> Result<(), StoreError> {
    let number = PhoneNumber::from_e164(caller).unwrap();
    let mut contact = contacts::load(tx, OURS, caller)?;
    let levels = load(tx, OURS, prefix_of(&number), contact.automatic)?.plus(
        &BrakeLimits::default(),
        now,
        12_000,
    );
    save(tx, OURS, prefix_of(&number), &levels)?;
    contact.automatic = levels.caller;
    contacts::save(tx, OURS, caller, &contact)
}

fn levels_of(tx: &Tx<'_>, business: BusinessId, caller: &str) -> Result<Levels, StoreError> {
    let number = PhoneNumber::from_e164(caller).unwrap();
    let contact: Contact = contacts::load(tx, business, caller)?;
    load(tx, business, prefix_of(&number), contact.automatic)
}

#[tokio::test]
async fn counters_survive_the_database_and_begin_anew_with_their_window() {
    let store = Store::open_in_memory().expect("in memory");
    let (dana, neighbour, stranger) = ("+13125550131", "+13125550999", "+13035550142");
    let counted = store.write(Scope::Installation, move |tx| {
        text(tx, dana, START)?;
        text(tx, dana, after(10))?;
        text(tx, neighbour, after(20))?;
        text(tx, stranger, after(60))?;
        Ok((
            levels_of(tx, OURS, dana)?,
            levels_of(tx, OURS, neighbour)?,
            levels_of(tx, THEIRS, dana)?,
        ))
    });
    let (dana, neighbour, theirs) = counted.await.expect("counted");
    let at = |counter: Counter, seconds| {
        let counter = counter.at(after(seconds), &Zone::utc());
        let texts = [
            counter.minute_texts,
            counter.hour_texts,
            counter.day_texts,
            counter.month_texts,
        ];
        (texts, counter.day_micros, counter.month_micros)
    };
    assert_eq!(at(dana.business, 61), ([1, 4, 4, 4], 48_000, 48_000));
    assert_eq!(at(dana.business, 90), ([0, 0, 0, 0], 0, 0));
    assert_eq!(at(dana.prefix, 25), ([3, 3, 3, 3], 36_000, 36_000));
    assert_eq!(at(dana.prefix, 30).0, [0, 3, 3, 3]);
    let caller = |levels: &Levels| {
        let caller = levels.caller.at(after(25), &Zone::utc());
        (caller.hour_texts, caller.day_texts)
    };
    assert_eq!((caller(&dana), caller(&neighbour)), ((2, 2), (1, 1)));
    assert_eq!(theirs, Levels::default(), "another business counts its own");
}

#[tokio::test]
async fn the_guard_is_the_businesss_own_and_counting_leaves_it() {
    let store = Store::open_in_memory().expect("in memory");
    let limits = BrakeLimits {
        minute_max: 0,
        ..BrakeLimits::default()
    };
    let held = store.write(Scope::Installation, move |tx| {
        let mut ours = guard(tx, OURS)?;
        assert_eq!(ours, Guard::default());
        ours.lift(Brake::Minute, START, LiftFor::Hour.until(START), "Dana");
        save_guard(tx, OURS, &ours)?;
        text(tx, "+13125550131", START)?;
        assert_eq!(guard(tx, OURS)?, ours);
        let ours = levels_of(tx, OURS, "+13125550131")?;
        let theirs = levels_of(tx, THEIRS, "+13125550131")?;
        assert_eq!(ours.business.at(START, &Zone::utc()).minute_texts, 1);
        Ok([ours, theirs].map(|levels| levels.holding(&limits, 1, START)))
    });
    assert_eq!(held.await.expect("stored"), [None, Some(Brake::Minute)]);
}

#[tokio::test]
async fn the_busiest_prefixes_are_todays() {
    let store = Store::open_in_memory().expect("in memory");
    let busiest = store.write(Scope::Installation, move |tx| {
        for caller in ["+13125550131", "+13035550142", "+13035550143"] {
            text(tx, caller, START)?;
        }
        let today = busiest_prefixes(tx, OURS, (START, &Zone::utc()), 5)?;
        let tomorrow = busiest_prefixes(tx, OURS, (after(86_400), &Zone::utc()), 5)?;
        assert!(
            tomorrow.is_empty()
                && busiest_prefixes(tx, THEIRS, (START, &Zone::utc()), 5)?.is_empty()
        );
        Ok(today)
    });
    let busiest = busiest.await.expect("stored");
    let busiest: Vec<_> = busiest
        .iter()
        .map(|(prefix, counter)| (prefix.as_str(), counter.day_texts))
        .collect();
    assert_eq!(busiest, [("+1303555", 2), ("+1312555", 1)]);
}

#[tokio::test]
async fn texts_to_the_owner_are_counted_by_the_hour() {
    let store = Store::open_in_memory().expect("in memory");
    let counted = store.write(Scope::Installation, move |tx| {
        let mut last = OwnerTexts::default();
        for _ in 0..3 {
            last = count_owner_text(tx, OURS, START)?;
        }
        assert_eq!((last.this_hour, last.hour_before), (3, 0));
        assert_eq!(owner_texts(tx, OURS, START)?, 3);
        assert_eq!(owner_texts(tx, OURS, after(3_600))?, 0);
        let theirs = count_owner_text(tx, THEIRS, START)?;
        assert_eq!((theirs.this_hour, theirs.hour_before), (1, 0));
        count_owner_text(tx, OURS, after(3_600))?;
        count_owner_text(tx, OURS, after(3_601))
    });
    let counted = counted.await.expect("stored");
    assert_eq!((counted.this_hour, counted.hour_before), (2, 3));
}
