//! What a group commit promises.

use std::sync::atomic::{AtomicUsize, Ordering};

use ringback_desk::clock::Instant;

use crate::{Scope, Store, StoreError, lines};

#[tokio::test(flavor = "multi_thread")]
async fn one_failing_command_leaves_the_others_of_its_group_alone() {
    let store = Store::open_in_memory().expect("in memory");
    let writes = (0..50).map(|index: i64| {
        let store = store.clone();
        tokio::spawn(async move {
            store
                .write(Scope::Installation, move |tx| {
                    tx.exec(
                        "INSERT INTO business (company) VALUES (?1)",
                        [format!("c{index}")],
                    )?;
                    assert!(index % 10 != 3, "a defect in one command");
                    if index % 10 == 7 {
                        return Err(StoreError::Schema("no".to_owned()));
                    }
                    Ok(index)
                })
                .await
        })
    });
    let mut stored = 0;
    for write in writes.collect::<Vec<_>>() {
        stored += i64::from(write.await.expect("no panic gets out").is_ok());
    }
    let count = store
        .read(|tx| tx.one("SELECT count(*) FROM business", (), |row| row.get::<i64>(0)))
        .await
        .expect("query");
    assert_eq!((stored, count), (40, Some(40)));
}

#[tokio::test]
async fn a_reader_sees_what_was_acknowledged() {
    let directory = tempfile::tempdir().expect("directory");
    let store = Store::open(&directory.path().join("a.db")).expect("open");
    let began = store
        .write(Scope::Installation, |tx| {
            lines::installed_at(tx, Instant(5))
        })
        .await
        .expect("write");
    let again = store
        .write(Scope::Installation, |tx| {
            lines::installed_at(tx, Instant(9))
        })
        .await
        .expect("write");
    assert_eq!((began, again), (Instant(5), Instant(5)));
    let seen = store
        .read(|tx| {
            tx.one("SELECT value FROM installation", (), |row| {
                row.get::<String>(0)
            })
        })
        .await
        .expect("read");
    assert_eq!(seen.as_deref(), Some("5"));
}

#[test]
fn a_path_that_cannot_be_opened_is_named() {
    let fault = Store::open(std::path::Path::new("/nowhere/at/all.db")).expect_err("no directory");
    let text = fault.to_string();
    assert!(
        text.contains("/nowhere/at/all.db") && text.contains("directory"),
        "{text}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn waiting_commands_share_commits() {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let store = Store::open_in_memory().expect("in memory");
    let writes: Vec<_> = (0..200)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                store
                    .write(Scope::Installation, |_| {
                        RUNS.fetch_add(1, Ordering::Relaxed);
                        Ok(())
                    })
                    .await
            })
        })
        .collect();
    for write in writes {
        write.await.expect("joined").expect("stored");
    }
    assert_eq!(RUNS.load(Ordering::Relaxed), 200, "each command ran once");
}
