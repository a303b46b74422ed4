//! The figures of one phase, and the median of several.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::bench::observe::samples::{Samples, median};

/// Two quantiles of a duration, in milliseconds.
#[derive(Debug, Default, Clone, Copy, PartialEq, Serialize)]
pub(crate) struct Quantiles {
    pub(crate) p50: f64,
    pub(crate) p99: f64,
}

impl Quantiles {
    /// Of measured durations; 0 where nothing was measured.
    pub(crate) fn of(samples: &Samples) -> Self {
        let quantile = |share| samples.quantile_ms(share).unwrap_or(0.0);
        Self {
            p50: quantile(0.5),
            p99: quantile(0.99),
        }
    }
}

/// What one phase has shown.
#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub(crate) struct Figures {
    /// The binary that was measured.
    pub(crate) binary: String,
    /// The load, in words.
    pub(crate) load: String,
    /// Missed calls that were played.
    pub(crate) calls: u32,
    /// From the first webhook to the last text.
    pub(crate) seconds: f64,
    pub(crate) calls_per_second: f64,
    /// From a webhook to its answer.
    pub(crate) webhook_ms: Quantiles,
    /// From the sending of a call's last webhook to the arrival of its text's request.
    pub(crate) to_text_ms: Quantiles,
    /// SQL statements that the server ran; null where it does not count them.
    pub(crate) statements_per_call: Option<f64>,
    /// An appended block of 4 KiB with `fdatasync`, on the same file system, before the load.
    pub(crate) fsync_ms: Quantiles,
    /// Calls for which no text arrived.
    pub(crate) lost: usize,
    /// Calls for which more than one arrived.
    pub(crate) doubled: usize,
    /// Texts that the server cannot tell the end of; null where it does not count them.
    pub(crate) unknown: Option<f64>,
    /// Texts to somebody else than a caller, such as notices to an owner.
    pub(crate) other_texts: usize,
    pub(crate) server_cpu_ms_per_call: f64,
    /// Of the database's own processes, where it has some.
    pub(crate) database_cpu_ms_per_call: f64,
    pub(crate) load_cpu_ms_per_call: f64,
    /// CPU time that the host gave to others meanwhile.
    pub(crate) stolen_percent: f64,
    /// The server's memory before the load, behind it, and at most.
    pub(crate) rss_idle_mb: f64,
    pub(crate) rss_after_mb: f64,
    pub(crate) rss_peak_mb: f64,
    /// From the start of the process to its first "ready".
    pub(crate) ready_ms: f64,
    /// From SIGTERM to the end of the process.
    pub(crate) shutdown_ms: f64,
    /// Calls that broke off, by what happened.
    pub(crate) failures: BTreeMap<String, u32>,
}

impl Figures {
    /// Whether every call had its text, once.
    pub(crate) fn is_sound(&self) -> bool {
        self.lost == 0 && self.doubled == 0 && self.failures.is_empty()
    }
}

/// Each figure's own median over runs of the same load; what was lost, doubled or unknown is
/// summed, since one is one too many.
pub(crate) fn medians(runs: &[Figures]) -> Figures {
    let of = |figure: fn(&Figures) -> f64| median(runs.iter().map(figure)).unwrap_or(0.0);
    let first = runs.first().cloned().unwrap_or_default();
    let statements = runs.iter().filter_map(|run| run.statements_per_call);
    let unknown: Vec<f64> = runs.iter().filter_map(|run| run.unknown).collect();
    let mut failures = BTreeMap::new();
    for (what, times) in runs.iter().flat_map(|run| &run.failures) {
        *failures.entry(what.clone()).or_default() += times;
    }
    Figures {
        binary: first.binary,
        load: first.load,
        calls: first.calls,
        seconds: of(|run| run.seconds),
        calls_per_second: of(|run| run.calls_per_second),
        webhook_ms: quantiles(runs, |run| run.webhook_ms),
        to_text_ms: quantiles(runs, |run| run.to_text_ms),
        statements_per_call: median(statements),
        fsync_ms: quantiles(runs, |run| run.fsync_ms),
        lost: runs.iter().map(|run| run.lost).sum(),
        doubled: runs.iter().map(|run| run.doubled).sum(),
        unknown: (!unknown.is_empty()).then(|| unknown.iter().sum()),
        other_texts: runs.iter().map(|run| run.other_texts).sum(),
        server_cpu_ms_per_call: of(|run| run.server_cpu_ms_per_call),
        database_cpu_ms_per_call: of(|run| run.database_cpu_ms_per_call),
        load_cpu_ms_per_call: of(|run| run.load_cpu_ms_per_call),
        stolen_percent: of(|run| run.stolen_percent),
        rss_idle_mb: of(|run| run.rss_idle_mb),
        rss_after_mb: of(|run| run.rss_after_mb),
        rss_peak_mb: of(|run| run.rss_peak_mb),
        ready_ms: of(|run| run.ready_ms),
        shutdown_ms: of(|run| run.shutdown_ms),
        failures,
    }
}

fn quantiles(runs: &[Figures], pair: fn(&Figures) -> Quantiles) -> Quantiles {
    let of =
        |one: fn(Quantiles) -> f64| median(runs.iter().map(|run| one(pair(run)))).unwrap_or(0.0);
    Quantiles {
        p50: of(|pair| pair.p50),
        p99: of(|pair| pair.p99),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_are_taken_and_faults_are_summed() {
        let run = |rate: f64, lost, failed| Figures {
            calls_per_second: rate,
            webhook_ms: Quantiles {
                p50: rate / 10.0,
                p99: rate,
            },
            lost,
            unknown: Some(1.0),
            failures: [("webhook: 500".to_owned(), failed)].into(),
            ..Figures::default()
        };
        let all = medians(&[run(30.0, 0, 1), run(10.0, 1, 2), run(20.0, 0, 3)]);
        assert_eq!(
            (all.calls_per_second, all.lost, all.unknown),
            (20.0, 1, Some(3.0))
        );
        assert_eq!(
            all.webhook_ms,
            Quantiles {
                p50: 2.0,
                p99: 20.0
            }
        );
        assert_eq!(all.failures["webhook: 500"], 6);
        assert!(!all.is_sound());
    }
}
