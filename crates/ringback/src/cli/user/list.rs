//! `ringback user list`: who can log in, business by business.

use anyhow::Context;
use ringback_store::people;

use crate::cli::{FileArgument, say};
use crate::config::{Layers, open_snapshot};

pub(super) fn run(file: &FileArgument) -> anyhow::Result<()> {
    let layers = Layers::load(file.config.as_deref());
    let snapshot = open_snapshot(&layers)?;
    let listed = snapshot.read(people::all).context("database")?;
    if listed.is_empty() {
        say("There is no business yet.");
    }
    let mut shown = None;
    for entry in listed {
        if shown != Some(entry.business) {
            say(&format!(
                "{} (business {})",
                entry.company, entry.business.0
            ));
            shown = Some(entry.business);
        }
        match entry.person {
            Some((login, name)) => {
                let seen = entry.seen_at.map_or_else(
                    || "not logged in".to_owned(),
                    |at| format!("last seen {}", at.to_rfc3339()),
                );
                say(&format!("  {login}  {name}  owner  {seen}"));
            }
            None => say("  nobody can log in yet: `ringback user reset` prints a link"),
        }
    }
    Ok(())
}
