//! The settings of the server's own backups.

use std::path::{Path, PathBuf};
use std::time::Duration;

use ringback_desk::settings::Reader;
use ringback_engine::BackupPlan;
use ringback_store::KeyPlace;

use super::places::{beside, is_on_server};

/// A month.
const HOURS_MAX: u32 = 744;
const KEEP_MAX: u32 = 1_000;
/// Two weeks of daily ones.
const KEEP: u32 = 14;

/// The plan; nothing where `backup_every_hours` is not set.
pub(super) fn read(reader: &mut Reader<'_>, database: &Path, key: &KeyPlace) -> Option<BackupPlan> {
    let folder = reader.text("backup_folder");
    let keep = reader.whole("backup_keep", 1..=KEEP_MAX, KEEP);
    if reader.given("backup_every_hours").is_none() {
        if let Some(given) = reader.given("backup_folder") {
            let fix = "Set backup_every_hours as well, as 24";
            reader.fault(given, "is set, and no backup is taken", fix);
        }
        return None;
    }
    if is_on_server(database)
        && let Some(given) = reader.given("backup_every_hours")
    {
        let fix =
            "Take it out, and back PostgreSQL up with its own means, as pg_dump or pgBackRest";
        reader.fault(given, "is set, and backups are of SQLite only", fix);
    }
    let hours = reader.whole("backup_every_hours", 1..=HOURS_MAX, 24);
    Some(BackupPlan {
        database: database.to_owned(),
        key: key.clone(),
        folder: folder.map_or_else(|| beside(database, "backups"), PathBuf::from),
        every: Duration::from_hours(u64::from(hours)),
        keep: usize::try_from(keep).unwrap_or(usize::MAX),
    })
}
