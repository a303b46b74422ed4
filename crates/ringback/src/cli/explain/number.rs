//! `explain number`: what kind of number it is, and whether it may be texted.

use anyhow::{Context, bail};
use ringback_desk::phone::{self, PhoneNumber, Region};
use serde_json::{Value, json};

pub(super) fn explain(case: &Value) -> anyhow::Result<Value> {
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
