//! The languages that a caller may be written to in.

use serde::{Deserialize, Serialize};

/// A language of starting texts.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English; everybody who is not marked otherwise.
    #[default]
    En,
    /// Spanish.
    Es,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::En, Self::Es];

    /// Its name (ISO 639-1).
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
        }
    }

    /// The language of this name.
    #[must_use]
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }

    /// What is appended where the caller has to be told how to opt out. In GSM-7.
    #[must_use]
    pub fn stop_line(self) -> &'static str {
        match self {
            Self::En => "Reply STOP to opt out.",
            Self::Es => "Responda STOP para cancelar.",
        }
    }
}
