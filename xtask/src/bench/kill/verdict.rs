//! What the kills have shown, said and judged.

use anyhow::{Context, Result, bail};
use serde_json::json;

use super::Kills;
use super::audit::Outcomes;
use super::callers::Calls;
use crate::bench::options::Options;
use crate::repository;

/// How many of the calls that went wrong are named.
const NAMED_MAX: usize = 10;

/// Everything that was found.
pub(super) struct Verdict<'a> {
    kills: u32,
    seed: u64,
    calls: &'a Calls,
    met: &'a Kills,
    outcomes: Outcomes,
}

impl<'a> Verdict<'a> {
    pub(super) fn new(
        kills: u32,
        seed: u64,
        calls: &'a Calls,
        met: &'a Kills,
        outcomes: Outcomes,
    ) -> Self {
        Self {
            kills,
            seed,
            calls,
            met,
            outcomes,
        }
    }

    /// Prints it and writes it to the file that was asked for, or `target/bench/kill.json`.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn print_and_write(&self, options: &Options) -> Result<()> {
        let Self {
            calls,
            met,
            outcomes,
            ..
        } = self;
        let rows = [
            ("kills", self.kills.to_string()),
            ("calls", calls.played.to_string()),
            ("webhooks asked again", calls.asked_again.to_string()),
            ("calls open at kills", met.open_calls.len().to_string()),
            (
                "texts unanswered at kills",
                met.unanswered_texts.to_string(),
            ),
            ("with one text", outcomes.texted.to_string()),
            (
                "held, with a reason",
                outcomes.held.values().sum::<usize>().to_string(),
            ),
            ("unknown", outcomes.unknown.to_string()),
            ("unknown, with a text", outcomes.unknown_texted.to_string()),
            (
                "unknown, met by no kill",
                outcomes.unknown_at_rest.len().to_string(),
            ),
            ("lost", outcomes.lost.len().to_string()),
            ("doubled", outcomes.doubled.len().to_string()),
            ("ready again after ms, p50", self.ready_ms(0.5)),
            ("ready again after ms, max", self.ready_ms(1.0)),
            (
                "all decided after s",
                outcomes.settled_after.as_secs().to_string(),
            ),
        ];
        for (name, figure) in rows {
            println!("{name:<26} {figure:>8}");
        }
        for (what, times) in outcomes.held.iter() {
            println!("{times} × {what}");
        }
        for (what, times) in &calls.faults {
            println!("webhook, {times} × {what}");
        }
        for (what, named) in [
            ("lost", &outcomes.lost),
            ("doubled", &outcomes.doubled),
            ("unknown, and met by no kill", &outcomes.unknown_at_rest),
        ] {
            named
                .iter()
                .take(NAMED_MAX)
                .for_each(|call| println!("{what}: {call}"));
        }
        self.write(options)
    }

    fn write(&self, options: &Options) -> Result<()> {
        let Self {
            calls,
            met,
            outcomes,
            ..
        } = self;
        let result = json!({
            "kills": self.kills, "seed": self.seed, "calls": calls.played,
            "webhooks_asked_again": calls.asked_again, "webhook_faults": calls.faults,
            "calls_open_at_kills": met.open_calls.len(),
            "texts_unanswered_at_kills": met.unanswered_texts,
            "texted": outcomes.texted, "held": outcomes.held, "unknown": outcomes.unknown, "unknown_texted": outcomes.unknown_texted,
            "unknown_met_by_no_kill": outcomes.unknown_at_rest,
            "lost": outcomes.lost, "doubled": outcomes.doubled,
            "ready_ms_p50": met.ready.quantile_ms(0.5), "ready_ms_max": met.ready.quantile_ms(1.0),
            "settled_seconds": outcomes.settled_after.as_secs_f64(),
        });
        let default = || repository::target_dir().join("bench").join("kill.json");
        let path = options.json.clone().unwrap_or_else(default);
        std::fs::write(&path, serde_json::to_string_pretty(&result)?)
            .with_context(|| format!("cannot write {}", path.display()))?;
        println!("written to {}", path.display());
        Ok(())
    }

    fn ready_ms(&self, share: f64) -> String {
        self.met
            .ready
            .quantile_ms(share)
            .map_or("?".to_owned(), |ms| format!("{ms:.0}"))
    }

    /// Whether what must hold has held.
    ///
    /// # Errors
    /// What has not.
    pub(super) fn judge(&self) -> Result<()> {
        let Outcomes {
            lost,
            doubled,
            unknown_at_rest,
            ..
        } = &self.outcomes;
        if !lost.is_empty() || !doubled.is_empty() {
            bail!("{} calls lost, {} doubled", lost.len(), doubled.len());
        }
        if !unknown_at_rest.is_empty() {
            let count = unknown_at_rest.len();
            bail!("{count} calls are unknown, and were not in flight at any kill");
        }
        Ok(())
    }
}
