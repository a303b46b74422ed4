//! Backups that the server takes by itself: one every so many hours, the newest kept.

mod folder;

use std::path::PathBuf;
use std::time::Duration;

use ringback_desk::clock::Instant;
use ringback_store::backup::{self, Take};
use ringback_store::{KeyPlace, Scope, StoreError};

use crate::clock;
use crate::engine::Engine;
use crate::process;

/// How often it is looked whether one is due.
const LOOK: Duration = Duration::from_secs(60);
/// One that failed is tried again after this.
const AGAIN: Duration = Duration::from_mins(15);

/// Which backups the server takes.
#[derive(Debug, Clone)]
pub struct BackupPlan {
    /// The database.
    pub database: PathBuf,
    /// Its key, which is not put into the backups.
    pub key: KeyPlace,
    /// Where they go.
    pub folder: PathBuf,
    /// How much time lies between two.
    pub every: Duration,
    /// How many are kept.
    pub keep: usize,
}

impl Engine {
    /// Takes backups from now on.
    pub fn back_up(&self, plan: BackupPlan) {
        process::spawn(run(self.clone(), plan));
    }
}

async fn run(engine: Engine, plan: BackupPlan) {
    let mut not_before = Instant(0);
    while !engine.is_closing() {
        match is_due(&engine, &plan, not_before).await {
            Ok(true) => {
                not_before = clock::now().plus(AGAIN);
                if let Err(fault) = back_up(&engine, &plan).await {
                    tracing::error!(%fault, "how a backup went could not be noted");
                }
            }
            Ok(false) => {}
            Err(fault) => tracing::warn!(%fault, "the time of the last backup could not be read"),
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// While the installation is held there is nothing new to keep, and older backups may be wanted.
async fn is_due(
    engine: &Engine,
    plan: &BackupPlan,
    not_before: Instant,
) -> Result<bool, StoreError> {
    if engine.directory().held().is_some() {
        return Ok(false);
    }
    let now = clock::now();
    let last = engine.store().read(backup::last).await?;
    let is_old = last.at.is_none_or(|at| now.since(at) >= plan.every);
    Ok(is_old && now >= not_before)
}

async fn back_up(engine: &Engine, plan: &BackupPlan) -> Result<(), StoreError> {
    let now = clock::now();
    let (order, media) = (plan.clone(), engine.media_directory().to_owned());
    let taken = tokio::task::spawn_blocking(move || take(&order, &media, now)).await;
    let taken = taken.unwrap_or_else(|_| Err("it ended in the middle".to_owned()));
    match taken {
        Ok(file) => {
            tracing::info!(file = %file.display(), "a backup was taken and verified");
            engine
                .store()
                .write(Scope::Installation, move |tx| backup::took(tx, now))
                .await
        }
        Err(fault) => {
            tracing::error!(fault, "a backup failed");
            tell_of(engine, fault).await
        }
    }
}

fn take(plan: &BackupPlan, media: &std::path::Path, now: Instant) -> Result<PathBuf, String> {
    let in_words = |fault: std::io::Error| format!("{}: {fault}", plan.folder.display());
    std::fs::create_dir_all(&plan.folder).map_err(in_words)?;
    let file = plan.folder.join(folder::name(now));
    let order = Take {
        database: &plan.database,
        key: &plan.key,
        media,
        file: &file,
        with_key: false,
    };
    backup::take(&order, &mut |_| {}).map_err(|fault| fault.to_string())?;
    // Nothing older goes before the new one has been read back.
    backup::verify(&file).map_err(|fault| fault.to_string())?;
    folder::prune(&plan.folder, plan.keep).map_err(in_words)?;
    Ok(file)
}

async fn tell_of(engine: &Engine, fault: String) -> Result<(), StoreError> {
    let sentence = format!("Ringback's backup failed: {fault}");
    let noted = engine
        .store()
        .write(Scope::Installation, move |tx| backup::failed(tx, &fault));
    noted.await?;
    engine.tell_operator("backup", sentence).await
}
