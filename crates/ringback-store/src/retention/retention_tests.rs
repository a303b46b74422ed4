//! What goes, and what stays.

use ringback_desk::id::LineId;
use ringback_desk::texts::{Delivery, TextKind};

use super::*;
use crate::media::{self, Media};
use crate::texts::{self, StoredText};
use crate::{Scope, Store};

const DAY_MS: i64 = 86_400_000;
const OURS: BusinessId = BusinessId(1);
const THEIRS: BusinessId = BusinessId(2);

/// An id of the given day; two of a day differ by `number`.
fn id_of(day: i64, number: u8) -> Id {
    let mut bytes = *Id::first_at(Instant(day * DAY_MS)).as_bytes();
    bytes[15] = number;
    Id::from_bytes(bytes)
}

fn text(business: BusinessId, day: i64, number: u8, delivery: Delivery) -> StoredText {
    StoredText {
        business,
        id: id_of(day, number),
        line: LineId(1),
        kind: TextKind::Inbound,
        party: "+13125550131".to_owned(),
        body: "my door is open".to_owned(),
        segments: 1,
        delivery,
        deadline: None,
        wake_at: None,
        call: None,
        about: None,
    }
}

fn file_of(text: Option<Id>, call: Option<Id>, day: i64, number: u8) -> Media {
    Media {
        business: OURS,
        id: id_of(day, number),
        text,
        call,
        carrier_id: format!("{day}-{number}"),
        url: String::new(),
        content_type: "audio/mpeg".to_owned(),
        seconds: Some(3),
        file: None,
        attempts: 1,
        error: None,
        wake_at: None,
    }
}

fn store_file(tx: &Tx<'_>, mut item: Media, file: &str) -> Result<(), StoreError> {
    media::insert(tx, &item)?;
    item.file = Some(file.to_owned());
    media::save(tx, &item, Some(1))
}

fn done() -> Delivery {
    let mut delivery = Delivery::pending();
    delivery.phase = ringback_desk::texts::Phase::Received;
    delivery
}

#[tokio::test]
async fn texts_go_oldest_first_with_the_pictures_that_nobody_else_has() {
    let store = Store::open_in_memory().expect("in memory");
    let command = |tx: &Tx<'_>| {
        for (business, day, number) in [(OURS, 1, 1), (OURS, 2, 1), (OURS, 9, 1), (THEIRS, 1, 2)] {
            texts::insert(tx, &text(business, day, number, done()), &[])?;
        }
        texts::insert(tx, &text(OURS, 3, 1, Delivery::pending()), &[])?;
        store_file(tx, file_of(Some(id_of(1, 1)), None, 1, 5), "only")?;
        store_file(tx, file_of(Some(id_of(2, 1)), None, 2, 5), "shared")?;
        store_file(tx, file_of(Some(id_of(9, 1)), None, 9, 5), "shared")?;
        let first = delete(tx, OURS, Old::Texts, Instant(5 * DAY_MS), 1)?;
        assert_eq!((first.rows, first.files), (1, vec!["only".to_owned()]));
        let second = delete(tx, OURS, Old::Texts, Instant(5 * DAY_MS), 10)?;
        assert_eq!((second.rows, second.files.len()), (1, 0));
        let third = delete(tx, OURS, Old::Texts, Instant(5 * DAY_MS), 10)?;
        assert_eq!(third, Gone::default());
        let left = |business, day, number| texts::load(tx, business, &id_of(day, number));
        assert!(left(OURS, 3, 1)?.is_some(), "it is still to be sent");
        assert!(left(OURS, 9, 1)?.is_some(), "it is not old");
        assert!(left(THEIRS, 1, 2)?.is_some(), "it is another business's");
        assert!(left(OURS, 1, 1)?.is_none() && left(OURS, 2, 1)?.is_none());
        Ok(())
    };
    store
        .write(Scope::Installation, command)
        .await
        .expect("stored");
}

#[tokio::test]
async fn recordings_go_by_their_own_age_and_pictures_stay() {
    let store = Store::open_in_memory().expect("in memory");
    let command = |tx: &Tx<'_>| {
        let call = Some(id_of(1, 9));
        store_file(tx, file_of(None, call, 1, 1), "old")?;
        store_file(tx, file_of(None, call, 8, 1), "new")?;
        store_file(tx, file_of(Some(id_of(1, 8)), None, 1, 2), "picture")?;
        let went = delete(tx, OURS, Old::Recordings, Instant(5 * DAY_MS), 10)?;
        assert_eq!((went.rows, went.files), (1, vec!["old".to_owned()]));
        assert!(media::get(tx, OURS, &id_of(8, 1))?.is_some());
        assert!(media::get(tx, OURS, &id_of(1, 2))?.is_some());
        Ok(())
    };
    store
        .write(Scope::Installation, command)
        .await
        .expect("stored");
}

#[tokio::test]
async fn one_of_several_replicas_looks() {
    let store = Store::open_in_memory().expect("in memory");
    let command = |tx: &Tx<'_>| {
        assert!(take_turn(tx, Instant(100), Instant(40))?);
        assert!(!take_turn(tx, Instant(101), Instant(41))?);
        assert!(take_turn(tx, Instant(160), Instant(100))?);
        Ok(())
    };
    store
        .write(Scope::Installation, command)
        .await
        .expect("stored");
}
