//! Where the key is, and whether it is the one that the database was begun with.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension};

use super::{Keys, file};
use crate::error::StoreError;

/// Where the key file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyPlace {
    /// Beside the database: `ringback.key` for `ringback.db`.
    Beside,
    /// Elsewhere.
    At(PathBuf),
    /// Nowhere: drawn anew each time. For databases in memory.
    Memory,
}

impl KeyPlace {
    /// The file, for the database at `database`.
    #[must_use]
    pub fn path(&self, database: &Path) -> Option<PathBuf> {
        match self {
            Self::Beside => Some(database.with_extension("key")),
            Self::At(path) => Some(path.clone()),
            Self::Memory => None,
        }
    }

    /// The file, for a database on a server, beside which there is no place.
    pub(crate) fn on_server(&self) -> Result<Option<PathBuf>, StoreError> {
        match self {
            Self::Beside => Err(StoreError::Key(
                "key_file is not set: with PostgreSQL it names the key file, the same one for each \
                 replica; the first start makes it, and it is copied to the others"
                    .to_owned(),
            )),
            Self::At(path) => Ok(Some(path.clone())),
            Self::Memory => Ok(None),
        }
    }
}

/// Names the key that the database was begun with.
pub(crate) const STORED_ID: &str = "SELECT value FROM installation WHERE key = 'key_id'";
/// Notes which key the database is begun with.
pub(crate) const STORE_ID: &str = "INSERT INTO installation (key, value) VALUES ('key_id', ?1)";

/// The key of the database behind `connection`; drawn, and its id stored, at the first start.
pub(crate) fn open(
    connection: &Connection,
    database: &Path,
    place: &KeyPlace,
) -> Result<Keys, StoreError> {
    let stored = stored_id(connection)?;
    let (keys, is_new) = choose(stored.as_deref(), place.path(database).as_deref())?;
    if is_new {
        connection.execute(STORE_ID, [keys.id()])?;
    }
    Ok(keys)
}

/// The key of a database that knows this key's id, or none yet, and whether its id is to be stored.
pub(crate) fn choose(
    stored: Option<&str>,
    path: Option<&Path>,
) -> Result<(Keys, bool), StoreError> {
    match (stored, path) {
        (_, None) => Ok((Keys::draw()?, false)),
        (Some(id), Some(path)) => Ok((check(path, id)?, false)),
        (None, Some(path)) => Ok((begin(path)?, true)),
    }
}

/// The key that must be there.
fn check(path: &Path, id: &str) -> Result<Keys, StoreError> {
    if !path.exists() {
        return Err(StoreError::Key(format!(
            "the key file {} is missing: the database was begun with the key {id}. Put the file \
             back (it is part of each backup); without it opt-outs would be forgotten",
            path.display()
        )));
    }
    let keys = file::read(path)?;
    if keys.id() == id {
        return Ok(keys);
    }
    Err(StoreError::Key(format!(
        "the key file {} holds the key {}, and the database was begun with the key {id}: put back \
         the file that belongs to it; with another key opt-outs would be forgotten",
        path.display(),
        keys.id()
    )))
}

/// First start: a file that is already there is taken (it was put there), otherwise one is made.
/// The file comes before the row, so that no database names a key that was never written.
fn begin(path: &Path) -> Result<Keys, StoreError> {
    if path.exists() {
        return file::read(path);
    }
    let keys = Keys::draw()?;
    file::write(path, &keys)?;
    Ok(keys)
}

/// Names the key that the database was begun with.
pub(crate) fn stored_id(connection: &Connection) -> Result<Option<String>, StoreError> {
    let id = connection.query_row(STORED_ID, [], |row| row.get(0));
    Ok(id.optional()?)
}

/// The key of a database that is only read; a database from before keys has none yet.
pub(crate) fn of(
    connection: &Connection,
    database: &Path,
    place: &KeyPlace,
) -> Result<Keys, StoreError> {
    match (stored_id(connection)?, place.path(database)) {
        (Some(id), Some(path)) => check(&path, &id),
        _ => Keys::draw(),
    }
}
