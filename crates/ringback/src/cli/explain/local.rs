//! `explain local`: what a local date and time means in UTC (RFC 5545 3.3.5).

use anyhow::Context;
use jiff::civil::DateTime;
use ringback_desk::zones::LocalTime;
use serde_json::{Value, json};

use super::fields;

/// `utc` is the instant that RFC 5545 means, whatever the kind; beside it stand the others that
/// could be.
pub(super) fn explain(case: &Value) -> anyhow::Result<Value> {
    let zone = fields::zone(case)?;
    let text = fields::text(case, "local")?;
    let local: DateTime = text
        .parse()
        .with_context(|| format!("local: `{text}` is no date and time, as 2026-03-08T02:30:00"))?;
    let meaning = zone
        .resolve(local)
        .with_context(|| format!("local: `{text}` is outside of the calendar"))?;
    let utc = meaning.rfc5545();
    let mut answer = match meaning {
        LocalTime::Normal(_) => json!({ "kind": "normal" }),
        LocalTime::Gap { jump, other, .. } => json!({
            "kind": "gap",
            "utc_rfc5545": utc.to_string(),
            "local_rfc5545": zone.wall(utc).to_string(),
            "utc_first_after_gap": jump.to_string(),
            "utc_other": other.to_string(),
        }),
        LocalTime::Overlap { first, second } => json!({
            "kind": "overlap",
            "utc_first": first.to_string(),
            "utc_second": second.to_string(),
        }),
    };
    answer["utc"] = json!(utc.to_string());
    Ok(answer)
}
