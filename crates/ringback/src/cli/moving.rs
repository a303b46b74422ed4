//! `ringback move`: from the SQLite file into a PostgreSQL database, and back while nothing was sent.

use anyhow::{Context, bail};
use ringback_store::moving::{self, Move};

use super::{FileArgument, install_tls, say};
use crate::config::{Layers, database, key_place, media_folder};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The PostgreSQL database: postgres://user@host/database. It must be empty.
    to: String,
    /// Take the move back: the file works again, and the PostgreSQL database does not. Only while
    /// nothing was sent from there.
    #[arg(long)]
    undo: bool,
    #[command(flatten)]
    config: FileArgument,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let layers = Layers::load(arguments.config.config.as_deref());
    let file = database(&layers);
    if !file.is_file() {
        bail!(
            "database: there is no SQLite file at {}; set RINGBACK_DATABASE or --config to the one \
             that is to be moved",
            ringback_store::without_password(&file.display().to_string())
        );
    }
    if !ringback_store::is_address(&arguments.to) {
        bail!("write where to as postgres://user@host/database");
    }
    let key = key_place(&layers).path(&file).context("key_file")?;
    let order = Move {
        database: &file,
        key: &key,
        to: &arguments.to,
    };
    install_tls();
    if arguments.undo {
        moving::undo(&order)?;
        say(&format!(
            "Taken back: {} works again. What came in at the PostgreSQL database since the move is \
             not in it; texts are read from the carrier's list at the next start.",
            file.display()
        ));
        return Ok(());
    }
    let moved = moving::run(&order, &mut |table, rows| {
        if rows % 100_000 == 0 {
            say(&format!("{table}: {rows} rows"));
        }
    })?;
    for table in moved.iter().filter(|table| table.rows > 0) {
        say(&format!(
            "{:<14} {:>9} rows, the same on both sides, SHA-256 {}",
            table.name, table.rows, table.sha256
        ));
    }
    say(&format!(
        "Moved. {} is fenced: nothing is sent from it any more.",
        file.display()
    ));
    say(&format!(
        "Now set database to the new address, key_file to {} and media to {}, for each replica, \
         and start `ringback serve`.",
        key.display(),
        media_folder(&layers).display()
    ));
    Ok(())
}
