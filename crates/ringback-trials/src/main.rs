//! `cargo xtask simulate`: lives the stories of many seeds, or tells the story of one.

// A tool speaks to whoever runs it, on standard output.
#![allow(clippy::print_stdout)]

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::Parser;
use ringback_trials::story::write;
use ringback_trials::{Installation, Outcome, Trials, live, shrink};

/// Lives made-up hours of two businesses in virtual time, with everything going wrong that can.
#[derive(Parser)]
#[command(name = "cargo xtask simulate", bin_name = "cargo xtask simulate")]
struct Options {
    /// Live the stories of this many seeds.
    #[arg(long, default_value_t = 10_000)]
    seeds: u64,
    /// Begin with this seed.
    #[arg(long, default_value_t = 0)]
    first: u64,
    /// Live the story of this seed only, and tell it.
    #[arg(long)]
    seed: Option<u64>,
    /// With --seed: tell the whole story, not the shortest that breaks the same.
    #[arg(long)]
    whole: bool,
    /// Go on after a promise was broken, and list all that were.
    #[arg(long)]
    all: bool,
    /// Go on for this many hours of real time, with new seeds.
    #[arg(long)]
    hours: Option<f64>,
    /// Live each fault that can be switched on until it is seen.
    #[cfg(feature = "mutants")]
    #[arg(long)]
    mutants: bool,
    /// With this fault switched on; with --mutants: only this one.
    #[cfg(feature = "mutants")]
    #[arg(long)]
    mutant: Option<String>,
    /// On this many cores; all where nothing is said.
    #[arg(long)]
    threads: Option<usize>,
}

fn main() -> ExitCode {
    let options = Options::parse();
    #[cfg(feature = "mutants")]
    if options.mutants {
        return faults(&options);
    }
    #[cfg(feature = "mutants")]
    if let Some(code) = &options.mutant {
        let all = ringback_desk::mutants::Mutant::ALL.iter().copied();
        let named = { all }.find(|mutant| mutant.code() == code);
        ringback_desk::mutants::Mutant::switch_on(named);
    }
    let done = match options.seed {
        Some(seed) => tell(seed, options.whole),
        None => many(&options),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(fault) => {
            println!("error: {fault}");
            ExitCode::FAILURE
        }
    }
}

/// Shows which faults were seen, and after how many seeds.
#[cfg(feature = "mutants")]
fn faults(options: &Options) -> ExitCode {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = options.threads.unwrap_or(cores);
    let unseen =
        ringback_trials::faults::unseen(threads, options.mutant.as_deref(), |mutant, seen| {
            match seen {
                Some((seed, why)) => println!("{:<22} seed {seed:>4}: {why}", mutant.code()),
                None => println!("{:<22} NOT SEEN: {}", mutant.code(), mutant.about()),
            }
        });
    match unseen {
        Ok(unseen) if unseen.is_empty() => ExitCode::SUCCESS,
        Ok(unseen) => {
            println!("not seen: {}", unseen.join(", "));
            ExitCode::FAILURE
        }
        Err(fault) => {
            println!("error: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn many(options: &Options) -> Result<bool, String> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let trials = Trials {
        first: options.first,
        count: options.hours.map_or(options.seeds, |_| u64::MAX),
        time: options
            .hours
            .map(|hours| Duration::from_secs_f64(hours * 3_600.0)),
        threads: options.threads.unwrap_or(cores),
        goes_on: options.all,
    };
    let outcome = trials.run()?;
    show(&outcome);
    match &outcome.broken {
        None => Ok(true),
        Some(_) if options.all => {
            for (seed, why) in &outcome.all_broken {
                println!("seed {seed}: {why}");
            }
            Ok(false)
        }
        Some((seed, why)) => {
            println!("\nseed {seed} broke a promise: {why}");
            tell(*seed, false)?;
            Ok(false)
        }
    }
}

fn show(outcome: &Outcome) {
    let seconds = outcome.took.as_secs_f64();
    println!(
        "{} stories of 2 hours and the rest after them, {} calls, {} texts ({} unknown), {} commits: {seconds:.1} s, {:.0} stories a second",
        outcome.stories,
        outcome.calls,
        outcome.texts,
        outcome.unknown,
        outcome.commits,
        outcome.stories as f64 / seconds.max(0.001),
    );
}

/// Tells the story of a seed; whether all promises were kept.
fn tell(seed: u64, whole: bool) -> Result<bool, String> {
    let mut story = write(seed);
    let silent = Arc::new(Installation::new(false)?);
    let broken = live(&silent, &story)?.broken;
    if broken.is_some() && !whole {
        story = shrink(&silent, &story);
    }
    println!("\nseed {seed}: {story}");
    let lived = live(&Arc::new(Installation::new(true)?), &story)?;
    for line in &lived.timeline {
        println!("{line}");
    }
    match &lived.broken {
        None => println!("\nall promises were kept"),
        Some(why) => println!("\n{why}\n\nto see it again: cargo xtask simulate --seed {seed}"),
    }
    Ok(lived.broken.is_none())
}
