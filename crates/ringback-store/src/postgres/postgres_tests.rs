//! What the store promises, on a real server, and through faults of the connection.

use std::path::PathBuf;
use std::time::{Duration, Instant as Clock};

use ringback_desk::clock::Instant;
use ringback_desk::id::{BusinessId, LineId};
use ringback_scratch::Scratch;

use super::link::ROUND_TRIPS;
use crate::postgres::Change;
use crate::{KeyPlace, Scope, Store, StoreError, Tx, held, lines, settings};

/// What is counted: a setting that a command reads and writes one higher.
const KEY: &str = "counted";

fn open(scratch: &Scratch) -> Store {
    open_at(&scratch.url())
}

fn open_at(url: &str) -> Store {
    Store::open_with_key(&PathBuf::from(url), &KeyPlace::Memory).expect("opens")
}

/// Reads, decides, writes: what two commands at the same time would spoil.
fn count(tx: &Tx<'_>, business: BusinessId) -> Result<i64, StoreError> {
    let stored = settings::of_business(tx, business)?;
    let before: i64 = stored
        .iter()
        .find(|setting| setting.key == KEY)
        .map_or(0, |setting| setting.value.parse().expect("a number"));
    let after = (before + 1).to_string();
    settings::set(tx, business, None, KEY, Some(&after))?;
    Ok(before + 1)
}

async fn counted(store: &Store, business: BusinessId) -> i64 {
    let found = store
        .read(move |tx| settings::of_business(tx, business))
        .await
        .expect("read");
    found
        .iter()
        .find(|setting| setting.key == KEY)
        .map_or(0, |setting| setting.value.parse().expect("a number"))
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants PostgreSQL"]
async fn commands_about_a_business_run_one_after_the_other_on_all_replicas() {
    let scratch = Scratch::create().await;
    let replicas = [open(&scratch), open(&scratch)];
    let mut writing = Vec::new();
    for index in 0..300_usize {
        let store = replicas[index % 2].clone();
        let business = BusinessId(i64::try_from(index % 5).expect("small") + 1);
        writing.push(tokio::spawn(async move {
            store.write(business, move |tx| count(tx, business)).await
        }));
    }
    for write in writing {
        write.await.expect("joined").expect("stored");
    }
    for business in 1..=5 {
        let [one, other] = &replicas;
        assert_eq!(counted(one, BusinessId(business)).await, 60);
        assert_eq!(counted(other, BusinessId(business)).await, 60);
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants PostgreSQL"]
async fn one_failing_command_leaves_the_others_of_its_group_alone() {
    let scratch = Scratch::create().await;
    let store = open(&scratch);
    let mut writing = Vec::new();
    for index in 0..60_i64 {
        let (store, business) = (store.clone(), BusinessId(1 + index % 7));
        writing.push(tokio::spawn(async move {
            let command = move |tx: &Tx<'_>| {
                count(tx, business)?;
                assert!(index % 10 != 3, "a defect in one command");
                if index % 10 == 5 {
                    tx.put("INSERT INTO business (id, company) VALUES (1, NULL)", ())?;
                }
                if index % 10 == 7 {
                    return Err(StoreError::Schema("no".to_owned()));
                }
                Ok(())
            };
            store.write(business, command).await
        }));
    }
    let mut stored = 0;
    for write in writing {
        stored += i64::from(write.await.expect("no panic gets out").is_ok());
    }
    let mut sum = 0;
    for business in 1..=7 {
        sum += counted(&store, BusinessId(business)).await;
    }
    assert_eq!((stored, sum), (42, 42));
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants PostgreSQL"]
async fn many_commands_share_their_round_trips() {
    let scratch = Scratch::create().await;
    let store = open(&scratch);
    store
        .write(BusinessId(1), |tx| count(tx, BusinessId(1)))
        .await
        .expect("connected");
    let before = ROUND_TRIPS.load(std::sync::atomic::Ordering::Relaxed);
    let mut writing = Vec::new();
    for index in 0..400_i64 {
        let (store, business) = (store.clone(), BusinessId(index));
        writing.push(tokio::spawn(async move {
            store.write(business, move |tx| count(tx, business)).await
        }));
    }
    for write in writing {
        write.await.expect("joined").expect("stored");
    }
    let trips = ROUND_TRIPS.load(std::sync::atomic::Ordering::Relaxed) - before;
    assert!(trips < 200, "{trips} round trips for 400 commands");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants PostgreSQL"]
async fn connections_that_are_cut_lose_nothing_and_double_nothing() {
    let scratch = Scratch::create().await;
    let store = open(&scratch);
    let admin = scratch.connect().await;
    let cutting = tokio::spawn(async move {
        for _ in 0..40 {
            tokio::time::sleep(Duration::from_millis(15)).await;
            let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND application_name LIKE 'ringback writer%'";
            admin.query(cut, &[]).await.expect("cut");
        }
    });
    let mut written = 0;
    while !cutting.is_finished() {
        let mut writing = Vec::new();
        for index in 0..40_i64 {
            let (store, business) = (store.clone(), BusinessId(1 + index % 8));
            writing.push(tokio::spawn(async move {
                store.write(business, move |tx| count(tx, business)).await
            }));
        }
        for write in writing {
            write.await.expect("joined").expect("stored in spite of it");
            written += 1;
        }
    }
    let mut sum = 0;
    for business in 1..=8 {
        sum += counted(&store, BusinessId(business)).await;
    }
    assert_eq!(sum, written);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants PostgreSQL"]
async fn a_deadlock_is_tried_again() {
    let scratch = Scratch::create().await;
    let replicas = [open(&scratch), open(&scratch)];
    let [one, other] = replicas.clone().map(|store| {
        let first = BusinessId(if store.changes().is_some() { 1 } else { 2 });
        (store, first)
    });
    let cross = |store: Store, mine: i64, theirs: i64| {
        tokio::spawn(async move {
            let command = move |tx: &Tx<'_>| {
                lines::set_listed_at(tx, BusinessId(mine), LineId(mine), Instant(mine))?;
                lines::listed_at(tx, BusinessId(mine), LineId(mine))?;
                std::thread::sleep(Duration::from_millis(300));
                lines::set_listed_at(tx, BusinessId(theirs), LineId(theirs), Instant(mine))?;
                lines::listed_at(tx, BusinessId(theirs), LineId(theirs))
            };
            store.write(BusinessId(mine), command).await
        })
    };
    let admin = scratch.connect().await;
    let rows = "INSERT INTO business (id, company) VALUES (1, 'a'), (2, 'b');
        INSERT INTO line (id, business_id, number) VALUES (1, 1, '+1'), (2, 2, '+2')";
    admin.batch_execute(rows).await.expect("rows");
    let (a, b) = (cross(one.0, 1, 2), cross(other.0, 2, 1));
    let found = [
        a.await.expect("joined").expect("stored"),
        b.await.expect("joined").expect("stored"),
    ];
    assert_eq!(found, [Some(Instant(1)), Some(Instant(2))]);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants PostgreSQL"]
async fn a_database_that_is_away_is_waited_for_a_while_and_found_again() {
    let scratch = Scratch::create().await;
    let store = open(&scratch);
    let (business, name) = (BusinessId(1), scratch.name().to_owned());
    let server = scratch.connect_elsewhere().await;
    let away = format!(
        "ALTER DATABASE {name} ALLOW_CONNECTIONS false;
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    );
    server.batch_execute(&away).await.expect("away");
    let began = Clock::now();
    let write = store.write(business, move |tx| count(tx, business)).await;
    assert!(
        matches!(write, Err(StoreError::Unavailable(_))),
        "{write:?}"
    );
    let read = store.read(held::get).await;
    assert!(matches!(read, Err(StoreError::Unavailable(_))), "{read:?}");
    assert!(
        began.elapsed() < Duration::from_secs(7),
        "{:?}",
        began.elapsed()
    );
    let back = format!("ALTER DATABASE {name} ALLOW_CONNECTIONS true");
    let waiting = tokio::spawn({
        let store = store.clone();
        async move { store.write(business, move |tx| count(tx, business)).await }
    });
    tokio::time::sleep(Duration::from_millis(500)).await;
    server.batch_execute(&back).await.expect("back");
    assert_eq!(waiting.await.expect("joined").expect("stored"), 1);
    assert_eq!(counted(&store, business).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants PostgreSQL"]
async fn other_replicas_hear_what_changed() {
    let scratch = Scratch::create().await;
    let (one, other) = (open(&scratch), open(&scratch));
    let mut heard = other.changes().expect("there can be others");
    let mut own = one.changes().expect("there can be others");
    let business = BusinessId(7);
    let changed = Change::Businesses(vec![business]);
    // Again and again: they may not listen yet.
    for _ in 0..50 {
        one.write(business, move |tx| count(tx, business))
            .await
            .expect("stored");
        let change = tokio::time::timeout(Duration::from_millis(200), heard.recv()).await;
        if change == Ok(Ok(changed.clone())) {
            break;
        }
    }
    let again = one.write(business, move |tx| count(tx, business)).await;
    again.expect("stored");
    let change = tokio::time::timeout(Duration::from_secs(5), heard.recv()).await;
    assert_eq!(change, Ok(Ok(changed.clone())));
    while let Ok(change) = own.try_recv() {
        assert_ne!(change, changed, "nobody wakes itself");
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants PostgreSQL"]
async fn a_newer_schema_and_another_key_are_refused_in_words() {
    let scratch = Scratch::create().await;
    let folder = tempfile::tempdir().expect("folder");
    let (path, key) = (PathBuf::from(scratch.url()), folder.path().join("a.key"));
    let at = |place| Store::open_with_key(&path, &place).map(|_| ());
    let beside = at(KeyPlace::Beside).expect_err("no place").to_string();
    assert!(beside.contains("key_file"), "{beside}");
    at(KeyPlace::At(key.clone())).expect("first start");
    at(KeyPlace::At(key)).expect("second start");
    let other = at(KeyPlace::At(folder.path().join("b.key"))).expect_err("missing");
    assert!(other.to_string().contains("is missing"), "{other}");
    let admin = scratch.connect().await;
    let later = "INSERT INTO migration VALUES (99, 'later', 'x', 1)";
    admin.batch_execute(later).await.expect("a newer release");
    let newer = at(KeyPlace::Memory).expect_err("newer").to_string();
    assert!(newer.contains("newer release"), "{newer}");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants PostgreSQL"]
async fn a_scope_of_the_installation_waits_for_no_business() {
    let scratch = Scratch::create().await;
    let store = open(&scratch);
    let at = store
        .write(Scope::Installation, |tx| {
            lines::installed_at(tx, Instant(5))
        })
        .await;
    assert_eq!(at.expect("stored"), Instant(5));
}

#[test]
fn a_server_that_is_not_there_is_named_without_its_password() {
    let address = PathBuf::from("postgres://me:s3cret@127.0.0.1:1/desk");
    let fault = Store::open_with_key(&address, &KeyPlace::Memory).expect_err("nobody is there");
    let said = fault.to_string();
    assert!(said.contains("me@127.0.0.1:1/desk"), "{said}");
    assert!(!said.contains("s3cret"), "{said}");
}
