//! Which wording a text has and why, as the journal keeps it.

use serde::{Deserialize, Serialize};

use super::language::Language;
use super::situation::Situation;

/// The choice of a wording. Rows outlive code: new fields carry `#[serde(default)]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// What the text answers.
    pub situation: Situation,
    /// In which language.
    #[serde(default)]
    pub language: Language,
    /// Which of the line's wordings; 1 is the first.
    pub wording: usize,
    /// Of how many.
    pub of: usize,
    /// Another would have come first, but was sent to this person within the month.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repeat: bool,
    /// The person read all of the line's own within the month: it is a built-in one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub built_in: bool,
    /// When the business opens, as the text says it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub opens: String,
    /// The holiday.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub holiday: String,
    /// It ends with the line that says how to opt out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stop_line: bool,
}

impl Chosen {
    /// Why the text reads as it does: "Closed: opens Tue 8 AM; wording 2 of 3; first text to this
    /// number, so the STOP line."
    #[must_use]
    pub fn sentence(&self) -> String {
        let mut said = self.situation();
        if self.language == Language::Es {
            said.push_str("; in Spanish");
        }
        if self.built_in {
            said.push_str("; a built-in wording, for yours were sent within 30 days");
        } else if self.of > 1 || self.repeat {
            said.push_str(&format!("; wording {} of {}", self.wording, self.of));
        }
        if self.repeat {
            said.push_str(", for the one before was sent within 30 days");
        }
        if self.stop_line {
            said.push_str("; first text to this number, so the STOP line");
        }
        said.push('.');
        said
    }

    fn situation(&self) -> String {
        let word = match self.situation {
            Situation::Open => "Open",
            Situation::Closed => "Closed",
            Situation::Holiday => "Holiday",
            Situation::Vacation => "Vacation",
            Situation::Known => "Known by first name",
            Situation::Again => "Called again",
            Situation::Voicemail => "Left a voicemail",
        };
        let mut said = word.to_owned();
        if !self.holiday.is_empty() {
            said.push_str(&format!(" ({})", self.holiday));
        }
        if !self.opens.is_empty() {
            said.push_str(&format!(": opens {}", self.opens));
        }
        said
    }
}
