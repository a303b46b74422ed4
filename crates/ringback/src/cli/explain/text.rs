//! `explain text`: what a customer's text says about consent.

use anyhow::{Context as _, bail};
use ringback_desk::consent::{self, Context};
use serde_json::{Value, json};

/// A text without `state` is from a person who never opted out.
pub(super) fn explain(case: &Value) -> anyhow::Result<Value> {
    let text = case
        .get("text")
        .and_then(Value::as_str)
        .context("text: is missing, or no text")?;
    let is_opted_out = match case.get("state") {
        None | Some(Value::Null) => false,
        Some(Value::String(state)) if state == "active" => false,
        Some(Value::String(state)) if state == "opted_out" => true,
        Some(_) => bail!("state: must be active or opted_out"),
    };
    let reading = consent::read(text, &Context { is_opted_out });
    Ok(json!({
        "label": reading.verdict,
        "automatic": consent::is_automatic_answer(text),
        "reason": reading.reason,
    }))
}
