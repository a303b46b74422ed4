//! `cargo xtask test`: everything that must hold before a change is shared, in one command.
//!
//! The first failure stops the run and names the command to repeat it with.

mod count;
mod install;
mod sdk;
mod steps;

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use clap::Args;

use count::Count;
use steps::{Outcome, StepName};

/// Which steps to take.
#[derive(Args)]
pub(crate) struct Options {
    /// Take only these steps.
    #[arg(long, value_name = "STEP", value_delimiter = ',')]
    only: Vec<StepName>,
    /// Leave these steps out.
    #[arg(long, value_name = "STEP", value_delimiter = ',')]
    skip: Vec<StepName>,
}

impl Options {
    fn chosen(&self) -> Vec<StepName> {
        StepName::ALL
            .into_iter()
            .filter(|step| self.only.is_empty() || self.only.contains(step))
            .filter(|step| !self.skip.contains(step))
            .collect()
    }
}

/// Takes the steps in order.
///
/// # Errors
/// The first step that fails, with the command that failed in it.
pub(crate) fn run(options: &Options) -> Result<()> {
    let began = Instant::now();
    let chosen = options.chosen();
    install::run(&chosen).context("install failed")?;
    let mut summary = Vec::new();
    let mut count = Count::default();
    for step in chosen {
        println!("\n── {step}");
        let step_began = Instant::now();
        let outcome = steps::run(step, &mut count)
            .with_context(|| format!("{step} failed after {}", seconds(step_began.elapsed())))?;
        println!("── {step}: {}", seconds(step_began.elapsed()));
        summary.push((step, outcome, step_began.elapsed()));
    }
    println!();
    for (step, outcome, took) in &summary {
        match outcome {
            Outcome::Passed => println!("{:>10}  {step}", seconds(*took)),
            Outcome::LeftOut(why) => println!("{:>10}  {step}: {why}", "left out"),
        }
    }
    println!("{:>10}  in all", seconds(began.elapsed()));
    if count.total() > 0 {
        println!("\n{} passed, {} failed", count.passed, count.failed);
    }
    Ok(())
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_and_skip_choose_in_the_order_of_the_steps() {
        let options = Options {
            only: vec![StepName::Nextest, StepName::Tidy, StepName::Fmt],
            skip: vec![StepName::Tidy],
        };
        assert_eq!(options.chosen(), [StepName::Fmt, StepName::Nextest]);
        let all = Options {
            only: vec![],
            skip: vec![],
        };
        assert_eq!(all.chosen(), StepName::ALL);
    }
}
