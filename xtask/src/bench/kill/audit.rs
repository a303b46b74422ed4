//! The reckoning: what the ledger and the server say of every call that was played.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use tokio::process::Command;

use crate::bench::carrier::Carrier;
use crate::bench::server::{self, Settings};

/// Texts whose end is not known are looked up for two minutes, and only then given up.
const SETTLE_SECONDS_MAX: u64 = 240;
const ASK_AGAIN_SECONDS: u64 = 5;

/// What became of all calls.
#[derive(Debug, Default)]
pub(crate) struct Outcomes {
    /// Calls with exactly one text.
    pub(crate) texted: usize,
    /// Calls with more than one.
    pub(crate) doubled: Vec<String>,
    /// Calls without a text and with a reason, by reason.
    pub(crate) held: BTreeMap<String, usize>,
    /// Calls of which the server says that nobody can say; with a text or without.
    pub(crate) unknown: usize,
    /// Those of them for which a text did arrive.
    pub(crate) unknown_texted: usize,
    /// Those of them that no kill met: neither being played nor with a text in flight.
    pub(crate) unknown_at_rest: Vec<String>,
    /// Calls without a text, and the server says nothing, or says that one was sent.
    pub(crate) lost: Vec<String>,
    /// How long it took until the server had an answer for each.
    pub(crate) settled_after: Duration,
}

/// Whom to ask.
pub(crate) struct Audit<'a> {
    pub(crate) binary: &'a Path,
    pub(crate) directory: &'a Path,
    pub(crate) settings: &'a Settings,
    pub(crate) carrier: &'a Arc<Carrier>,
}

/// What `ringback why --json` prints, as far as it matters here.
#[derive(Deserialize)]
struct Why {
    outcome: String,
}

impl Audit<'_> {
    /// Looks at the calls below `played`. Those without a text and those that met a kill are
    /// asked about until the server has made up its mind, or its time is over.
    ///
    /// # Errors
    /// When the server cannot be asked.
    pub(crate) async fn run(&self, played: u32, open_at_kills: &[u32]) -> Result<Outcomes> {
        let began = Instant::now();
        let mut answers: BTreeMap<u32, String> = BTreeMap::new();
        let mut to_ask: BTreeSet<u32> = open_at_kills.iter().copied().collect();
        loop {
            to_ask.extend(self.carrier.ledger.tally(0..played).without_text);
            let mut undecided = BTreeSet::new();
            for index in to_ask {
                let outcome = self.why(index).await?;
                if !is_final(&outcome) {
                    undecided.insert(index);
                }
                answers.insert(index, outcome);
            }
            if undecided.is_empty() || began.elapsed().as_secs() > SETTLE_SECONDS_MAX {
                break;
            }
            println!("{} calls are not decided yet", undecided.len());
            to_ask = undecided;
            tokio::time::sleep(Duration::from_secs(ASK_AGAIN_SECONDS)).await;
        }
        let unknown = self.unknown_calls(played).await?;
        for index in &unknown {
            if !answers.contains_key(index) {
                answers.insert(*index, self.why(*index).await?);
            }
        }
        let mut outcomes = self.reckon(played, &answers);
        let said = |index: &u32| is(answers.get(index).map_or("", String::as_str), "unknown");
        outcomes.unknown_at_rest = (0..played)
            .filter(|index| unknown.contains(index) || said(index))
            .filter(|index| !open_at_kills.contains(index))
            .map(|index| self.carrier.script.call(index).sid)
            .collect();
        outcomes.settled_after = began.elapsed();
        Ok(outcomes)
    }

    fn reckon(&self, played: u32, answers: &BTreeMap<u32, String>) -> Outcomes {
        let mut outcomes = Outcomes::default();
        for index in 0..played {
            let texts = self.carrier.ledger.count(index);
            let answer = answers.get(&index).map_or("", String::as_str);
            if is(answer, "unknown") {
                outcomes.unknown += 1;
                outcomes.unknown_texted += usize::from(texts > 0);
            }
            match texts {
                0 if is(answer, "unknown") => {}
                0 if is(answer, "held") => {
                    *outcomes.held.entry(answer.to_owned()).or_default() += 1;
                }
                0 => outcomes.lost.push(self.name(index, answer)),
                1 => outcomes.texted += 1,
                _ => outcomes.doubled.push(self.name(index, answer)),
            }
        }
        outcomes
    }

    fn name(&self, index: u32, answer: &str) -> String {
        format!("{} ({answer})", self.carrier.script.call(index).sid)
    }

    async fn why(&self, index: u32) -> Result<String> {
        let call = self.carrier.script.call(index);
        let command = server::command(self.binary, "why", self.directory, self.settings);
        let output = Command::from(command)
            .args(["--json", &call.sid])
            .output()
            .await
            .context("cannot run ringback why")?;
        let said = String::from_utf8_lossy(&output.stderr);
        // A call that it does not know is one that was lost.
        let Ok(why) = serde_json::from_slice::<Why>(&output.stdout) else {
            ensure!(
                !output.status.success(),
                "ringback why --json has no outcome: {said}"
            );
            return Ok(format!("ringback why: {}", said.trim()));
        };
        Ok(why.outcome)
    }
}

fn is_final(outcome: &str) -> bool {
    ["sent", "held", "unknown"]
        .iter()
        .any(|word| is(outcome, word))
}

/// An outcome may go on behind its first word: `held: the caller opted out`.
fn is(outcome: &str, word: &str) -> bool {
    outcome
        .strip_prefix(word)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_are_told_by_their_first_word() {
        assert!(is_final("held: opted out") && is_final("sent") && is_final("unknown"));
        assert!(!is_final("pending") && !is_final("sending") && !is_final(""));
    }
}
