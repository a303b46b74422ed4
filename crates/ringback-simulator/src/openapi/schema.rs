//! One value against its schema.

use serde_json::Value;

/// What is wrong with a value that came as text; nothing if it is good.
pub(super) fn fault_of(document: &Value, schema: &Value, text: &str) -> Option<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = document.pointer(reference.trim_start_matches('#'))?;
        return fault_of(document, target, text);
    }
    if let Some(allowed) = schema["enum"].as_array() {
        let known = allowed.iter().any(|word| word == text);
        return (!known).then(|| format!("must be one of {}: {text}", schema["enum"]));
    }
    match schema["type"].as_str().unwrap_or("string") {
        "integer" => number_fault(schema, text, text.parse::<i64>().ok().map(|n| n as f64)),
        "number" => number_fault(schema, text, text.parse().ok()),
        "boolean" => {
            let known = matches!(text, "true" | "false");
            (!known).then(|| format!("must be true or false: {text}"))
        }
        // A repeated field: each value is one item.
        "array" => fault_of(document, &schema["items"], text),
        _ => string_fault(schema, text),
    }
}

fn number_fault(schema: &Value, text: &str, number: Option<f64>) -> Option<String> {
    let kind = schema["type"].as_str().unwrap_or("number");
    let Some(number) = number else {
        return Some(format!("must be of type {kind}: {text}"));
    };
    let below = schema["minimum"]
        .as_f64()
        .is_some_and(|least| number < least);
    let above = schema["maximum"].as_f64().is_some_and(|most| number > most);
    (below || above).then(|| format!("is out of range: {text}"))
}

fn string_fault(schema: &Value, text: &str) -> Option<String> {
    let length = text.chars().count() as u64;
    let short = schema["minLength"]
        .as_u64()
        .is_some_and(|least| length < least);
    let long = schema["maxLength"]
        .as_u64()
        .is_some_and(|most| length > most);
    if short || long {
        return Some(format!("has the wrong number of characters: {text}"));
    }
    if schema["pattern"]
        .as_str()
        .is_some_and(|pattern| !fits_sid(pattern, text))
    {
        return Some(format!("does not fit {}: {text}", schema["pattern"]));
    }
    let exempt = schema["x-twilio"]["ignoreFormat"] == true;
    let fits = match schema["format"].as_str().filter(|_| !exempt) {
        // An empty address is how one is taken away.
        Some("uri") => text.is_empty() || url::Url::parse(text).is_ok(),
        Some("date-time") => text.parse::<jiff::Timestamp>().is_ok() || is_date(text),
        _ => true,
    };
    (!fits).then(|| {
        format!(
            "is no {}: {text}",
            schema["format"].as_str().unwrap_or_default()
        )
    })
}

/// The only patterns in Twilio's document are those of ids: `^AC[0-9a-fA-F]{32}$`, with several
/// prefixes as `^(SM|MM)[0-9a-fA-F]{32}$`. Another pattern is not judged.
fn fits_sid(pattern: &str, text: &str) -> bool {
    let Some(prefixes) = pattern
        .strip_prefix('^')
        .and_then(|rest| rest.strip_suffix("[0-9a-fA-F]{32}$"))
        .map(|prefixes| prefixes.trim_start_matches('(').trim_end_matches(')'))
    else {
        return true;
    };
    prefixes
        .split('|')
        .any(|prefix| crate::sid::is(prefix, text))
}

fn is_date(text: &str) -> bool {
    format!("{text}T00:00:00Z")
        .parse::<jiff::Timestamp>()
        .is_ok()
}
