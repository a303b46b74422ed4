//! Retention: what is older than its business keeps it is deleted, in batches so small that no
//! webhook waits for one, with longer pauses than work in between.

use std::collections::BTreeMap;
use std::time::Duration;

use ringback_desk::clock::Instant;
use ringback_desk::id::BusinessId;
use ringback_desk::lines::Keep;
use ringback_store::retention::{self, Old};
use ringback_store::{Scope, StoreError};

use crate::directory::Directory;
use crate::engine::Engine;
use crate::{clock, process};

/// How often it is looked whether a look is due.
const TICK: Duration = Duration::from_mins(10);
/// How much lies between two looks, over all replicas.
const EVERY: Duration = Duration::from_hours(6);
/// Rows in one transaction. A hundred texts take a few milliseconds.
const BATCH: u32 = 100;
/// The pause after a batch, in times that it took, and at least.
const PAUSE_TIMES: u32 = 4;
const PAUSE_MIN: Duration = Duration::from_millis(10);

impl Engine {
    /// Deletes what is too old from now on.
    pub fn forget_what_is_old(&self) {
        process::spawn(run(self.clone()));
    }
}

async fn run(engine: Engine) {
    let mut ticks = process::Ticks::every(TICK);
    loop {
        ticks.next().await;
        if engine.is_closing() {
            return;
        }
        if let Err(fault) = look(&engine).await {
            tracing::warn!(%fault, "what is too old could not be deleted; trying again");
        }
    }
}

/// While the installation is held, nothing of it is lost.
async fn look(engine: &Engine) -> Result<(), StoreError> {
    if engine.directory().held().is_some() {
        return Ok(());
    }
    let now = clock::now();
    let turn = move |tx: &ringback_store::Tx<'_>| retention::take_turn(tx, now, now.minus(EVERY));
    if !engine.store().write(Scope::Installation, turn).await? {
        return Ok(());
    }
    for (business, keep) in keeps(&engine.directory()) {
        let mut rows = 0;
        for old in Old::ALL {
            let span = match old {
                Old::Recordings => keep.recordings(),
                Old::Texts | Old::Calls | Old::Notices => keep.texts(),
            };
            rows += delete_all(engine, business, old, now.minus(span)).await?;
        }
        if rows > 0 {
            tracing::info!(business = business.0, rows, "deleted what was too old");
        }
    }
    Ok(())
}

/// How long each business keeps what it has: as long as that of its lines that keeps it longest. A
/// business whose settings cannot be read loses nothing.
fn keeps(directory: &Directory) -> BTreeMap<BusinessId, Keep> {
    let mut keeps: BTreeMap<BusinessId, Keep> = BTreeMap::new();
    for line in directory.lines().all() {
        keeps
            .entry(line.business)
            .and_modify(|keep| *keep = keep.longest(line.keep))
            .or_insert(line.keep);
    }
    keeps.retain(|business, _| directory.faults_of(*business).is_empty());
    keeps
}

async fn delete_all(
    engine: &Engine,
    business: BusinessId,
    old: Old,
    before: Instant,
) -> Result<usize, StoreError> {
    let mut rows = 0;
    loop {
        if engine.is_closing() {
            return Ok(rows);
        }
        let began = std::time::Instant::now();
        let delete =
            move |tx: &ringback_store::Tx<'_>| retention::delete(tx, business, old, before, BATCH);
        let gone = engine.store().write(business, delete).await?;
        let took = began.elapsed();
        rows += gone.rows;
        for file in gone.files {
            remove(engine, &file).await;
        }
        if gone.rows < BATCH as usize {
            return Ok(rows);
        }
        tokio::time::sleep(PAUSE_MIN.max(took * PAUSE_TIMES)).await;
    }
}

/// A file that cannot be removed costs space and nothing else.
async fn remove(engine: &Engine, file: &str) {
    let path = engine.media_directory().join(file);
    let removed = path.clone();
    let Ok(gone) = process::apart(move || std::fs::remove_file(removed)).await else {
        return;
    };
    match gone {
        Ok(()) => {}
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => {}
        Err(fault) => tracing::warn!(%fault, path = %path.display(), "cannot be removed"),
    }
}
