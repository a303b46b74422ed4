//! Verifying a backup: unpacked beside itself, put together, and checked as a restore would.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tempfile::TempDir;

use super::error::{BackupError, of};
use super::manifest::Manifest;
use super::take::folder_of;
use super::{archive, member, seal, sound};

/// Reads a backup to its last byte, and puts its database together.
///
/// # Errors
/// [`BackupError::Damaged`] and [`BackupError::Unsound`] say what is wrong with it.
pub fn verify(file: &Path) -> Result<Manifest, BackupError> {
    let folder = folder_of(file);
    let unpacked = Unpacked::open(file, folder, None)?;
    Ok(unpacked.manifest)
}

/// An archive that was found whole, its database put together.
pub(super) struct Unpacked {
    pub(super) manifest: Manifest,
    /// The database, in [`Unpacked::folder`].
    pub(super) database: PathBuf,
    pub(super) connection: Connection,
    /// The key's file, where the archive has it.
    pub(super) key: Option<PathBuf>,
    /// Goes with everything in it.
    pub(super) folder: TempDir,
}

impl Unpacked {
    /// Unpacks into a folder of its own in `beside`, and media into `media`.
    pub(super) fn open(
        file: &Path,
        beside: &Path,
        media: Option<&Path>,
    ) -> Result<Self, BackupError> {
        seal::check(file)?;
        let folder = tempfile::Builder::new()
            .prefix(".ringback-restore-")
            .tempdir_in(beside)
            .map_err(of(beside))?;
        let manifest = archive::read(file, |name, content| {
            let to = match name.strip_prefix(member::MEDIA) {
                None => folder.path().join(name),
                Some(name) => match media {
                    Some(media) => media.join(name),
                    None => return Ok(()),
                },
            };
            let mut to_file = std::fs::File::create_new(&to).map_err(of(&to))?;
            std::io::copy(content, &mut to_file).map_err(of(&to))?;
            to_file.sync_all().map_err(of(&to))
        })?;
        let database = folder.path().join(member::DATABASE);
        let log: Vec<PathBuf> = manifest
            .log
            .iter()
            .filter(|name| member::is_log(name))
            .map(|name| folder.path().join(name))
            .collect();
        let log: Vec<&Path> = log.iter().map(PathBuf::as_path).collect();
        let connection = sound::fold(&database, &log)?;
        let rows = sound::rows(&connection)?;
        if rows != manifest.rows {
            return Err(BackupError::Damaged {
                path: file.to_owned(),
                why: format!(
                    "its database has {} rows and its manifest says {}",
                    rows.values().sum::<u64>(),
                    manifest.rows_in_all()
                ),
            });
        }
        let key = manifest.has_key().then(|| folder.path().join(member::KEY));
        Ok(Self {
            manifest,
            database,
            connection,
            key,
            folder,
        })
    }
}
