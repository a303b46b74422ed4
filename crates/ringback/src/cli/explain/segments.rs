//! `explain segments`: how many segments a text takes, plain and as it leaves.

use anyhow::Context;
use ringback_desk::segments;
use serde_json::{Value, json};

pub(super) fn explain(case: &Value) -> anyhow::Result<Value> {
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
