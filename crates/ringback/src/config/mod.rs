//! The configuration: one TOML file, every key of which is also an environment variable.
//!
//! The environment goes before the file. All faults are found at once, and each names its key
//! and the way to mend it.

mod fault;
mod keys;
mod line;
mod load;
mod read;
mod settings;

pub(crate) use fault::Fault;
pub(crate) use keys::KEYS;
pub(crate) use line::LineSettings;
pub(crate) use load::Layers;
pub(crate) use settings::{Settings, database};

#[cfg(test)]
mod tests;
