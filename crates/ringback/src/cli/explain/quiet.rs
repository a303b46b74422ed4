//! `explain quiet`: whether a rule lets a text leave, for somebody who may be in any of some zones.

use anyhow::{Context, bail};
use ringback_desk::quiet;
use ringback_desk::zones;
use serde_json::{Value, json};

use super::fields;

pub(super) fn explain(case: &Value) -> anyhow::Result<Value> {
    let code = fields::text(case, "rule")?;
    let rule = quiet::rule(code).with_context(|| {
        let codes: Vec<_> = quiet::all().iter().map(|rule| rule.code.as_str()).collect();
        format!("rule: `{code}` is none; write one of {}", codes.join(", "))
    })?;
    let named = case
        .get("zones")
        .and_then(Value::as_array)
        .context("zones: is missing, or no list")?;
    if named.is_empty() {
        bail!("zones: is empty; name at least one");
    }
    let zones = named
        .iter()
        .map(|name| {
            let name = name.as_str().context("zones: must be names")?;
            zones::find(name).with_context(|| format!("zones: `{name}` is not a time zone"))
        })
        .collect::<anyhow::Result<Vec<_>>>()?;
    let allowed = quiet::allowed(&[rule], &zones, fields::instant(case, "at")?);
    Ok(json!({
        "allowed": allowed.now,
        "next_allowed": allowed.next.map(|at| at.to_string()),
        "rules_version": quiet::version(),
        "rules_built_in": quiet::is_built_in(),
        "source": rule.source,
        "source_read_on": rule.read_on,
    }))
}
