//! `ringback explain`: what Ringback makes of one fact, or of many with `--jsonl`.
//!
//! One file per subject. Each takes a case as a JSON object and answers with one; it needs no
//! database and no network.

mod fields;
mod hours;
mod local;
mod number;
mod quiet;
mod segments;
mod template;
mod text;
mod webhook;
mod zones;

use std::io::{BufRead, BufWriter, IsTerminal, Read, Write};

use anyhow::Context;
use clap::ValueEnum;
use ringback_desk::settings::Fault;
use serde_json::{Value, json};

use super::say;
use crate::config::{Layers, QUIET_RULES, ZONE_DATA};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// What kind of fact.
    what: What,
    /// The text or the number; of a webhook, hours, quiet and local: JSON. Without it: standard
    /// input.
    value: Option<String>,
    /// Country whose people wrote the number, two letters.
    #[arg(long, default_value = "US")]
    region: String,
    /// One JSON object a line on standard input, one a line on standard output, with the same id.
    #[arg(long)]
    jsonl: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// Is it signed by the carrier, and what does it say?
    Webhook,
    /// How many segments is a text, plain and as it leaves?
    Segments,
    /// What kind of number is it, and may it be texted?
    Number,
    /// What does a customer's text say about consent?
    Text,
    /// Is a business open, and when does that change?
    Hours,
    /// Do quiet hours let a text leave?
    Quiet,
    /// Which table of rules are quiet hours read from? Takes no value.
    QuietRules,
    /// What does a local date and time mean in UTC?
    Local,
    /// In which time zones may a number be?
    Zones,
    /// What text does a template make, and what is wrong with it?
    Template,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    // Nothing of the configuration matters here but the dated data that it may name.
    let faults = Layers::load(None).faults;
    let is_of = |fault: &Fault, key: &str| fault.key.to_lowercase().ends_with(key);
    let of_data = |fault: &&Fault| is_of(fault, ZONE_DATA) || is_of(fault, QUIET_RULES);
    if let Some(fault) = faults.iter().find(of_data) {
        anyhow::bail!("{fault}");
    }
    if arguments.what == What::QuietRules {
        say(ringback_desk::quiet::text().trim_end());
        return Ok(());
    }
    if arguments.jsonl {
        return run_lines(arguments.what);
    }
    let value = match &arguments.value {
        Some(value) => value.clone(),
        None => read_all()?,
    };
    let case = match arguments.what {
        What::Webhook | What::Hours | What::Quiet | What::Local => {
            serde_json::from_str(&value).context("this is not JSON")?
        }
        What::Template => template::case(&value),
        What::QuietRules => json!({}),
        What::Zones => json!({ "e164": value.trim() }),
        What::Segments | What::Text => json!({ "text": value }),
        What::Number => json!({ "raw": value.trim(), "region": arguments.region }),
    };
    let answer = explain(arguments.what, &case)?;
    say(&serde_json::to_string_pretty(&answer)?);
    Ok(())
}

fn read_all() -> anyhow::Result<String> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    Ok(text)
}

/// A line that cannot be read is answered with its error, and the next ones still are explained.
///
/// Answers to a terminal are shown one by one; to a file or a program they go in large pieces.
fn run_lines(what: What) -> anyhow::Result<()> {
    let stdin = std::io::stdin().lock();
    let is_live = stdin.is_terminal();
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    for (index, line) in stdin.split(b'\n').enumerate() {
        let line = line?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let answer = explain_line(what, index + 1, &line);
        let written = serde_json::to_writer(&mut out, &answer)
            .map_err(std::io::Error::from)
            .and_then(|()| out.write_all(b"\n"))
            .and_then(|()| if is_live { out.flush() } else { Ok(()) });
        match written {
            // A reader that has gone away is no fault of ours.
            Err(fault) if fault.kind() == std::io::ErrorKind::BrokenPipe => return Ok(()),
            other => other?,
        }
    }
    match out.flush() {
        Err(fault) if fault.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

fn explain_line(what: What, number: usize, line: &[u8]) -> Value {
    let case: Value = match serde_json::from_slice(line) {
        Ok(case) => case,
        Err(fault) => {
            return json!({ "id": null, "error": format!("line {number}: not JSON: {fault}") });
        }
    };
    explain(what, &case).unwrap_or_else(|fault| {
        let id = case.get("id").cloned().unwrap_or(Value::Null);
        json!({ "id": id, "error": format!("{fault:#}") })
    })
}

fn explain(what: What, case: &Value) -> anyhow::Result<Value> {
    let mut answer = match what {
        What::Webhook => return webhook::explain(case),
        What::Segments => segments::explain(case)?,
        What::Number => number::explain(case)?,
        What::Template => template::explain(case)?,
        What::Text => text::explain(case)?,
        What::Hours => hours::explain(case)?,
        What::Quiet => quiet::explain(case)?,
        What::QuietRules => json!({ "rules": ringback_desk::quiet::text() }),
        What::Local => local::explain(case)?,
        What::Zones => zones::explain(case)?,
    };
    if let (Some(id), Value::Object(fields)) = (case.get("id"), &mut answer) {
        fields.insert("id".to_owned(), id.clone());
    }
    Ok(answer)
}
