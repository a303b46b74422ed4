//! `ringback restore`: a backup becomes the installation again, held until a person releases it.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use ringback_engine::{ReleaseError, may_be_released};
use ringback_store::Scope;
use ringback_store::backup::{self, Restore, Restored};
use ringback_store::held;

use super::{FileArgument, in_words, runtime, say};
use crate::config::{
    Layers, Settings, database, is_on_server, key_place, media_folder, open_existing_store, shown,
};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The backup.
    #[arg(required_unless_present = "release")]
    file: Option<PathBuf>,
    /// The key, where it is neither beside the backup as ringback.key nor in it.
    #[arg(long)]
    key_file: Option<PathBuf>,
    /// An old database of this installation, with its -wal file beside it: whoever said stop since
    /// the backup is taken over from it.
    #[arg(long, value_name = "OLD.db")]
    merge_from: Option<PathBuf>,
    /// Let texts leave again. The server must have read the carrier's lists before.
    #[arg(long, conflicts_with_all = ["file", "key_file", "merge_from"])]
    release: bool,
    /// Release without the carrier's lists: people who said stop since the backup may be texted.
    #[arg(long, requires = "release")]
    force: bool,
    #[command(flatten)]
    config: FileArgument,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let layers = Layers::load(arguments.config.config.as_deref());
    match &arguments.file {
        Some(file) => restore(&layers, file, arguments),
        None => release(&layers, arguments.force),
    }
}

fn restore(layers: &Layers, file: &Path, arguments: &Arguments) -> anyhow::Result<()> {
    let database = database(layers);
    if is_on_server(&database) {
        bail!(
            "database: {} is restored with PostgreSQL's own means; a backup of Ringback's is of \
             SQLite only",
            shown(&database)
        );
    }
    let restored = backup::restore(&Restore {
        file,
        database: &database,
        key: &key_place(layers),
        key_file: arguments.key_file.as_deref(),
        media: &media_folder(layers),
        merge_from: arguments.merge_from.as_deref(),
    })?;
    tell(&restored, &database);
    Ok(())
}

fn tell(restored: &Restored, database: &Path) {
    let manifest = &restored.manifest;
    let backup_at = manifest.snapshot_at.to_rfc3339();
    say(&format!(
        "{} is restored from the backup of {backup_at}: {} rows, {} media files, key {} from {}.",
        database.display(),
        manifest.rows_in_all(),
        manifest.media(),
        manifest.key_id.as_deref().unwrap_or("none"),
        restored.key_from.display(),
    ));
    if restored.unknown > 0 {
        say(&format!(
            "{} texts had not been taken by the carrier then. Nobody can say whether they left; \
             they are not sent again by themselves, and wait for you on the page.",
            restored.unknown
        ));
    }
    if let Some(merged) = restored.merged {
        say(&format!(
            "From the old database: {} people who said stop since, {} more of those erased, {} who \
             were texted.",
            merged.opt_outs, merged.suppressions, merged.texted
        ));
    }
    say(
        "Everybody has to log in again. Passwords are those of the backup, and people whose data \
         were erased since are back: erase them again.",
    );
    say(
        "It is HELD: no text leaves. Start `ringback serve`; it reads from the carrier who wrote, \
         who said stop and who was texted since the backup. Then release it on the page, or with \
         `ringback restore --release`.",
    );
}

fn release(layers: &Layers, force: bool) -> anyhow::Result<()> {
    let settings = Settings::read(layers).map_err(|faults| anyhow::anyhow!(in_words(&faults)))?;
    super::install_tls();
    runtime()?.block_on(async {
        let store = open_existing_store(layers)?;
        let Some(held) = store.read(held::get).await.context("database")? else {
            say("It is not held; there is nothing to release.");
            return Ok(());
        };
        match may_be_released(&store, &settings.configured).await {
            Ok(()) => {}
            Err(fault @ ReleaseError::Unread(_)) if force => {
                say(&format!("Released all the same: {fault}"));
            }
            Err(fault @ ReleaseError::Unread(_)) => {
                bail!("{fault}. Is `ringback serve` running? --force releases without")
            }
            Err(fault) => return Err(fault.into()),
        }
        store.write(Scope::Installation, held::release).await.context("database")?;
        say(&format!(
            "Released: texts leave again. What happened after {} and is not at the carrier is lost.",
            held.backup_at.to_rfc3339()
        ));
        Ok(())
    })
}
