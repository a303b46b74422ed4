//! `explain zones`: in which time zones a number may be.

use ringback_desk::zones;
use serde_json::{Value, json};

use super::fields;

/// `zones_safe` is null where the number has no place, as a toll-free one.
pub(super) fn explain(case: &Value) -> anyhow::Result<Value> {
    let e164 = fields::text(case, "e164")?;
    if !e164.starts_with('+') {
        anyhow::bail!("e164: `{e164}` does not begin with +; write it as +13125550100");
    }
    let zones = zones::names_of_number(e164);
    Ok(json!({
        "zones_safe": (!zones.is_empty()).then_some(zones),
        "state": zones::state_of_number(e164),
    }))
}
