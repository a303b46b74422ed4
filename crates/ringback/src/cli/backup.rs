//! `ringback backup`: everything in one file, while the server works.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::bail;
use ringback_store::backup::{self, Manifest, Progress, Take};

use super::{FileArgument, say};
use crate::config::{Layers, database, is_on_server, key_place, media_folder, shown};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The file to write; it must not exist yet.
    file: PathBuf,
    /// Verify this file instead of writing it: every byte, and its database put together.
    #[arg(long)]
    verify: bool,
    /// Put the key into the file as well. Whoever has the file can then open everything in it.
    #[arg(long, conflicts_with = "verify")]
    with_key: bool,
    #[command(flatten)]
    config: FileArgument,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let began = Instant::now();
    if arguments.verify {
        let manifest = backup::verify(&arguments.file)?;
        say(&format!("{} is whole.", arguments.file.display()));
        return tell(&manifest, arguments, began);
    }
    let layers = Layers::load(arguments.config.config.as_deref());
    let (database, key) = (database(&layers), key_place(&layers));
    if is_on_server(&database) {
        bail!(
            "database: {} is backed up with PostgreSQL's own means, as pg_dump or pgBackRest; keep \
             the key file somewhere else as well",
            shown(&database)
        );
    }
    if !database.exists() {
        bail!(
            "database: there is none at {}; set RINGBACK_DATABASE or --config",
            database.display()
        );
    }
    let order = Take {
        database: &database,
        key: &key,
        media: &media_folder(&layers),
        file: &arguments.file,
        with_key: arguments.with_key,
    };
    let manifest = backup::take(&order, &mut progress)?;
    say(&format!("{} is written.", arguments.file.display()));
    tell(&manifest, arguments, began)?;
    match key.path(&database) {
        Some(_) if manifest.has_key() => say(
            "THE KEY IS IN THE FILE: whoever gets it can read the carrier's password. Keep it as \
             you would keep that.",
        ),
        Some(key) => say(&format!(
            "The key is NOT in the file. Keep {} somewhere else as well, once: without it no \
             backup can be restored (--with-key puts it in).",
            key.display()
        )),
        None => {}
    }
    Ok(())
}

/// Said while it runs. The last word is left to the end: nothing may come between the file's name
/// and the end of the lock.
fn progress(progress: Progress) {
    match progress {
        Progress::Media(count) if count % 1_000 == 0 => say(&format!("{count} media files")),
        Progress::Pages(done, all) if done < all => say(&format!("{done} of {all} pages")),
        Progress::Pages(_, all) => say(&format!("{all} pages copied")),
        Progress::Checked => say("the copy is sound"),
        Progress::Media(_) | Progress::Written => {}
    }
}

fn tell(manifest: &Manifest, arguments: &Arguments, began: Instant) -> anyhow::Result<()> {
    let bytes = std::fs::metadata(&arguments.file)?.len();
    let rows = |table: &str| manifest.rows.get(table).copied().unwrap_or(0);
    say(&format!(
        "{} rows ({} calls, {} texts, {} contacts), {} media files, {bytes} bytes, {:.1} s",
        manifest.rows_in_all(),
        rows("call"),
        rows("text"),
        rows("contact"),
        manifest.media(),
        began.elapsed().as_secs_f64(),
    ));
    say(&format!(
        "Everything up to {} is in it. Schema {}, key {}.",
        manifest.snapshot_at.to_rfc3339(),
        manifest.schema,
        manifest.key_id.as_deref().unwrap_or("none"),
    ));
    for file in manifest.missing_media.iter().take(10) {
        say(&format!("missing in the folder of media: {file}"));
    }
    Ok(())
}
