//! A backup of a database that is written to, and its way back.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use ringback_desk::clock::Instant;
use ringback_desk::contacts::Contact;
use ringback_desk::id::BusinessId;
use tempfile::TempDir;

use super::*;
use crate::{KeyPlace, Scope, Store, contacts, held};

const OURS: BusinessId = BusinessId(1);

/// An installation in a folder of its own.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn database(&self) -> PathBuf {
        self.path("ringback.db")
    }

    fn store(&self) -> Store {
        Store::open(&self.database()).expect("opens")
    }

    fn take(&self, name: &str, with_key: bool) -> Result<Manifest, BackupError> {
        let order = Take {
            database: &self.database(),
            key: &KeyPlace::Beside,
            media: &self.path("media"),
            file: &self.path(name),
            with_key,
        };
        take(&order, &mut |_| {})
    }

    fn restore(&self, file: &Path, key_file: Option<&Path>) -> Result<Restored, BackupError> {
        restore(&Restore {
            file,
            database: &self.database(),
            key: &KeyPlace::Beside,
            key_file,
            media: &self.path("media"),
            merge_from: None,
        })
    }
}

fn number(index: i64) -> String {
    format!("+1312{index:07}")
}

async fn stop(store: &Store, index: i64) {
    let stopped = Contact {
        opted_out_at: Some(Instant(index + 1)),
        ..Contact::default()
    };
    store
        .write(Scope::Installation, move |tx| {
            contacts::save(tx, OURS, &number(index), &stopped)
        })
        .await
        .expect("stored");
}

async fn stopped(store: &Store, index: i64) -> bool {
    let contact = store.read(move |tx| contacts::load(tx, OURS, &number(index)));
    contact.await.expect("read").opted_out_at.is_some()
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_was_stored_before_the_backup_ended_is_in_it() {
    let place = Arc::new(Place::new());
    let store = place.store();
    // More than the log is let grow to before it is begun anew, several times over.
    let (done, ended) = (
        Arc::new(AtomicI64::new(0)),
        Arc::new(AtomicBool::new(false)),
    );
    let writers: Vec<_> = (0..8)
        .map(|_| {
            let (store, done) = (store.clone(), Arc::clone(&done));
            let (ended, next) = (Arc::clone(&ended), Arc::clone(&done));
            tokio::spawn(async move {
                let mut mine = Vec::new();
                while !ended.load(Ordering::SeqCst) {
                    let index = next.fetch_add(1, Ordering::SeqCst);
                    stop(&store, index).await;
                    mine.push((index, ended.load(Ordering::SeqCst)));
                }
                mine
            })
        })
        .collect();
    while done.load(Ordering::SeqCst) < 500 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    for round in 0..3 {
        let (of, name) = (Arc::clone(&place), format!("{round}.backup"));
        let last = round == 2;
        let flag = Arc::clone(&ended);
        let taken = tokio::task::spawn_blocking(move || {
            let taken = of.take(&name, true);
            if last {
                flag.store(true, Ordering::SeqCst);
            }
            taken
        });
        let manifest = taken.await.expect("joined").expect("taken");
        let verified = verify(&place.path(&format!("{round}.backup"))).expect("whole");
        assert_eq!(verified, manifest);
    }
    let mut acknowledged = Vec::new();
    for writer in writers {
        let mine = writer.await.expect("joined");
        acknowledged.extend(
            mine.iter()
                .filter(|(_, late)| !late)
                .map(|(index, _)| *index),
        );
    }
    assert!(acknowledged.len() > 600, "{}", acknowledged.len());

    let other = Place::new();
    let restored = other
        .restore(&place.path("2.backup"), None)
        .expect("restored");
    let store = other.store();
    for index in &acknowledged {
        assert!(stopped(&store, *index).await, "{index} was acknowledged");
    }
    let held = store
        .read(held::get)
        .await
        .expect("read")
        .expect("it is held");
    assert_eq!(held.backup_at, restored.manifest.snapshot_at);
}

#[tokio::test]
async fn a_byte_that_is_missing_or_changed_anywhere_is_found() {
    let place = Place::new();
    let store = place.store();
    stop(&store, 1).await;
    std::fs::create_dir(place.path("media")).expect("media");
    place.take("whole", false).expect("taken");
    let whole = std::fs::read(place.path("whole")).expect("read");
    let cut = place.path("cut");
    for length in [0, 1, 511, 1_024, whole.len() / 2, whole.len() - 1] {
        std::fs::write(&cut, &whole[..length]).expect("written");
        let fault = verify(&cut).expect_err("cut off").to_string();
        assert!(fault.contains("cut off"), "{length}: {fault}");
        let other = Place::new();
        assert!(other.restore(&cut, None).is_err());
        assert!(!other.database().exists() && !other.path("media").exists());
    }
    let seal = whole.len() - 2_048..whole.len();
    let everywhere = (0..whole.len()).step_by(9_973);
    for at in everywhere.chain(seal.step_by(97)) {
        let mut changed = whole.clone();
        changed[at] ^= 1 << (at % 8);
        std::fs::write(&cut, &changed).expect("written");
        let fault = verify(&cut).expect_err("changed");
        assert!(
            matches!(fault, BackupError::Damaged { .. }),
            "{at}: {fault}"
        );
    }
    let more = [whole.as_slice(), b"more"].concat();
    std::fs::write(&cut, more).expect("written");
    assert!(verify(&cut).is_err(), "something was added");
}

#[tokio::test]
async fn nothing_is_overwritten_and_the_key_must_be_the_right_one() {
    let place = Place::new();
    let store = place.store();
    stop(&store, 1).await;
    place.take("whole", false).expect("taken");
    let file = place.path("whole");
    let again = place.take("whole", false).expect_err("there already");
    assert!(matches!(again, BackupError::Exists { .. }), "{again}");
    let over = place.restore(&file, None).expect_err("there already");
    assert!(over.to_string().contains("ringback.db is there"), "{over}");

    let other = Place::new();
    let key = place.path("ringback.key");
    let elsewhere = other.path("whole");
    std::fs::copy(&file, &elsewhere).expect("copied");
    let without = other
        .restore(&elsewhere, None)
        .expect_err("no key")
        .to_string();
    assert!(without.contains("--key-file"), "{without}");
    let wrong = other.path("wrong.key");
    std::fs::write(&wrong, format!("ringback-key 1 {}\n", "ab".repeat(32))).expect("written");
    let fault = other
        .restore(&elsewhere, Some(&wrong))
        .expect_err("another key")
        .to_string();
    assert!(fault.contains("that belongs to it"), "{fault}");
    std::fs::create_dir(other.path("media")).expect("made");
    std::fs::write(other.path("media/picture"), "x").expect("written");
    let fault = other
        .restore(&elsewhere, Some(&key))
        .expect_err("media")
        .to_string();
    assert!(fault.contains("media is there already"), "{fault}");
    std::fs::remove_file(other.path("media/picture")).expect("removed");
    other.restore(&elsewhere, Some(&key)).expect("restored");
    assert!(stopped(&other.store(), 1).await);
    let left: Vec<_> = std::fs::read_dir(other.folder.path())
        .expect("read")
        .map(|entry| {
            entry
                .expect("entry")
                .file_name()
                .into_string()
                .expect("utf-8")
        })
        .filter(|name| name.starts_with(".ringback") || name.ends_with(".part"))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

#[tokio::test]
async fn media_come_along_and_a_missing_one_is_named() {
    let place = Place::new();
    let store = place.store();
    let (there, gone) = ("a".repeat(64), "b".repeat(64));
    std::fs::create_dir(place.path("media")).expect("media");
    std::fs::write(place.path("media").join(&there), "a picture").expect("written");
    std::fs::write(place.path("media").join("c".repeat(64)), "nobody's").expect("written");
    let files = [there.clone(), gone.clone()];
    store
        .write(Scope::Installation, move |tx| {
            for (index, file) in files.iter().enumerate() {
                tx.put(
                    "INSERT INTO media (business_id, id, carrier_id, url, content_type, file)
                     VALUES (1, ?1, ?1, '', '', ?2)",
                    (format!("{index:016}").as_bytes(), file),
                )?;
            }
            Ok(())
        })
        .await
        .expect("stored");
    let manifest = place.take("whole", true).expect("taken");
    assert_eq!((manifest.media(), manifest.missing_media), (1, vec![gone]));
    let other = Place::new();
    other.restore(&place.path("whole"), None).expect("restored");
    let kept = std::fs::read(other.path("media").join(&there)).expect("there");
    assert_eq!(kept, b"a picture");
    let all = std::fs::read_dir(other.path("media"))
        .expect("read")
        .count();
    assert_eq!(all, 1);
}

#[tokio::test]
async fn an_old_database_adds_who_said_stop_since_and_takes_nobody_off() {
    let place = Place::new();
    let store = place.store();
    for index in 0..3 {
        stop(&store, index).await;
    }
    place.take("whole", true).expect("taken");
    store
        .write(Scope::Installation, |tx| {
            // One said START since, one stopped, and one stopped and was erased.
            contacts::save(tx, OURS, &number(0), &Contact::default())?;
            let stopped = Contact {
                opted_out_at: Some(Instant(99)),
                texted_at: Some(Instant(98)),
                ..Contact::default()
            };
            contacts::save(tx, OURS, &number(7), &stopped)?;
            contacts::save(tx, OURS, &number(8), &stopped)?;
            contacts::erase(tx, OURS, &number(8))?;
            Ok(())
        })
        .await
        .expect("stored");
    let other = Place::new();
    let restored = restore(&Restore {
        file: &place.path("whole"),
        database: &other.database(),
        key: &KeyPlace::Beside,
        key_file: None,
        media: &other.path("media"),
        merge_from: Some(&place.database()),
    })
    .expect("restored");
    let expected = Merged {
        opt_outs: 1,
        suppressions: 1,
        texted: 1,
    };
    assert_eq!(restored.merged, Some(expected));
    let store = other.store();
    for (index, is_stopped) in [(0, true), (1, true), (7, true), (8, true), (9, false)] {
        assert_eq!(stopped(&store, index).await, is_stopped, "{index}");
    }
}
