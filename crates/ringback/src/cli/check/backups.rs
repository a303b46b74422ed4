//! Whether the server takes backups, and when the last good one was made.

use ringback_engine::clock::now;
use ringback_store::{Store, backup, held};

use super::Report;
use crate::config::Settings;

/// A backup that is this much later than it should be is a fault.
const LATE: u32 = 2;

/// Says how the backups stand, and whether a restored installation waits to be released.
pub(super) async fn check(store: &Store, settings: &Settings, report: &mut Report) {
    let read = store
        .read(|tx| Ok((backup::last(tx)?, held::get(tx)?)))
        .await;
    let (last, held) = match read {
        Ok(read) => read,
        Err(fault) => return report.fault("backups", &fault.to_string()),
    };
    if let Some(held) = held {
        let words = format!(
            "restored from a backup of {}, and held: no text leaves before you release it, on the \
             page or with `ringback restore --release`",
            held.backup_at.to_rfc3339()
        );
        report.note("restore", &words);
    }
    let Some(plan) = &settings.backups else {
        let words =
            "none are taken by themselves: set backup_every_hours, or run `ringback backup`";
        return report.note("backups", words);
    };
    if let Some(fault) = last.fault {
        return report.fault("backups", &format!("the last one failed: {fault}"));
    }
    let folder = plan.folder.display();
    match last.at {
        Some(at) if now().since(at) > plan.every * LATE => {
            let at = at.to_rfc3339();
            let words = format!("the last good one is of {at}: is `ringback serve` running?");
            report.fault("backups", &words);
        }
        Some(at) => {
            let at = at.to_rfc3339();
            report.good(
                "backups",
                &format!("the last good one is of {at}, in {folder}"),
            );
        }
        None => report.note("backups", &format!("none yet in {folder}")),
    }
}
