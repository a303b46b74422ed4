//! Rules on quiet hours from outside, in the place of what is built in: laws on texts change
//! between releases.

use std::fs;

use ringback_desk::quiet::{self, QuietRules};
use ringback_desk::settings::{Fault, Reader};

use super::load::Layers;

/// The key.
pub(crate) const KEY: &str = "quiet_rules";
/// More than any table of them has.
const FILE_BYTES_MAX: u64 = 1 << 20;

/// Uses the file of the setting from now on, where there is one.
///
/// # Errors
/// What is wrong with it, with line and field.
pub(crate) fn install(layers: &Layers) -> Result<(), Fault> {
    let mut reader = Reader::new(vec![&layers.values]);
    let file = reader.text(KEY);
    if let Some(fault) = reader.faults.pop() {
        return Err(fault);
    }
    let (Some(file), Some(given)) = (file, reader.given(KEY)) else {
        return Ok(());
    };
    let fix =
        "Write the file as `ringback explain quiet-rules` shows the one in use, or leave it out";
    let fault = |what: String| Fault::new(given.name.clone(), what, fix);
    let rules = read(&file).map_err(fault)?;
    quiet::install(rules).map_err(|error| fault(error.to_string()))
}

fn read(file: &str) -> Result<QuietRules, String> {
    let unreadable = |fault: std::io::Error| format!("{file} cannot be read ({fault})");
    if fs::metadata(file).map_err(unreadable)?.len() > FILE_BYTES_MAX {
        return Err(format!("{file} is too large to be a table of rules"));
    }
    let text = fs::read_to_string(file).map_err(unreadable)?;
    QuietRules::parse(&text).map_err(|fault| format!("{file}: {fault}"))
}
