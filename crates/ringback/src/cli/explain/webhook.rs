//! `explain webhook`: whether it is signed by the carrier, and what it says.

use anyhow::bail;
use ringback_carriers::twilio;
use serde_json::Value;

pub(super) fn explain(case: &Value) -> anyhow::Result<Value> {
    let carrier = case
        .get("carrier")
        .and_then(Value::as_str)
        .unwrap_or("twilio");
    if carrier != "twilio" {
        bail!("carrier: `{carrier}` is not known; write twilio");
    }
    Ok(serde_json::to_value(twilio::explain::explain(case)?)?)
}
