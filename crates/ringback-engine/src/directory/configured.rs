//! What the configuration's file and environment give.

use std::collections::BTreeMap;
use std::sync::Arc;

use ringback_carriers::public_url::PublicUrl;
use ringback_desk::phone::PhoneNumber;
use ringback_desk::settings::Values;
use secrecy::SecretString;
use url::Url;

/// An account as it was given.
#[derive(Debug, Clone)]
pub struct ConfiguredAccount {
    /// Its id at the carrier.
    pub sid: String,
    /// What opens its API and signs its webhooks.
    pub token: SecretString,
    /// What will, while tokens are changed over.
    pub next_token: Option<SecretString>,
}

/// A line that the configuration names.
#[derive(Debug, Clone)]
pub struct ConfiguredLine {
    /// The company, for the business that the line is of.
    pub company: String,
    /// Its values: its own before those of all lines.
    pub layers: Vec<Arc<Values>>,
}

/// The configuration, as far as it is about businesses.
#[derive(Debug, Clone)]
pub struct Configured {
    /// Lines, by number.
    pub lines: BTreeMap<PhoneNumber, ConfiguredLine>,
    /// The account of every business that has none of its own.
    pub account: Option<ConfiguredAccount>,
    /// Twilio's API, or a simulated carrier.
    pub api_url: Url,
    /// Where the carrier reaches us.
    pub public_url: PublicUrl,
}

impl Configured {
    /// Company and number of each line.
    pub(crate) fn names(&self) -> Vec<(String, PhoneNumber)> {
        let lines = self.lines.iter();
        lines
            .map(|(number, line)| (line.company.clone(), *number))
            .collect()
    }

    /// Whether the file or the environment gives this key of a line, so that nothing in the
    /// database changes it.
    #[must_use]
    pub fn is_fixed(&self, line: &PhoneNumber, key: &str) -> bool {
        self.lines
            .get(line)
            .is_some_and(|line| line.layers.iter().any(|layer| layer.contains_key(key)))
    }
}
