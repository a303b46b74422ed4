//! `ringback explain`: one fact, or many with `--jsonl`.

use std::io::{BufRead, Read};

use anyhow::{Context, bail};
use clap::ValueEnum;
use ringback_carriers::twilio;
use ringback_desk::phone::{self, PhoneNumber, Region};
use ringback_desk::segments;
use serde_json::{Value, json};

use super::say;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// What kind of fact.
    what: What,
    /// The webhook (JSON), the text or the number. Without it: standard input.
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
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    if arguments.jsonl {
        return run_lines(arguments.what);
    }
    let value = match &arguments.value {
        Some(value) => value.clone(),
        None => read_all()?,
    };
    let case = match arguments.what {
        What::Webhook => serde_json::from_str(&value).context("the webhook is not JSON")?,
        What::Segments => json!({ "text": value }),
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
fn run_lines(what: What) -> anyhow::Result<()> {
    for (index, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let answer = serde_json::from_str::<Value>(&line)
            .map_err(|fault| {
                (
                    Value::Null,
                    format!("line {}: not JSON: {fault}", index + 1),
                )
            })
            .and_then(|case| {
                let id = case.get("id").cloned().unwrap_or(Value::Null);
                explain(what, &case).map_err(|fault| (id, format!("{fault:#}")))
            });
        match answer {
            Ok(answer) => say(&answer.to_string()),
            Err((id, error)) => say(&json!({ "id": id, "error": error }).to_string()),
        }
    }
    Ok(())
}

fn explain(what: What, case: &Value) -> anyhow::Result<Value> {
    let mut answer = match what {
        What::Webhook => return Ok(serde_json::to_value(webhook(case)?)?),
        What::Segments => explain_segments(case)?,
        What::Number => explain_number(case)?,
    };
    if let (Some(id), Value::Object(fields)) = (case.get("id"), &mut answer) {
        fields.insert("id".to_owned(), id.clone());
    }
    Ok(answer)
}

fn webhook(case: &Value) -> anyhow::Result<twilio::explain::Explanation> {
    let carrier = case
        .get("carrier")
        .and_then(Value::as_str)
        .unwrap_or("twilio");
    if carrier != "twilio" {
        bail!("carrier: `{carrier}` is not known; write twilio");
    }
    Ok(twilio::explain::explain(case)?)
}

fn explain_segments(case: &Value) -> anyhow::Result<Value> {
    let text = case
        .get("text")
        .and_then(Value::as_str)
        .context("text: is missing, or no text")?;
    let mut answer = serde_json::to_value(segments::measure(text))?;
    let leaves = segments::to_gsm7_text(text);
    let smart = segments::measure(&segments::smart(text));
    if let Value::Object(fields) = &mut answer {
        fields.insert(
            "smart".to_owned(),
            json!({ "encoding": smart.encoding, "segments": smart.segments }),
        );
        fields.insert("leaves_as".to_owned(), json!(leaves));
    }
    Ok(answer)
}

fn explain_number(case: &Value) -> anyhow::Result<Value> {
    let raw = case
        .get("raw")
        .and_then(Value::as_str)
        .context("raw: is missing, or no text")?;
    let home = match case.get("region") {
        None | Some(Value::Null) => None,
        Some(Value::String(code)) => Some(
            code.parse::<Region>()
                .map_err(|fault| anyhow::anyhow!("region: {fault}"))?,
        ),
        Some(_) => bail!("region: must be two letters, or null"),
    };
    let mut answer = serde_json::to_value(phone::explain(raw, home))?;
    if is_own(case, raw, home)
        && let Value::Object(fields) = &mut answer
    {
        fields.insert("class".to_owned(), json!("own_number"));
        for field in ["text_back_us_ca", "text_back_us_ca_territories"] {
            fields.insert(field.to_owned(), json!(false));
        }
    }
    Ok(answer)
}

fn is_own(case: &Value, raw: &str, home: Option<Region>) -> bool {
    let own = case.get("business_number").and_then(Value::as_str);
    let own = own.and_then(|own| PhoneNumber::parse(own, home).ok());
    own.is_some() && own == phone::classify(raw, home).number
}
