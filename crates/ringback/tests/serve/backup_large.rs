//! A backup under load on the scale of a busy month: ten thousand more calls and fifty STOPs after
//! it, everything lost, and the way back.
//!
//! Minutes long, so it runs only when it is asked for:
//! `cargo nextest run -p ringback --test serve --run-ignored only ten_thousand`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

use futures::StreamExt;
use rusqlite::{Connection, OpenFlags};

use crate::desk::{Desk, Setup};

/// Callers before the backup begins, and after it has ended.
const BEFORE: usize = 1_000;
const AFTER: usize = 10_000;
/// People who said stop after the backup: every 200th caller.
const STOPS: usize = 50;
const STOP_EVERY: usize = 200;
/// Webhooks under way at a time.
const IN_FLIGHT: usize = 16;
const PATIENCE: Duration = Duration::from_mins(10);

fn caller(index: usize) -> String {
    format!("+1773{}{:04}", 220 + index / 9_000, 1_000 + index % 9_000)
}

/// The webhook's call number of this caller's first call, or of the one after the restore.
fn number(index: usize, again: bool) -> u32 {
    u32::try_from(index + usize::from(again) * 1_000_000).unwrap()
}

fn is_stopped(index: usize) -> bool {
    index.is_multiple_of(STOP_EVERY) && index / STOP_EVERY < STOPS
}

impl Desk {
    /// Plays the call of this caller; its id at the carrier, and when it was answered 2xx.
    async fn plays(&self, index: usize, again: bool) -> (String, SystemTime) {
        let mut call = self.raw_call(number(index, again));
        call.from = caller(index);
        let answer = call.arrives().post(self).await;
        assert_eq!(answer.status, 200, "{index}: {answer:?}");
        (call.sid, SystemTime::now())
    }

    async fn plays_all(&self, indices: std::ops::Range<usize>, again: bool) {
        let calls = futures::stream::iter(indices.map(|index| self.plays(index, again)));
        calls.buffer_unordered(IN_FLIGHT).count().await;
    }

    /// Waits until the outbox is empty, however long that takes.
    async fn settles(&self) {
        let settled = async {
            loop {
                let ready = self.json("/readyz").await;
                let waits = |phase: &str| ready["texts"].get(phase).is_some();
                if ready["texts_in_hand"] == 0 && !waits("pending") && !waits("attempted") {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        };
        tokio::time::timeout(PATIENCE, settled).await.unwrap();
    }

    /// How many texts each number got.
    fn counts(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for text in self.carrier.messages() {
            if text.direction == "outbound-api" {
                *counts.entry(text.to).or_default() += 1;
            }
        }
        counts
    }

    /// Each stored call by the carrier's id, with the reason for which it was held.
    fn stored_calls(&self) -> BTreeMap<String, Option<String>> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
        let database = Connection::open_with_flags(self.program.database(), flags).unwrap();
        let sql = "SELECT carrier_id, held FROM call";
        let mut statement = database.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.unwrap().map(Result::unwrap).collect()
    }
}

/// Takes a backup while calls come in without a pause. The calls that were answered before its last
/// byte was written, how many calls there were in all, and how many were answered meanwhile.
async fn backed_up_under_load(desk: &Desk, file: &str) -> (BTreeSet<String>, usize, usize) {
    let began = SystemTime::now();
    let has_ended = AtomicBool::new(false);
    let backup = async {
        let said = desk.runs(&["backup", file]).await;
        has_ended.store(true, Ordering::Relaxed);
        assert!(said.contains("The key is NOT in the file"), "{said}");
    };
    let load = futures::stream::iter(BEFORE..)
        .take_while(|_| std::future::ready(!has_ended.load(Ordering::Relaxed)))
        .map(|index| desk.plays(index, false))
        .buffer_unordered(IN_FLIGHT)
        .collect::<Vec<_>>();
    let ((), answered) = tokio::join!(backup, load);
    let all = BEFORE + answered.len();
    let written = std::fs::metadata(file).unwrap().modified().unwrap();
    let during = answered
        .iter()
        .filter(|(_, at)| (began..written).contains(at))
        .count();
    let before = answered.into_iter().filter(|(_, at)| *at < written);
    (before.map(|(call, _)| call).collect(), all, during)
}

/// Each of these callers has called again after the release, and was held for the right reason.
fn nobody_is_texted_again(desk: &Desk, all: usize) {
    let again = desk.counts();
    let twice: Vec<_> = (0..all)
        .map(caller)
        .filter(|caller| again[caller] != 1)
        .collect();
    assert!(twice.is_empty(), "texted twice: {twice:?}");
    let calls = desk.stored_calls();
    for index in 0..all {
        let held = calls[&desk.raw_call(number(index, true)).sid].as_deref();
        let held = held.map(|reason| reason.trim_matches('"'));
        let wanted = if is_stopped(index) {
            "opted_out"
        } else {
            "already_texted"
        };
        assert_eq!(held, Some(wanted), "{index}");
    }
}

#[tokio::test]
#[ignore = "takes minutes"]
async fn ten_thousand_calls_and_fifty_stops_after_a_backup_are_not_forgotten() {
    let mut desk = Setup::default()
        .set("forwarded", "true")
        .set("brakes", "off")
        .carrier(|carrier| carrier.validate_openapi = None)
        .open()
        .await;
    desk.plays_all(0..BEFORE, false).await;
    let file = desk.path("all.backup");
    let file = file.to_str().unwrap();
    let (mut promised, backed_up, during) = backed_up_under_load(&desk, file).await;
    promised.extend((0..BEFORE).map(|index| desk.raw_call(number(index, false)).sid));
    assert!(during > 0, "calls were answered while the backup was taken");
    let all = backed_up + AFTER;
    desk.plays_all(backed_up..all, false).await;
    desk.settles().await;
    for index in (0..all).filter(|index| is_stopped(*index)) {
        desk.writes(&caller(index), "STOP").await;
    }
    desk.settles().await;
    let texted = desk.counts();
    let missing = (0..all)
        .filter(|index| texted.get(&caller(*index)) != Some(&1))
        .count();
    assert_eq!(missing, 0, "each was texted once");

    desk.program.kill().await;
    let whole = std::fs::read(file).unwrap();
    let cut = desk.path("cut.backup");
    std::fs::write(&cut, &whole[..whole.len() * 2 / 3]).unwrap();
    desk.loses_everything();
    let refused = desk.refuses(&["restore", cut.to_str().unwrap()]).await;
    assert!(refused.contains("cut off"), "{refused}");
    desk.runs(&["restore", file]).await;
    let restored = desk.stored_calls();
    let lost: Vec<_> = promised
        .iter()
        .filter(|call| !restored.contains_key(*call))
        .collect();
    assert!(
        lost.is_empty(),
        "answered before the backup ended: {lost:?}"
    );
    let began = Instant::now();
    desk.program.start().await;
    desk.is_released(PATIENCE).await;
    let release_seconds = began.elapsed().as_secs();

    desk.plays_all(0..all, true).await;
    desk.settles().await;
    nobody_is_texted_again(&desk, all);
    eprintln!(
        "{} calls before the backup ended, {during} of them while it was taken, {AFTER} after it, \
         {STOPS} STOPs; restored: {} calls; released after {release_seconds} s",
        promised.len(),
        restored.len(),
    );
    desk.close().await;
}
