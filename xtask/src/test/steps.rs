//! The steps of `cargo xtask test`, one function each.

use std::fmt;

use anyhow::{Result, ensure};
use clap::ValueEnum;

use super::count::Count;
use super::{install, sdk};
use crate::postgres::{Cluster, Purpose, VARIABLE};
use crate::program::Program;
use crate::repository;
use crate::simulate;
use crate::tidy;

/// One step, by the name that `--only` and `--skip` take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum StepName {
    /// Formatting.
    Fmt,
    /// Lints, of which none may remain.
    Clippy,
    /// The layout of the source tree.
    Tidy,
    /// Unit and integration tests.
    Nextest,
    /// The tests that run the real program once more, on PostgreSQL.
    Postgres,
    /// Examples in the documentation.
    Doctests,
    /// Ten thousand made-up stories in virtual time, and faults that they must see.
    Simulate,
    /// The official SDK of the carrier talks to the simulated one.
    Sdk,
    /// The demo in a browser.
    Browser,
    /// Licences, bans and sources of dependencies.
    Deny,
}

impl StepName {
    /// All of them, in the order in which they are taken: the quick ones first.
    pub(crate) const ALL: [Self; 10] = [
        Self::Fmt,
        Self::Clippy,
        Self::Tidy,
        Self::Nextest,
        Self::Postgres,
        Self::Doctests,
        Self::Simulate,
        Self::Sdk,
        Self::Browser,
        Self::Deny,
    ];
}

impl fmt::Display for StepName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.to_possible_value();
        f.pad(value.as_ref().map_or("?", |value| value.get_name()))
    }
}

/// How a step that did not fail ended.
pub(crate) enum Outcome {
    /// It was done.
    Passed,
    /// It could not be done here; why.
    LeftOut(&'static str),
}

/// Takes one step; tests that ran are added to `count`.
///
/// # Errors
/// The command that failed.
pub(crate) fn run(step: StepName, count: &mut Count) -> Result<Outcome> {
    match step {
        StepName::Fmt => Program::cargo("fmt --all --check").run()?,
        StepName::Clippy => {
            Program::cargo("clippy --workspace --all-targets --all-features -- -D warnings")
                .run()?;
        }
        StepName::Tidy => tidy::run()?,
        StepName::Nextest => unit_and_integration_tests(count)?,
        StepName::Postgres => program_on_postgres(count)?,
        StepName::Doctests => {
            Program::cargo("test --workspace --all-features --doc")
                .run_seeing(|line| count.see(line))?;
        }
        StepName::Simulate => simulate::test()?,
        StepName::Sdk => sdk::run(count)?,
        StepName::Browser => browser(count)?,
        StepName::Deny => return dependency_rules(),
    }
    Ok(Outcome::Passed)
}

/// Builds the programs that tests start. Together with the tests, because what only tests use
/// decides on features too: apart from them, tokio and all that stands on it would be built once
/// more.
pub(super) fn build_programs() -> Result<()> {
    Program::cargo("build --workspace --all-features --bins --tests").run()
}

/// Tests that are ignored for another reason than that they want PostgreSQL: one takes minutes, one
/// prints for a person.
const ASKED_FOR: [&str; 2] = [
    "ten_thousand_calls_and_fifty_stops_after_a_backup_are_not_forgotten",
    "consent::tests::report",
];

/// Tests that want PostgreSQL are ignored elsewhere, and say so; here they all run.
fn unit_and_integration_tests(count: &mut Count) -> Result<()> {
    let cluster = Cluster::start(Purpose::Tests)?;
    let tests = if has_nextest() {
        Program::cargo("nextest run --workspace --all-features --run-ignored all")
            .with(["-E", &none_of(&ASKED_FOR)])
    } else {
        Program::cargo("test --workspace --all-features --lib --bins --tests --no-fail-fast")
            .with(["--", "--include-ignored"])
            .with(ASKED_FOR.iter().flat_map(|name| ["--skip", name]))
    };
    run_tests(&tests.environment(VARIABLE, cluster.url("postgres")), count)
}

/// Tests of the program that look at SQLite's own: a backup is of a file, and on PostgreSQL it is
/// PostgreSQL's; secrets are looked for in the file's bytes.
const OF_FILES: [&str; 2] = [
    "backup::",
    "login::secrets_are_in_the_browser_and_nowhere_else",
];

/// The same program, the same tests, the other database.
fn program_on_postgres(count: &mut Count) -> Result<()> {
    let cluster = Cluster::start(Purpose::Tests)?;
    let tests = if has_nextest() {
        Program::cargo("nextest run --package ringback --all-features --test serve")
            .with(["-E", &none_of(&OF_FILES)])
    } else {
        Program::cargo("test --package ringback --all-features --test serve --no-fail-fast --")
            .with(OF_FILES.iter().flat_map(|name| ["--skip", name]))
    };
    let tests = tests
        .environment(VARIABLE, cluster.url("postgres"))
        .environment("RINGBACK_TEST_DATABASE", "postgres");
    run_tests(&tests, count)
}

/// nextest's words for all tests but these.
fn none_of(names: &[&str]) -> String {
    let named: Vec<String> = names.iter().map(|name| format!("test({name})")).collect();
    format!("not ({})", named.join(" + "))
}

fn has_nextest() -> bool {
    let is_there = Program::cargo("nextest --version").succeeds();
    if !is_there {
        println!(
            "cargo-nextest is not installed (cargo install cargo-nextest --locked): using cargo test"
        );
    }
    is_there
}

fn run_tests(tests: &Program, count: &mut Count) -> Result<()> {
    let ran_before = count.total();
    tests.run_seeing(|line| count.see(line))?;
    ensure!(count.total() > ran_before, "no test ran: {tests}");
    Ok(())
}

fn browser(count: &mut Count) -> Result<()> {
    build_programs()?;
    let binary = repository::target_dir().join("debug").join("ringback");
    Program::new(install::python())
        .with(["tests/browser/run.py"])
        .environment("RINGBACK_BINARY", binary)
        .environment(
            "RINGBACK_SCREENSHOTS",
            repository::target_dir().join("screenshots"),
        )
        .run_seeing(|line| count.see(line))
}

fn dependency_rules() -> Result<Outcome> {
    if !Program::cargo("deny --version").succeeds() {
        println!("cargo-deny is not installed (cargo install cargo-deny --locked): not checked");
        return Ok(Outcome::LeftOut("cargo-deny is not installed"));
    }
    // Advisories want a database from the network, so they are not part of this run.
    Program::cargo("deny check --hide-inclusion-graph bans licenses sources").run()?;
    Ok(Outcome::Passed)
}
