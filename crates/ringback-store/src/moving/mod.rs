//! Moving an installation from its SQLite file into a PostgreSQL database.
//!
//! First the file is fenced ([`fence`]), so that whatever still runs on it can neither send nor
//! promise anything. Then the rows are copied in the order of their keys, each batch in one
//! transaction: what is there already says where a broken-off copy goes on. At the end both sides
//! are read from the beginning and compared, row for row, by a hash. The move can be taken back as
//! long as nothing was sent from the other side.

mod digest;
mod error;
mod fence;
mod server;
mod source;
mod state;
mod tables;

#[cfg(test)]
mod moving_tests;

use std::path::Path;

pub use error::MoveError;
pub(crate) use fence::refuse_moved;
pub(crate) use state::refuse_unfinished;

use crate::keys::KeyPlace;
use crate::postgres::without_password;
use digest::Digest;
use server::Server;
use source::Source;
use tables::Table;

/// What is moved where.
#[derive(Debug, Clone, Copy)]
pub struct Move<'a> {
    /// The SQLite file.
    pub database: &'a Path,
    /// Its key file, which replicas use as well.
    pub key: &'a Path,
    /// The address of the PostgreSQL database.
    pub to: &'a str,
}

/// What is to be said while it goes on: a table's name, and how many of its rows are there.
pub type Progress<'a> = &'a mut dyn FnMut(&str, u64);

/// One table, as it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedTable {
    /// Its name.
    pub name: String,
    /// Its rows.
    pub rows: u64,
    /// The SHA-256 over all of them in the order of their keys, the same on both sides.
    pub sha256: String,
}

/// Moves the installation, or goes on with a move that broke off.
///
/// # Errors
/// [`MoveError`] says what to do. The file stays fenced from the moment on at which copying began.
pub fn run(what: &Move<'_>, progress: Progress<'_>) -> Result<Vec<MovedTable>, MoveError> {
    let source = Source::open(what.database)?;
    let key = KeyPlace::At(what.key.to_owned());
    server::run(|| async {
        let mut server = Server::open(what.to, &key).await?;
        server.begin().await?;
        fence::raise(&source.connection, &without_password(what.to))?;
        let tables = tables::all(&source.connection)?;
        for table in &tables {
            copy(&source, &mut server, table, progress).await?;
        }
        let mut moved = Vec::new();
        for table in &tables {
            moved.push(compare(&source, &server, table).await?);
        }
        server.finish(&tables).await?;
        Ok(moved)
    })
}

/// Takes a move back: the file works again, and the PostgreSQL database does not any more. What
/// came in there since is not carried back.
///
/// # Errors
/// [`MoveError::Sent`] when something was sent from there; nothing was changed then.
pub fn undo(what: &Move<'_>) -> Result<(), MoveError> {
    let source = Source::open(what.database)?;
    if !fence::is_up(&source.connection)? {
        return Err(MoveError::NotMoved);
    }
    let key = KeyPlace::At(what.key.to_owned());
    server::run(|| async {
        // The other side first: at no moment do both work.
        let mut server = Server::open(what.to, &key).await?;
        server.take_back().await?;
        fence::lower(&source.connection)
    })
}

async fn copy(
    source: &Source,
    server: &mut Server,
    table: &Table,
    progress: Progress<'_>,
) -> Result<(), MoveError> {
    let mut after = server.last_key(table).await?;
    let mut copied = server.count(table).await?;
    loop {
        let batch = source.batch(table, after.as_deref())?;
        let Some(last) = batch.last() else {
            return Ok(());
        };
        after = Some(table.key_of(last));
        server.insert(table, &batch).await?;
        copied += batch.len() as u64;
        progress(&table.name, copied);
    }
}

async fn compare(source: &Source, server: &Server, table: &Table) -> Result<MovedTable, MoveError> {
    let (mut here, mut there) = (Digest::default(), Digest::default());
    let mut after = None;
    loop {
        let batch = source.batch(table, after.as_deref())?;
        let Some(last) = batch.last() else { break };
        after = Some(table.key_of(last));
        here.add(table, &batch);
    }
    let mut after = None;
    loop {
        let batch = server.batch(table, after.as_deref()).await?;
        let Some(last) = batch.last() else { break };
        after = Some(table.key_of(last));
        there.add(table, &batch);
    }
    let (here, there) = (here.end(), there.end());
    if here != there {
        return Err(MoveError::Differs {
            table: table.name.clone(),
            here: here.0,
            there: there.0,
        });
    }
    Ok(MovedTable {
        name: table.name.clone(),
        rows: here.0,
        sha256: here.1,
    })
}
