//! Gather: waiting for keys.

use super::ending::End;
use super::interpret::{CallRun, Next, Script};
use super::stage::{Gone, Stage};
use crate::form::Form;
use crate::twiml::Gather;
use crate::webhook::{Link, WebhookKind};

/// What was pressed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Gathered {
    pub(super) digits: String,
    pub(super) finished_on: String,
}

impl Gathered {
    /// What an action adds. `FinishedOnKey` and `msg` are seen in the wild, not in the reference.
    pub(super) fn fields(&self) -> Form {
        Form::default()
            .with("Digits", self.digits.as_str())
            .with("FinishedOnKey", self.finished_on.as_str())
            .with("msg", "Gather End")
    }

    /// Takes keys; says whether that is all.
    fn take(&mut self, keys: &str, gather: &Gather) -> bool {
        for key in keys.chars() {
            if gather.finish_on_key.contains(key) {
                self.finished_on = key.to_string();
                return true;
            }
            self.digits.push(key);
            if gather
                .digits_max
                .is_some_and(|max| self.digits.len() as u64 >= max)
            {
                return true;
            }
        }
        false
    }
}

/// Plays the prompts and waits for keys; the wait starts anew after each.
pub(super) async fn gather(party: &mut Stage, gather: &Gather) -> Result<Gathered, Gone> {
    let mut gathered = Gathered::default();
    for prompt in &gather.prompts {
        if let Some(keys) = party.play_until_key(prompt).await? {
            if gathered.take(&keys, gather) {
                return Ok(gathered);
            }
            break;
        }
    }
    loop {
        let until = party.now() + gather.timeout;
        let Some(keys) = party.keys_until(until).await? else {
            return Ok(gathered);
        };
        if gathered.take(&keys, gather) {
            return Ok(gathered);
        }
    }
}

/// Where a Gather's action goes; nothing when the document goes on.
pub(super) fn action(gather: &Gather, gathered: &Gathered, from: &Script) -> Option<Link> {
    let nothing = gathered.digits.is_empty() && gathered.finished_on.is_empty();
    if nothing && !gather.action_on_empty_result {
        return None;
    }
    let url = gather.action.clone().unwrap_or_else(|| from.url.clone());
    Some(Link {
        url,
        method: gather.method.clone(),
    })
}

/// A Gather on the caller's leg.
pub(super) async fn on_call(
    run: &mut CallRun,
    verb: &Gather,
    script: &Script,
) -> Result<Next, End> {
    run.answer();
    let gathered = gather(&mut run.stage, verb).await?;
    match action(verb, &gathered, script) {
        Some(link) => {
            run.follow(WebhookKind::GatherAction, &link, script, gathered.fields())
                .await
        }
        None => Ok(Next::Verb),
    }
}
