//! What is wrong with the configuration.

use std::fmt;

/// One fault: where, what, and how to mend it. Values of secret keys never appear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The key, as it stands in the file or the environment.
    pub(crate) key: String,
    /// What is wrong.
    pub(crate) what: String,
    /// How to mend it.
    pub(crate) fix: String,
}

impl Fault {
    pub(crate) fn new(
        key: impl Into<String>,
        what: impl Into<String>,
        fix: impl Into<String>,
    ) -> Self {
        Self {
            key: key.into(),
            what: what.into(),
            fix: fix.into(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}. {}.", self.key, self.what, self.fix)
    }
}
