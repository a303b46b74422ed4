//! `ringback business list`: every tenant, in a line each or as JSON.

use anyhow::Context;
use ringback_store::businesses::{self, Business};
use serde_json::json;

use crate::cli::{FileArgument, say};
use crate::config::{Layers, open_snapshot};

#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    /// One JSON object a line instead of words.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    file: FileArgument,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let layers = Layers::load(arguments.file.config.as_deref());
    let all = open_snapshot(&layers)?
        .read(businesses::all)
        .context("database")?;
    for business in &all {
        say(&if arguments.json {
            as_json(business)
        } else {
            in_words(business)
        });
    }
    if all.is_empty() && !arguments.json {
        say("There is no business yet: start `ringback serve`, or `ringback business add NAME`.");
    }
    Ok(())
}

fn as_json(business: &Business) -> String {
    json!({
        "id": business.id.0,
        "company": business.company,
        "lines": business.lines,
        "suspended_at": business.suspended_at.map(|at| at.to_rfc3339()),
    })
    .to_string()
}

fn in_words(business: &Business) -> String {
    let lines = match business.lines {
        0 => "no line yet".to_owned(),
        1 => "1 line".to_owned(),
        several => format!("{several} lines"),
    };
    let state = business.suspended_at.map_or_else(String::new, |at| {
        format!(", suspended since {}", at.to_rfc3339())
    });
    format!(
        "{:>4}  {}  ({lines}{state})",
        business.id.0, business.company
    )
}
