//! Do people dial this number, or another one whose calls are forwarded here? It is said honestly
//! what that means.

use anyhow::bail;
use ringback_desk::phone::classify;
use ringback_desk::setup::facts::NumberFacts;
use ringback_desk::setup::forwarding::{HONEST, MAILBOX_SECONDS, RIVALS, of_country, ring_seconds};

use super::answers::Answers;
use super::{Arguments, Desk};
use crate::cli::say;

pub(super) fn settle(
    desk: &Desk,
    arguments: &Arguments,
    number: &NumberFacts,
    answers: &mut Answers,
) -> anyhow::Result<()> {
    let prompt = &desk.prompt;
    if prompt.is_interactive() && !arguments.forwarded {
        let is_known = answers.get("forwarded") == Some("true");
        let question = format!("Is {} the number that people dial", number.number.as_str());
        let is_dialled = prompt.confirm(&question, !is_known);
        answers.set("forwarded", if is_dialled { "false" } else { "true" });
    }
    if answers.get("forwarded") != Some("true") {
        return Ok(());
    }
    say(&format!("note   forwarding: {HONEST}"));
    if prompt.is_interactive() && !prompt.confirm("Forward all the same", false) {
        bail!("stopped; nothing was changed");
    }
    show_keys(number);
    Ok(())
}

fn show_keys(number: &NumberFacts) {
    let Some(country) = classify(number.number.as_str(), None).region else {
        return;
    };
    let seconds = ring_seconds(MAILBOX_SECONDS);
    say("       Dial this on the phone that people call:");
    for carrier in of_country(country) {
        let keys = carrier.keys(&number.number, seconds);
        let mut codes = vec![keys.no_answer];
        codes.extend(keys.busy.map(|busy| format!("busy {busy}")));
        codes.extend(keys.off.map(|off| format!("off {off}")));
        let doubt = if keys.sure {
            ""
        } else {
            " (not confirmed: try it)"
        };
        let note = if keys.note.is_empty() {
            String::new()
        } else {
            format!(". {}", keys.note.trim_end_matches('.'))
        };
        say(&format!(
            "         {}: {}; back again: {}{note}{doubt}",
            keys.carrier,
            codes.join(", "),
            keys.cancel
        ));
    }
    say(&format!("       {RIVALS}"));
}
