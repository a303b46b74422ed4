//! Where things are kept: the database, its key, and the folder of media.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use ringback_desk::settings::{Fault, Reader};
use ringback_store::{KeyPlace, Snapshot, Store, is_address, without_password};

use super::load::Layers;

/// The database's path.
pub(crate) fn database(layers: &Layers) -> PathBuf {
    let mut reader = Reader::new(vec![&layers.values]);
    reader
        .text("database")
        .map_or_else(|| PathBuf::from("ringback.db"), PathBuf::from)
}

/// Whether the database is a server's, and not a file.
pub(crate) fn is_on_server(database: &Path) -> bool {
    database.to_str().is_some_and(is_address)
}

/// The database as it may be shown: an address may hold a password.
pub(crate) fn shown(database: &Path) -> String {
    match database.to_str() {
        Some(address) if is_address(address) => without_password(address),
        _ => database.display().to_string(),
    }
}

/// A place beside the database; beside a server there is none, and it is in the working directory.
pub(super) fn beside(database: &Path, name: &str) -> PathBuf {
    if is_on_server(database) {
        return PathBuf::from(name);
    }
    database.with_file_name(name)
}

/// Checks where the database is, before it is opened.
pub(super) fn can_be_used(database: &Path, key: &KeyPlace, faults: &mut Vec<Fault>) {
    if !is_on_server(database) {
        return directory_exists(database, faults);
    }
    if *key == KeyPlace::Beside {
        faults.push(Fault::new(
            "key_file",
            "is not set, and beside a PostgreSQL database there is no place for it",
            "Set the path of the key file, the same file on each replica; the first start makes it",
        ));
    }
}

fn directory_exists(database: &Path, faults: &mut Vec<Fault>) {
    let shown = database.display().to_string();
    if shown.contains("://") {
        let what = format!(
            "`{}` is an address of no database that is known",
            shown_scheme(&shown)
        );
        let fix = "Set the path of a SQLite file, or postgres://user@host/database";
        return faults.push(Fault::new("database", what, fix));
    }
    let directory = match database.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    if !directory.is_dir() {
        let what = format!(
            "the directory {} does not exist or cannot be reached",
            directory.display()
        );
        faults.push(Fault::new(
            "database",
            what,
            "Create it, or set another path",
        ));
    } else if database.is_dir() {
        let what = format!("{shown} is a directory");
        faults.push(Fault::new("database", what, "Set the path of a file in it"));
    }
}

/// An address may hold a password.
fn shown_scheme(address: &str) -> String {
    format!("{}://…", address.split("://").next().unwrap_or_default())
}

/// The folder of pictures and voicemails: beside the database unless it is set.
pub(crate) fn media_folder(layers: &Layers) -> PathBuf {
    let mut reader = Reader::new(vec![&layers.values]);
    reader
        .text("media")
        .map_or_else(|| beside(&database(layers), "media"), PathBuf::from)
}

/// The key file: beside the database unless it is set.
pub(crate) fn key_place(layers: &Layers) -> KeyPlace {
    let mut reader = Reader::new(vec![&layers.values]);
    reader
        .text("key_file")
        .map_or(KeyPlace::Beside, |path| KeyPlace::At(path.into()))
}

/// Opens the database, and makes it where there is none.
pub(crate) fn open_store(layers: &Layers) -> anyhow::Result<Store> {
    let path = database(layers);
    Store::open_with_key(&path, &key_place(layers)).context("database")
}

/// Opens the database that is there: a new one would have nothing in it, and a wrong path is the
/// likelier reason.
pub(crate) fn open_existing_store(layers: &Layers) -> anyhow::Result<Store> {
    must_exist(&database(layers))?;
    open_store(layers)
}

/// Opens the database that is there for reading.
pub(crate) fn open_snapshot(layers: &Layers) -> anyhow::Result<Snapshot> {
    let path = database(layers);
    must_exist(&path)?;
    Snapshot::open_with_key(&path, &key_place(layers)).context("database")
}

fn must_exist(path: &Path) -> anyhow::Result<()> {
    if is_on_server(path) || path.exists() {
        return Ok(());
    }
    bail!(
        "database: there is none at {}; set RINGBACK_DATABASE or --config, or start `ringback \
         serve` once",
        path.display()
    )
}
