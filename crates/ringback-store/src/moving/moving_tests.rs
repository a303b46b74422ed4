//! Moving, into a real server and back.

use std::path::PathBuf;

use ringback_desk::clock::Instant;
use ringback_desk::contacts::Contact;
use ringback_desk::id::{BusinessId, Id};
use ringback_desk::phone::PhoneNumber;
use ringback_desk::texts::{Delivery, TextKind};
use ringback_scratch::Scratch;

use super::*;
use crate::texts::{self, StoredText};
use crate::{Scope, Store, businesses, contacts, lines};

const STOPPED: &str = "+13125550131";

/// An installation in a file.
struct Installation {
    directory: tempfile::TempDir,
    scratch: Scratch,
    to: String,
}

impl Installation {
    async fn with(texts: u32) -> Self {
        let scratch = Scratch::create().await;
        let this = Self {
            directory: tempfile::tempdir().expect("a directory"),
            to: scratch.url(),
            scratch,
        };
        let store = Store::open(&this.file()).expect("a new file");
        let fill = move |tx: &crate::Tx<'_>| fill(tx, texts);
        store
            .write(Scope::Installation, fill)
            .await
            .expect("filled");
        this
    }

    fn file(&self) -> PathBuf {
        self.directory.path().join("desk.db")
    }

    fn key(&self) -> PathBuf {
        self.directory.path().join("desk.key")
    }

    /// Runs the move, or takes it back, away from this runtime.
    async fn moves<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Move<'_>) -> Result<T, MoveError> + Send + 'static,
    ) -> Result<T, MoveError> {
        let (file, key, to) = (self.file(), self.key(), self.to.clone());
        let work = move || {
            work(&Move {
                database: &file,
                key: &key,
                to: &to,
            })
        };
        tokio::task::spawn_blocking(work).await.expect("no panic")
    }

    /// The other side, as a server opens it.
    fn there(&self) -> Result<Store, crate::StoreError> {
        Store::open_with_key(self.to.as_ref(), &KeyPlace::At(self.key()))
    }
}

fn fill(tx: &crate::Tx<'_>, texts: u32) -> Result<(), crate::StoreError> {
    let number = PhoneNumber::from_e164("+13125550100").expect("a number");
    lines::ensure(tx, "Riverside Plumbing", &number)?;
    lines::installed_at(tx, Instant(7))?;
    let stopped = Contact {
        opted_out_at: Some(Instant(5)),
        first_name: Some("Zoë \u{1f600}".to_owned()),
        ..Contact::default()
    };
    contacts::save(tx, BusinessId(1), STOPPED, &stopped)?;
    for number in 0..texts {
        let mut bytes = [3; 16];
        bytes[..4].copy_from_slice(&number.wrapping_mul(2_654_435_761).to_be_bytes());
        texts::insert(tx, &text(Id::from_bytes(bytes)), &[])?;
    }
    Ok(())
}

fn text(id: Id) -> StoredText {
    StoredText {
        business: BusinessId(1),
        id,
        line: ringback_desk::id::LineId(1),
        kind: TextKind::MissedCall,
        party: "+13125550132".to_owned(),
        body: "it's \\ \"a\"\0 text".to_owned(),
        segments: 1,
        delivery: Delivery::pending(),
        deadline: None,
        wake_at: Some(Instant(9)),
        call: None,
        about: None,
    }
}

#[tokio::test]
#[ignore = "wants PostgreSQL: cargo xtask test"]
async fn everything_arrives_and_the_file_can_send_no_more() {
    let here = Installation::with(2_500).await;
    let running = Store::open(&here.file()).expect("a server that still runs");
    let moved = here.moves(|what| run(what, &mut |_, _| {})).await.unwrap();
    let rows = |name: &str| moved.iter().find(|table| table.name == name).unwrap().rows;
    assert_eq!((rows("text"), rows("contact"), rows("line")), (2_500, 1, 1));

    let lease = |tx: &crate::Tx<'_>| texts::lease(tx, Instant(10), Instant(20), 5);
    let refused = running.write(Scope::Installation, lease).await;
    let refused = refused.expect_err("fenced").to_string();
    assert!(refused.contains("was moved to postgres://"), "{refused}");
    let reopened = Store::open(&here.file()).expect_err("fenced").to_string();
    assert!(reopened.contains("ringback move --undo"), "{reopened}");

    let there = here.there().expect("the other side");
    let leased = there.write(Scope::Installation, lease).await.unwrap();
    assert_eq!(leased.len(), 5);
    assert_eq!(leased[0].body, "it's \\ \"a\"\u{fffd} text");
    let contact = move |tx: &crate::Tx<'_>| contacts::load(tx, BusinessId(1), STOPPED);
    let contact = there.read(contact).await.unwrap();
    assert_eq!(contact.opted_out_at, Some(Instant(5)));
    assert_eq!(contact.first_name.as_deref(), Some("Zoë \u{1f600}"));
    let add = |tx: &crate::Tx<'_>| businesses::add(tx, "Another");
    there.write(Scope::Installation, add).await.unwrap();
    let all = there.read(businesses::all).await.unwrap();
    assert_eq!(all.len(), 2, "numbers go on behind those that were moved");
}

#[tokio::test]
#[ignore = "wants PostgreSQL: cargo xtask test"]
async fn a_move_that_broke_off_goes_on_and_nobody_works_meanwhile() {
    let here = Installation::with(3_500).await;
    // The server goes away in the middle.
    let (server, name) = (here.scratch.connect().await, here.scratch.url());
    let break_off = move |what: &Move<'_>| {
        run(what, &mut |table, rows| {
            assert!(table != "text" || rows < 2_000, "{name}: broken off");
        })
    };
    let (file, key, to) = (here.file(), here.key(), here.to.clone());
    let broken = tokio::task::spawn_blocking(move || {
        break_off(&Move {
            database: &file,
            key: &key,
            to: &to,
        })
        .is_ok()
    });
    assert!(broken.await.is_err(), "it panicked in the middle");
    let count = "SELECT count(*) FROM text";
    let copied: i64 = server.query_one(count, &[]).await.unwrap().get(0);
    assert!((1..3_500).contains(&copied), "{copied}");
    let unfinished = here.there().expect_err("unfinished").to_string();
    assert!(unfinished.contains("is not finished"), "{unfinished}");
    assert!(Store::open(&here.file()).is_err());

    let moved = here.moves(|what| run(what, &mut |_, _| {})).await.unwrap();
    let texts = moved.iter().find(|table| table.name == "text").unwrap();
    assert_eq!(texts.rows, 3_500);
    assert!(here.there().is_ok());
    let again = here.moves(|what| run(what, &mut |_, _| {})).await;
    assert!(matches!(again, Err(MoveError::NotEmpty)), "{again:?}");
}

#[tokio::test]
#[ignore = "wants PostgreSQL: cargo xtask test"]
async fn a_row_that_arrived_otherwise_is_noticed() {
    let here = Installation::with(1_500).await;
    let server = here.scratch.connect().await;
    let (file, key, to) = (here.file(), here.key(), here.to.clone());
    let broken = tokio::task::spawn_blocking(move || {
        let what = Move {
            database: &file,
            key: &key,
            to: &to,
        };
        run(&what, &mut |table, _| {
            assert!(table != "waiting" && table != "text")
        })
        .is_ok()
    });
    assert!(broken.await.is_err());
    let change = "UPDATE contact SET opted_out_at = NULL";
    assert_eq!(server.execute(change, &[]).await.unwrap(), 1);
    let moved = here.moves(|what| run(what, &mut |_, _| {})).await;
    let Err(MoveError::Differs { table, .. }) = &moved else {
        panic!("{moved:?}");
    };
    assert_eq!(table, "contact");
    assert!(here.there().is_err(), "it is not opened either");
}

#[tokio::test]
#[ignore = "wants PostgreSQL: cargo xtask test"]
async fn it_is_taken_back_as_long_as_nothing_was_sent() {
    let here = Installation::with(3).await;
    let nothing = here.moves(undo).await;
    assert!(matches!(nothing, Err(MoveError::NotMoved)), "{nothing:?}");
    here.moves(|what| run(what, &mut |_, _| {})).await.unwrap();
    let running = here.there().expect("a replica that runs");
    here.moves(undo).await.unwrap();
    let lease = |tx: &crate::Tx<'_>| texts::lease(tx, Instant(10), Instant(20), 5);
    let fenced = running.write(Scope::Installation, lease).await;
    assert!(fenced.is_err(), "the other side sends nothing any more");
    let ended = here.there().expect_err("taken back").to_string();
    assert!(ended.contains("taken back"), "{ended}");
    let back = Store::open(&here.file()).expect("it works again");
    let leased = back.write(Scope::Installation, lease).await.unwrap();
    assert_eq!(leased.len(), 3);
}

#[tokio::test]
#[ignore = "wants PostgreSQL: cargo xtask test"]
async fn once_something_was_sent_there_is_no_way_back() {
    let here = Installation::with(3).await;
    here.moves(|what| run(what, &mut |_, _| {})).await.unwrap();
    let there = here.there().expect("the other side");
    let send = |tx: &crate::Tx<'_>| {
        let leased = texts::lease(tx, Instant(10), Instant(20), 1)?;
        texts::claim(tx, &leased[0], 1, Instant(11))
    };
    there.write(Scope::Installation, send).await.unwrap();
    let refused = here.moves(undo).await;
    assert!(matches!(refused, Err(MoveError::Sent)), "{refused:?}");
    assert!(Store::open(&here.file()).is_err() && here.there().is_ok());
}
