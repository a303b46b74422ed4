//! Restoring: everything is checked before anything is touched, and the installation starts held.

use std::fs::File;
use std::path::{Path, PathBuf};

use ringback_desk::clock::Instant;
use ringback_desk::timeline::{Happened, Moment, write_journal};
use rusqlite::Connection;

use super::error::{BackupError, of};
use super::manifest::Manifest;
use super::merge::{Merged, merge};
use super::sql;
use super::take::folder_of;
use super::verify::Unpacked;
use crate::held::{self, Held};
use crate::keys::{self, KeyPlace, Keys};
use crate::migrate;
use crate::sqlite::now_ms;
use crate::tx::{Backend, Tx};

/// What is to be restored, and where to.
#[derive(Debug)]
pub struct Restore<'a> {
    /// The backup.
    pub file: &'a Path,
    /// Where the database goes.
    pub database: &'a Path,
    /// Where its key goes.
    pub key: &'a KeyPlace,
    /// The key, where it is not beside the backup and not in it.
    pub key_file: Option<&'a Path>,
    /// The folder that media go to.
    pub media: &'a Path,
    /// An old database of the same installation that still can be read.
    pub merge_from: Option<&'a Path>,
}

/// What was restored.
#[derive(Debug)]
pub struct Restored {
    /// The backup's own words.
    pub manifest: Manifest,
    /// Texts of which nobody can say any more whether they left.
    pub unknown: usize,
    /// What came out of the old database.
    pub merged: Option<Merged>,
    /// Where the key was found.
    pub key_from: PathBuf,
}

/// Restores a backup.
///
/// # Errors
/// [`BackupError`]; nothing was changed then.
pub fn restore(what: &Restore<'_>) -> Result<Restored, BackupError> {
    refuse_what_is_there(what)?;
    let media = folder_of(what.media);
    std::fs::create_dir_all(media).map_err(of(media))?;
    let new_media = tempfile::Builder::new()
        .prefix(".ringback-restore-")
        .tempdir_in(media)
        .map_err(of(media))?;
    let unpacked = Unpacked::open(what.file, folder_of(what.database), Some(new_media.path()))?;
    let (keys, key_from) = key(what, &unpacked)?;
    let Unpacked {
        manifest,
        database,
        mut connection,
        folder,
        ..
    } = unpacked;
    connection.execute_batch("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL;")?;
    migrate::run(&mut connection, now_ms())?;
    let marked = mark(&connection, &keys, &manifest, what)?;
    connection.close().map_err(|(_, fault)| fault)?;
    let written_key = folder.path().join("new.key");
    keys::write(&written_key, &keys)?;
    File::open(&database)
        .and_then(|file| file.sync_all())
        .map_err(of(&database))?;
    settle(what, &database, &written_key, new_media)?;
    Ok(Restored {
        manifest,
        unknown: marked.0,
        merged: marked.1,
        key_from,
    })
}

fn refuse_what_is_there(what: &Restore<'_>) -> Result<(), BackupError> {
    let with_end = |end: &str| {
        let mut path = what.database.as_os_str().to_owned();
        path.push(end);
        PathBuf::from(path)
    };
    for path in [with_end(""), with_end("-wal"), with_end("-shm")] {
        if path.exists() {
            return Err(BackupError::Exists {
                path,
                fix: "stop the server and move it away together with its -wal and -shm; keep it, \
                      for --merge-from takes from it who said stop since the backup",
            });
        }
    }
    let is_empty = match std::fs::read_dir(what.media) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) => !what.media.exists(),
    };
    if is_empty {
        return Ok(());
    }
    Err(BackupError::Exists {
        path: what.media.to_owned(),
        fix: "move the folder of media away; the backup has its own",
    })
}

/// The key that the database was begun with, from the first place that has one.
fn key(what: &Restore<'_>, unpacked: &Unpacked) -> Result<(Keys, PathBuf), BackupError> {
    let Some(id) = &unpacked.manifest.key_id else {
        return Err(BackupError::Damaged {
            path: what.file.to_owned(),
            why: "it does not say which key its database was begun with".to_owned(),
        });
    };
    let place = what.key.path(what.database);
    if let Some(place) = place.as_ref().filter(|place| place.exists()) {
        let keys = keys::read(place)?;
        if keys.id() != id {
            return Err(BackupError::Exists {
                path: place.clone(),
                fix: "it is the key of another database; move it away",
            });
        }
        return Ok((keys, place.clone()));
    }
    let beside = folder_of(what.file).join("ringback.key");
    let candidates = [
        what.key_file.map(Path::to_owned),
        Some(beside.clone()).filter(|path| path.exists()),
        unpacked.key.clone(),
    ];
    let Some(path) = candidates.into_iter().flatten().next() else {
        return Err(BackupError::Key(format!(
            "the backup's database was begun with the key {id}, which is not in the backup: put its \
             file at {} or name it with --key-file. Without it the opt-outs of people who were \
             erased, and the carrier's password, cannot be read",
            beside.display()
        )));
    };
    let keys = keys::read(&path)?;
    if keys.id() == id {
        return Ok((keys, path));
    }
    Err(BackupError::Key(format!(
        "{} holds the key {}, and the backup's database was begun with the key {id}: give the file \
         that belongs to it with --key-file",
        path.display(),
        keys.id()
    )))
}

/// Brings the database into the state in which it may start, in one transaction.
fn mark(
    connection: &Connection,
    keys: &Keys,
    manifest: &Manifest,
    what: &Restore<'_>,
) -> Result<(usize, Option<Merged>), BackupError> {
    let (now, backup_at) = (Instant(now_ms()), manifest.snapshot_at);
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let tx = Tx::new(Backend::Sqlite(connection), keys);
    let moment = Moment {
        at: now,
        happened: Happened::TextUnknownAfterRestore { backup_at },
    };
    let unknown = tx.exec(sql::NOBODY_KNOWS, [write_journal(&[moment])])?;
    // A password or a session may have been taken away since.
    tx.put(sql::END_SESSIONS, ())?;
    tx.put(sql::END_LINKS, ())?;
    held::hold(
        &tx,
        Held {
            since: now,
            backup_at,
        },
    )?;
    let merged = what
        .merge_from
        .map(|old| merge(&tx, old, keys.id()))
        .transpose()?;
    connection.execute_batch("COMMIT")?;
    Ok((unknown, merged))
}

/// Gives everything its name, the database last: without it nothing starts.
fn settle(
    what: &Restore<'_>,
    database: &Path,
    key: &Path,
    media: tempfile::TempDir,
) -> Result<(), BackupError> {
    if let Some(place) = what.key.path(what.database)
        && !place.exists()
    {
        // The key may have a place of its own, on another disk.
        std::fs::rename(key, &place)
            .or_else(|_| std::fs::copy(key, &place).map(|_| ()))
            .and_then(|()| File::open(&place)?.sync_all())
            .map_err(of(&place))?;
        sync_folder(&place)?;
    }
    if what.media.exists() {
        std::fs::remove_dir(what.media).map_err(of(what.media))?;
    }
    std::fs::rename(media.path(), what.media).map_err(of(what.media))?;
    // It has another name now, and is not to be deleted.
    let _ = media.keep();
    sync_folder(what.media)?;
    std::fs::rename(database, what.database).map_err(of(what.database))?;
    sync_folder(what.database)
}

fn sync_folder(of_file: &Path) -> Result<(), BackupError> {
    let folder = folder_of(of_file);
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(of(folder))
}
