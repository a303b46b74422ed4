//! Fields that several subjects have: texts, zones, instants.

use anyhow::Context;
use jiff::Timestamp;
use ringback_desk::zones::{self, Zone};
use serde_json::Value;

pub(super) fn text<'a>(case: &'a Value, field: &str) -> anyhow::Result<&'a str> {
    case.get(field)
        .and_then(Value::as_str)
        .with_context(|| format!("{field}: is missing, or no text"))
}

pub(super) fn zone(case: &Value) -> anyhow::Result<Zone> {
    let name = text(case, "zone")?;
    zones::find(name)
        .with_context(|| format!("zone: `{name}` is not a time zone, as America/Chicago"))
}

pub(super) fn instant(case: &Value, field: &str) -> anyhow::Result<Timestamp> {
    let at = text(case, field)?;
    at.parse()
        .with_context(|| format!("{field}: `{at}` is no instant, as 2026-11-24T14:00:00Z"))
}
