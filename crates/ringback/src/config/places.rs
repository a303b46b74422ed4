//! Where things are kept: the database, its key, and the folder of media.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use ringback_desk::settings::{Fault, Reader};
use ringback_store::{KeyPlace, Snapshot, Store};

use super::load::Layers;

/// The database's path.
pub(crate) fn database(layers: &Layers) -> PathBuf {
    let mut reader = Reader::new(vec![&layers.values]);
    reader
        .text("database")
        .map_or_else(|| PathBuf::from("ringback.db"), PathBuf::from)
}

pub(super) fn directory_exists(database: &Path, faults: &mut Vec<Fault>) {
    let shown = database.display().to_string();
    if shown.contains("://") {
        let what = format!(
            "`{}` is an address, and only SQLite files are supported",
            shown_scheme(&shown)
        );
        return faults.push(Fault::new("database", what, "Set the path of a file"));
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
        .map_or_else(|| database(layers).with_file_name("media"), PathBuf::from)
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
    if path.exists() {
        return Ok(());
    }
    bail!(
        "database: there is none at {}; set RINGBACK_DATABASE or --config, or start `ringback \
         serve` once",
        path.display()
    )
}
