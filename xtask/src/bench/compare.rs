//! Several runs of several loads, of one binary or of two in turn.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::json;

use super::database::Databases;
use super::options::Options;
use super::phase::{self, Load};
use super::report::figures::{Figures, medians};
use super::report::table;
use crate::repository;

/// Takes all phases of all runs, prints the medians and writes everything down.
///
/// # Errors
/// When a phase cannot be taken, or a call was lost, doubled or broken off.
pub(crate) async fn run(
    options: &Options,
    binary: &Path,
    directory: &Path,
    databases: &Databases,
) -> Result<()> {
    let binaries: Vec<&Path> = std::iter::once(binary)
        .chain(options.interleave.as_deref())
        .collect();
    let mut all: Vec<Figures> = Vec::new();
    for number in 1..=options.runs {
        for load in loads(options) {
            // In turn within a run, so that what the host does to one it does to the other.
            for (which, binary) in binaries.iter().enumerate() {
                let place = directory.join(format!("{number}-{}-{which}", slug(load)));
                let mut figures = phase::run(options, databases, binary, &place, load).await?;
                figures.binary = binary.display().to_string();
                println!("{}", line(number, &figures));
                all.push(figures);
            }
        }
    }
    let summary = summarise(options, &binaries, &all);
    println!("\nmedian of {}\n{}", options.runs, table::table(&summary));
    write(options, &all, &summary)?;
    let unsound: Vec<&Figures> = all.iter().filter(|figures| !figures.is_sound()).collect();
    for figures in &unsound {
        for (what, times) in &figures.failures {
            println!("{}: {times} × {what}", figures.load);
        }
    }
    if !unsound.is_empty() {
        bail!(
            "calls were lost, doubled or broken off in {} phases",
            unsound.len()
        );
    }
    Ok(())
}

fn loads(options: &Options) -> Vec<Load> {
    let open = Load::Open {
        rate: options.rate,
        seconds: options.rate_seconds,
    };
    let closed = |in_flight: &usize| Load::Closed {
        in_flight: *in_flight,
        calls: options.calls,
    };
    (options.rate_seconds > 0)
        .then_some(open)
        .into_iter()
        .chain(options.in_flight.iter().map(closed))
        .collect()
}

fn slug(load: Load) -> String {
    load.name().replace(' ', "-")
}

fn line(number: usize, figures: &Figures) -> String {
    format!(
        "run {number}, {:>13}: {:>6.0} calls/s, webhook→SMS {:.2} / {:.2} ms, \
         server {:.3} ms CPU a call, {:.1} % stolen, {} lost, {} doubled",
        figures.load,
        figures.calls_per_second,
        figures.to_text_ms.p50,
        figures.to_text_ms.p99,
        figures.server_cpu_ms_per_call,
        figures.stolen_percent,
        figures.lost,
        figures.doubled,
    )
}

fn summarise(options: &Options, binaries: &[&Path], all: &[Figures]) -> Vec<Figures> {
    let mut summary = Vec::new();
    for load in loads(options) {
        for binary in binaries {
            let name = binary.display().to_string();
            let runs: Vec<Figures> = all
                .iter()
                .filter(|figures| figures.load == load.name() && figures.binary == name)
                .cloned()
                .collect();
            summary.push(medians(&runs));
        }
    }
    summary
}

fn write(options: &Options, all: &[Figures], summary: &[Figures]) -> Result<()> {
    let path: PathBuf = match &options.json {
        Some(path) => path.clone(),
        None => repository::target_dir().join("bench").join("result.json"),
    };
    let result = json!({
        "database": format!("{:?}", options.database), "replicas": options.replicas,
        "round_trip_ms": options.round_trip_ms, "lines": options.lines, "pace": options.pace, "receipts": options.receipts,
        "median": summary, "runs": all,
    });
    std::fs::write(&path, serde_json::to_string_pretty(&result)?)
        .with_context(|| format!("cannot write {}", path.display()))?;
    println!("written to {}", path.display());
    Ok(())
}
