//! What is wrong with a setting.

use std::fmt;

/// One fault: where, what, and how to mend it. Values of secret keys never appear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The key, as it stands in the file, the environment or the database.
    pub key: String,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub fix: String,
    /// Nothing was given at all.
    pub is_missing: bool,
}

impl Fault {
    /// A fault of this key.
    pub fn new(key: impl Into<String>, what: impl Into<String>, fix: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            what: what.into(),
            fix: fix.into(),
            is_missing: false,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}. {}", self.key, self.what, self.fix)?;
        if self.is_missing {
            let variable = self.key.to_uppercase();
            write!(f, " (in the file, or as RINGBACK_{variable})")?;
        }
        f.write_str(".")
    }
}
