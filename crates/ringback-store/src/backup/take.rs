//! Taking a backup of a database that is written to meanwhile.

use std::collections::BTreeSet;
use std::fs::File;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use ringback_desk::clock::Instant;
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use tempfile::TempDir;

use super::archive::{Writing, is_media_name};
use super::error::{BackupError, of};
use super::manifest::{FORMAT, Manifest};
use super::pieces::Pieces;
use super::{member, sound};
use crate::keys::{self, KeyPlace};
use crate::migrate;
use crate::sqlite::now_ms;

/// Pages copied between two words of progress.
const PAGES: i32 = 4_096;
/// How long the server's own writes may keep the last step waiting.
const LOCK_SECONDS: u64 = 60;
/// What came in since is taken along again and again until that goes as quickly as this, so that
/// the last of it keeps nobody waiting.
const QUICK: Duration = Duration::from_millis(200);
/// A disk that is slower than what comes in never gets there.
const ROUNDS_MAX: usize = 30;

/// What is to be backed up, and where to.
#[derive(Debug)]
pub struct Take<'a> {
    /// The database.
    pub database: &'a Path,
    /// Its key.
    pub key: &'a KeyPlace,
    /// The folder of media.
    pub media: &'a Path,
    /// The file to write.
    pub file: &'a Path,
    /// Whether the key goes into the file as well.
    pub with_key: bool,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// This many media files are in.
    Media(usize),
    /// This many pages of the database are copied, of so many.
    Pages(u64, u64),
    /// The copy was checked.
    Checked,
    /// All but the last commits is on the disk.
    Written,
}

/// Writes the backup. It has its name only when all of it is on the disk, and then holds everything
/// that was stored up to that moment.
///
/// # Errors
/// [`BackupError`]; nothing is left behind then.
pub fn take(what: &Take<'_>, tell: &mut dyn FnMut(Progress)) -> Result<Manifest, BackupError> {
    if what.file.exists() {
        return Err(exists(what.file));
    }
    let begun_at = Instant(now_ms());
    let source = Source::open(what)?;
    let part = Part::create(what.file)?;
    let folder = folder_of(what.file);
    let scratch = tempfile::Builder::new()
        .prefix(".ringback-backup-")
        .tempdir_in(folder)
        .map_err(of(folder))?;
    let mut archive = Writing::new(&part.path, part.file.try_clone().map_err(of(&part.path))?);
    let mut media = Media::new(what.media);
    if what.with_key
        && let Some(path) = what.key.path(what.database)
    {
        add_file(&mut archive, member::KEY, &path)?;
    }
    media.add(&mut archive, sound::media(&source.reader)?, tell)?;
    let mut log = Pieces::new(&source.log);
    source.copy(&scratch, &mut archive, &mut log, tell)?;
    for _ in 0..ROUNDS_MAX {
        media.add(&mut archive, sound::media(&source.writer)?, tell)?;
        let began = std::time::Instant::now();
        log.add_what_is_new(&mut archive)?;
        archive.sync()?;
        if began.elapsed() < QUICK {
            break;
        }
    }
    tell(Progress::Written);
    source.lock()?;
    let snapshot_at = Instant(now_ms());
    log.add_what_is_new(&mut archive)?;
    media.add(&mut archive, sound::media(&source.writer)?, &mut |_| {})?;
    let manifest = Manifest {
        format: FORMAT,
        ringback: env!("CARGO_PKG_VERSION").to_owned(),
        schema: sound::schema(&source.writer)?,
        key_id: source.key_id.clone(),
        begun_at,
        snapshot_at,
        rows: sound::rows(&source.writer)?,
        log: log.names,
        members: archive.members.clone(),
        missing_media: media.missing.into_iter().collect(),
    };
    archive.finish(&manifest)?;
    part.settle(what.file)?;
    // Whoever waits to write goes on from here.
    drop(source);
    Ok(manifest)
}

fn exists(path: &Path) -> BackupError {
    BackupError::Exists {
        path: path.to_owned(),
        fix: "give the backup another name",
    }
}

pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The database that is backed up.
struct Source {
    /// Holds one state for as long as it lives, and with it the log: nothing is taken out of it.
    reader: Connection,
    /// Takes the write lock at the end.
    writer: Connection,
    log: PathBuf,
    key_id: Option<String>,
}

impl Source {
    fn open(what: &Take<'_>) -> Result<Self, BackupError> {
        let database = what.database;
        let open = || -> Result<Connection, BackupError> {
            let mut connection = Connection::open(database)?;
            connection.busy_handler(Some(again))?;
            Ok(connection)
        };
        let (reader, writer) = (open()?, open()?);
        migrate::refuse_newer(&reader)?;
        keys::of(&reader, database, what.key)?;
        let key_id = keys::stored_id(&reader)?;
        let mut log = database.as_os_str().to_owned();
        log.push("-wal");
        reader.execute_batch("BEGIN")?;
        sound::schema(&reader)?;
        Ok(Self {
            reader,
            writer,
            log: log.into(),
            key_id,
        })
    }

    /// Copies the database and the log behind it, and checks both together.
    fn copy(
        &self,
        scratch: &TempDir,
        archive: &mut Writing<'_>,
        log: &mut Pieces<'_>,
        tell: &mut dyn FnMut(Progress),
    ) -> Result<(), BackupError> {
        let copy = scratch.path().join("copy.db");
        self.copy_pages(&copy, tell)?;
        add_file(archive, member::DATABASE, &copy)?;
        log.add_what_is_new(archive)?;
        let piece = scratch.path().join("piece");
        let is_there = log.copy_to(&piece)?;
        drop(sound::fold(
            &copy,
            &[piece.as_path()][..usize::from(is_there)],
        )?);
        tell(Progress::Checked);
        Ok(())
    }

    fn copy_pages(&self, to: &Path, tell: &mut dyn FnMut(Progress)) -> Result<(), BackupError> {
        let mut to = Connection::open(to)?;
        // Brought to the disk as part of the archive.
        to.execute_batch("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;")?;
        let backup = Backup::new(&self.reader, &mut to)?;
        loop {
            let step = backup.step(PAGES)?;
            let at = backup.progress();
            let count = |pages: i32| u64::try_from(pages).unwrap_or(0);
            let all = count(at.pagecount);
            tell(Progress::Pages(
                all.saturating_sub(count(at.remaining)),
                all,
            ));
            match step {
                StepResult::Done => return Ok(()),
                StepResult::More => {}
                _ => std::thread::sleep(Duration::from_millis(10)),
            }
        }
    }

    /// Nobody else writes from now on.
    fn lock(&self) -> Result<(), BackupError> {
        match self.writer.execute_batch("BEGIN IMMEDIATE") {
            Err(fault) if fault.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => {
                Err(BackupError::Busy(LOCK_SECONDS))
            }
            other => Ok(other?),
        }
    }
}

/// Asked again after a millisecond: a busy writer lets go of its lock for moments only.
fn again(tries: i32) -> bool {
    std::thread::sleep(Duration::from_millis(1));
    u64::try_from(tries).unwrap_or(0) < LOCK_SECONDS * 1_000
}

fn add_file(archive: &mut Writing<'_>, name: &str, path: &Path) -> Result<(), BackupError> {
    let file = File::open(path).map_err(of(path))?;
    let bytes = file.metadata().map_err(of(path))?.len();
    archive.add(name, bytes, file)
}

/// The media files, each once.
struct Media<'a> {
    folder: &'a Path,
    added: BTreeSet<String>,
    missing: BTreeSet<String>,
}

impl<'a> Media<'a> {
    fn new(folder: &'a Path) -> Self {
        Self {
            folder,
            added: BTreeSet::new(),
            missing: BTreeSet::new(),
        }
    }

    /// Adds those of `files` that are not in yet. One that is not in its folder is noted: that
    /// somebody deleted a picture must not keep everything else from being saved.
    fn add(
        &mut self,
        archive: &mut Writing<'_>,
        files: BTreeSet<String>,
        tell: &mut dyn FnMut(Progress),
    ) -> Result<(), BackupError> {
        for name in files {
            if self.added.contains(&name) || !is_media_name(&name) {
                continue;
            }
            match add_file(
                archive,
                &format!("{}{name}", member::MEDIA),
                &self.folder.join(&name),
            ) {
                Ok(()) => {
                    self.missing.remove(&name);
                    self.added.insert(name);
                    tell(Progress::Media(self.added.len()));
                }
                Err(BackupError::File { fault, .. })
                    if fault.kind() == std::io::ErrorKind::NotFound =>
                {
                    self.missing.insert(name);
                }
                Err(fault) => return Err(fault),
            }
        }
        Ok(())
    }
}

/// The file under its preliminary name; it goes when the backup failed.
struct Part {
    path: PathBuf,
    file: File,
}

impl Part {
    fn create(file: &Path) -> Result<Self, BackupError> {
        let mut path = file.as_os_str().to_owned();
        path.push(".part");
        let path = PathBuf::from(path);
        let opened = File::options()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path);
        match opened {
            Ok(file) => Ok(Self { path, file }),
            Err(fault) if fault.kind() == std::io::ErrorKind::AlreadyExists => {
                Err(BackupError::Exists {
                    path,
                    fix: "another backup is being written there; if none is, delete it",
                })
            }
            Err(fault) => Err(of(&path)(fault)),
        }
    }

    /// Gives it its name, which must still be free.
    fn settle(self, name: &Path) -> Result<(), BackupError> {
        match std::fs::hard_link(&self.path, name) {
            Err(fault) if fault.kind() == std::io::ErrorKind::AlreadyExists => {
                return Err(exists(name));
            }
            // Not every file system has links.
            Err(_) if name.exists() => return Err(exists(name)),
            Err(_) => std::fs::rename(&self.path, name).map_err(of(name))?,
            Ok(()) => {}
        }
        let folder = folder_of(name);
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(of(folder))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}
