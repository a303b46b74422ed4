//! `ringback business add`: a new tenant, with nothing in it but its name.

use anyhow::{Context, bail};
use ringback_engine::clock::now;
use ringback_store::people::{self, Secret};
use ringback_store::{Scope, StoreError, Tx, businesses};

use crate::cli::{FileArgument, runtime, say};
use crate::config::{Layers, open_store};
use crate::login_link::{Doors, in_words};

/// Longer names fit no text.
const NAME_CHARS_MAX: usize = 80;

#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    /// Its name, as it stands in texts.
    name: String,
    #[command(flatten)]
    file: FileArgument,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let name = arguments.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > NAME_CHARS_MAX {
        bail!("name: give the business a name of 1 to {NAME_CHARS_MAX} characters");
    }
    let layers = Layers::load(arguments.file.config.as_deref());
    let code = Secret::random();
    let (digest, wanted) = (code.digest(), name.clone());
    let added = runtime()?.block_on(async {
        let store = open_store(&layers)?;
        let added = store
            .write(Scope::Installation, move |tx| add(tx, &wanted, &digest))
            .await;
        added.context("database")
    })?;
    let Some(id) = added else {
        bail!("name: another business is called `{name}`; `ringback business list` shows all");
    };
    say(&format!("Added: business {id}, {name}."));
    for line in in_words(&name, &Doors::of(&layers), &code) {
        say(&line);
    }
    Ok(())
}

fn add(tx: &Tx<'_>, name: &str, code: &people::SecretDigest) -> Result<Option<i64>, StoreError> {
    let Some(business) = businesses::add(tx, name)? else {
        return Ok(None);
    };
    people::invite(tx, business, None, code, now())?;
    Ok(Some(business.0))
}
