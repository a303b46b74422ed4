//! `ringback business suspend`: and, with `--undo`, letting it go on.
//!
//! Nothing is erased, and STOPs that come in meanwhile still count.

use anyhow::{Context, bail};
use ringback_engine::clock::now;
use ringback_store::Scope;
use ringback_store::businesses;

use crate::cli::{FileArgument, runtime, say};
use crate::config::{Layers, open_existing_store};

#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    /// The business, by its number or its name.
    business: String,
    /// Let it go on.
    #[arg(long)]
    undo: bool,
    #[command(flatten)]
    file: FileArgument,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let layers = Layers::load(arguments.file.config.as_deref());
    let (asked, undo) = (arguments.business.clone(), arguments.undo);
    let found = runtime()?.block_on(async {
        let store = open_existing_store(&layers)?;
        let found = store.write(Scope::Installation, move |tx| {
            let found = businesses::find(tx, &asked)?;
            if let Some(business) = &found {
                businesses::suspend(tx, business.id, (!undo).then(now))?;
            }
            Ok(found)
        });
        found.await.context("database")
    })?;
    let Some(business) = found else {
        bail!(
            "business: none is called `{}`; `ringback business list` shows all",
            arguments.business
        );
    };
    say(&if undo {
        format!(
            "{} goes on: its lines ring and text again.",
            business.company
        )
    } else {
        format!(
            "{} is suspended: its lines neither ring nor text, and its people are locked out. \
             Nothing is erased, and whoever texts STOP is still heard.",
            business.company
        )
    });
    Ok(())
}
