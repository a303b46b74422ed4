//! `explain text`: what a customer's text says about consent.

use anyhow::{Context as _, bail};
use ringback_desk::consent::{self, Channel, Context};
use serde_json::Value;

/// Reads `text` with what is known of it: `channel`, `state`, `last_outbound`.
///
/// Without them it is a text message from a person who never opted out and was never texted.
pub(super) fn explain(case: &Value) -> anyhow::Result<Value> {
    let text = said(case, "text")?.context("text: is missing")?;
    let is_opted_out = match said(case, "state")? {
        None | Some("active") => false,
        Some("opted_out") => true,
        Some(state) => bail!("state: `{state}` is not known; write active or opted_out"),
    };
    let channel = match said(case, "channel")? {
        None => Channel::Sms,
        Some(name) => Channel::from_name(name).with_context(|| {
            format!(
                "channel: `{name}` is not known; write sms, email, voicemail_transcript or \
                 ai_call_transcript"
            )
        })?,
    };
    let context = Context {
        is_opted_out,
        last_outbound: said(case, "last_outbound")?,
        channel,
    };
    Ok(serde_json::to_value(consent::read(text, &context))?)
}

/// The words of `field`; `None` where it is missing or null.
fn said<'a>(case: &'a Value, field: &str) -> anyhow::Result<Option<&'a str>> {
    match case.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(words)) => Ok(Some(words)),
        Some(_) => bail!("{field}: must be text"),
    }
}
