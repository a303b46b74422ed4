//! `cargo xtask tidy`: what the compiler cannot see and a reader notices.
//!
//! Each check stands in a file of its own and looks at the tracked files (or at cargo's
//! dependency graph). What may stay as it is stands in `exceptions`, with the reason.

mod arrows;
mod drawers;
mod exceptions;
mod file_length;
mod function_length;
mod hold_tests;
mod machine_paths;
mod migrations;
mod named_paths;
mod opening;
mod rust_text;

use anyhow::{Result, bail};

use crate::repository::{self, SourceFile};
use exceptions::Exceptions;

/// Something that a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Finding {
    /// The file, or the crate, that it is about.
    place: String,
    /// What is wrong, and what would be right.
    message: String,
}

impl Finding {
    fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            message: message.into(),
        }
    }
}

type Check = fn(&[SourceFile]) -> Result<Vec<Finding>>;

/// The checks, by the name that `exceptions` uses.
const CHECKS: [(&str, Check); 9] = [
    ("opening", opening::check),
    ("file_length", file_length::check),
    ("function_length", function_length::check),
    ("drawers", drawers::check),
    ("named_paths", named_paths::check),
    ("machine_paths", machine_paths::check),
    ("migrations", migrations::check),
    ("hold_tests", hold_tests::check),
    ("arrows", arrows::check),
];

/// Does every check and prints what was found.
///
/// # Errors
/// When anything was found, or when an exception is no longer needed.
pub(crate) fn run() -> Result<()> {
    let files = repository::files()?;
    let mut exceptions = Exceptions::read()?;
    let mut found = 0;
    for (name, check) in CHECKS {
        for finding in check(&files)? {
            if exceptions.covers(name, &finding.place) {
                continue;
            }
            found += 1;
            println!("{name}: {}: {}", finding.place, finding.message);
        }
    }
    for unused in exceptions.unused() {
        found += 1;
        println!("exceptions: {unused}: not needed any more, take it out");
    }
    if found > 0 {
        bail!("cargo xtask tidy\nfound {found} things that are not as they should be");
    }
    println!(
        "tidy: {} files, {} checks, nothing found",
        files.len(),
        CHECKS.len()
    );
    Ok(())
}

/// A file for the tests of the checks.
#[cfg(test)]
fn file(path: &str, text: &str) -> SourceFile {
    SourceFile {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}
