//! `explain number`: what kind of number it is, and whether it may be texted.

use anyhow::{Context, bail};
use ringback_desk::phone::{self, NotTextable, PhoneNumber, Region, text_back};
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
    let Value::Object(fields) = &mut answer else {
        return Ok(answer);
    };
    let verdict = text_back(&phone::classify(raw, home), &[Region::US, Region::CA]);
    let mut is_texted = verdict.is_ok();
    let mut reason = verdict.map_or_else(why_not, |_| "A missed call from it is texted.");
    if is_own(case, raw, home) {
        is_texted = false;
        reason = "It is the business's own number.";
        fields.insert("class".to_owned(), json!("own_number"));
        for field in ["text_back_us_ca", "text_back_us_ca_territories"] {
            fields.insert(field.to_owned(), json!(false));
        }
    }
    fields.insert("text_back".to_owned(), json!(is_texted));
    fields.insert("reason".to_owned(), json!(reason));
    Ok(answer)
}

fn why_not(fault: NotTextable) -> &'static str {
    match fault {
        NotTextable::Withheld => "The caller withheld the number.",
        NotTextable::Landline => "A landline cannot receive texts.",
        NotTextable::TollFree => "A toll-free number is mostly a call centre.",
        NotTextable::SpecialRate => "It is a premium-rate number.",
        NotTextable::ShortCode => "It is a short code, not a person.",
        NotTextable::Emergency => "It is an emergency number.",
        NotTextable::Invalid => "It is not a number that exists.",
        NotTextable::CountryNotAllowed => {
            "It is in a country that a business in the United States or Canada does not text."
        }
    }
}

fn is_own(case: &Value, raw: &str, home: Option<Region>) -> bool {
    let own = case.get("business_number").and_then(Value::as_str);
    let own = own.and_then(|own| PhoneNumber::parse(own, home).ok());
    own.is_some() && own == phone::classify(raw, home).number
}
