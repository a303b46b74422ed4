//! `ringback forget`: erases what a business knows of a person, but that they said stop.

use anyhow::{Context, bail};
use ringback_desk::phone::{Region, classify};
use ringback_store::businesses;
use ringback_store::contacts::{self, Erased};

use super::{FileArgument, runtime, say};
use crate::config::{Layers, media_folder, open_existing_store};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The person's number, as +13125550131.
    number: String,
    /// The business, by its number or its name. Needed where there are several.
    #[arg(long)]
    business: Option<String>,
    #[command(flatten)]
    file: FileArgument,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let Some(number) = classify(&arguments.number, Some(Region::US)).number else {
        bail!(
            "number: `{}` is not a telephone number; write it as +13125550131",
            arguments.number
        );
    };
    let layers = Layers::load(arguments.file.config.as_deref());
    let asked = arguments.business.clone();
    let erased = runtime()?.block_on(async {
        let store = open_existing_store(&layers)?;
        let business = store.read(move |tx| match &asked {
            Some(asked) => businesses::find(tx, asked),
            None => Ok(only(businesses::all(tx)?)),
        });
        let Some(business) = business.await.context("database")? else {
            return Ok(None);
        };
        let id = business.id;
        let erased = store.write(id, move |tx| contacts::erase(tx, id, number.as_str()));
        let erased = erased.await.context("database")?;
        anyhow::Ok(Some((business.company, erased)))
    })?;
    let Some((company, erased)) = erased else {
        bail!("business: name one with --business; `ringback business list` shows all");
    };
    report(&layers, number.as_str(), &company, erased)
}

fn only(mut all: Vec<businesses::Business>) -> Option<businesses::Business> {
    if all.len() > 1 {
        return None;
    }
    all.pop()
}

fn report(layers: &Layers, number: &str, company: &str, erased: Erased) -> anyhow::Result<()> {
    match erased {
        Erased::UnderWay => bail!(
            "a text to {number} is on its way; try again in a minute, when the carrier has said \
             what became of it"
        ),
        Erased::Done {
            texts,
            calls,
            is_suppressed,
            is_paused,
            files,
        } => {
            let folder = media_folder(layers);
            for file in &files {
                let path = folder.join(file);
                if path.exists() {
                    std::fs::remove_file(&path)
                        .with_context(|| format!("media: {}", path.display()))?;
                }
            }
            say(&format!(
                "{company} forgot {number}: {texts} texts, {calls} calls, {} files.",
                files.len()
            ));
            if is_suppressed {
                say("That they said STOP stays, as a hash: they are not texted again.");
            }
            if is_paused {
                say(
                    "What they wrote may mean stop, and nobody decided: that stays, as a hash, and \
                     automatic texts to them wait.",
                );
            }
            Ok(())
        }
    }
}
