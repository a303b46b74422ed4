//! `cargo xtask fuzz`: what comes from outside is thrown at its readers by libFuzzer.
//!
//! The targets stand in the folder `fuzz`, a package of its own, since it is built with
//! instrumentation: the flags below are those of coverage, which the stable compiler has.
//! Inputs that found something new are kept below the target directory and tried first.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::program::Program;
use crate::repository;

/// LLVM's coverage instrumentation (clang.llvm.org/docs/SanitizerCoverage.html), as libFuzzer
/// reads it.
const FLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares \
    -Ccodegen-units=1 --cfg fuzzing";
/// An input that takes longer is one that hangs.
const SECONDS_MAX: u32 = 10;
/// Memory that a target may take, in megabytes.
const RSS_MB_MAX: u32 = 1_024;
/// Longest input in bytes: well beyond what one field, text or answer holds.
const INPUT_BYTES_MAX: u32 = 4_096;

/// Fuzzes the readers of what comes from outside.
#[derive(Args)]
pub(crate) struct Options {
    /// Only these targets; all of them otherwise.
    targets: Vec<String>,
    /// Executions of each.
    #[arg(long, default_value_t = 1_000_000)]
    runs: u64,
}

/// Runs the targets one after the other.
///
/// # Errors
/// When a target panics, hangs or takes too much memory: the input that did it is kept and
/// named.
pub(crate) fn run(options: &Options) -> Result<()> {
    let folder = repository::root().join("fuzz");
    let all = targets(&folder)?;
    for asked in &options.targets {
        ensure!(
            all.contains(asked),
            "no target {asked}; there are {}",
            all.join(", ")
        );
    }
    let chosen = if options.targets.is_empty() {
        &all
    } else {
        &options.targets
    };
    let build = repository::target_dir().join("fuzz");
    let host = host()?;
    // With a target named, build scripts and macros are built without the instrumentation.
    Program::cargo("build --release --manifest-path fuzz/Cargo.toml --target")
        .with([host.as_str(), "--target-dir"])
        .with([build.display().to_string()])
        .environment("RUSTFLAGS", FLAGS)
        .run()?;
    let mut rows = Vec::new();
    for name in chosen {
        let binary = build.join(&host).join("release").join(name);
        rows.push(fuzz(&binary, name, options.runs, &build)?);
    }
    println!(
        "\n{:<12} {:>12} {:>9} {:>12}",
        "target", "executions", "edges", "seconds"
    );
    rows.iter().for_each(|row| println!("{row}"));
    Ok(())
}

fn fuzz(binary: &Path, name: &str, runs: u64, build: &Path) -> Result<String> {
    let corpus = build.join("corpus").join(name);
    let found = build.join("found");
    std::fs::create_dir_all(&corpus)?;
    std::fs::create_dir_all(&found)?;
    let began = Instant::now();
    let (mut executions, mut edges) = (String::new(), String::new());
    Program::new(binary)
        .with([
            corpus.display().to_string(),
            format!("-runs={runs}"),
            format!("-timeout={SECONDS_MAX}"),
            format!("-rss_limit_mb={RSS_MB_MAX}"),
            format!("-max_len={INPUT_BYTES_MAX}"),
            format!("-artifact_prefix={}/{name}-", found.display()),
            "-print_final_stats=1".to_owned(),
            "-verbosity=1".to_owned(),
        ])
        .run_seeing(|line| {
            if let Some(count) = line.strip_prefix("stat::number_of_executed_units:") {
                executions = count.trim().to_owned();
            }
            if let Some((_, rest)) = line.split_once(" cov: ") {
                edges = rest.split(' ').next().unwrap_or_default().to_owned();
            }
        })
        .with_context(|| format!("{name}: the input is kept in {}", found.display()))?;
    let seconds = began.elapsed().as_secs();
    Ok(format!(
        "{name:<12} {executions:>12} {edges:>9} {seconds:>12}"
    ))
}

/// The names of the targets: their files.
fn targets(folder: &Path) -> Result<Vec<String>> {
    let files = std::fs::read_dir(folder.join("fuzz_targets")).context("no fuzz targets")?;
    let mut names: Vec<String> = files
        .flatten()
        .map(|file| file.path())
        .filter_map(|path: PathBuf| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort_unstable();
    Ok(names)
}

/// The triple of this machine.
fn host() -> Result<String> {
    let said = Program::new("rustc").with(["-vV"]).output()?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc does not say its host")?.to_owned())
}
