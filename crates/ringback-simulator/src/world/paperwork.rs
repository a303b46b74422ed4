//! What the carriers have been told about a line, and the messaging service that it may be in.

use serde::{Deserialize, Serialize};

/// How a line's registration stands: a campaign for a local number, a verification for a toll-free
/// one. Texts arrive only from a line that is registered; others come back 30034, or 30032 from a
/// toll-free line.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "paperwork", rename_all = "snake_case")]
pub enum Paperwork {
    /// Accepted.
    #[default]
    Registered,
    /// Handed in, being looked at.
    Pending,
    /// Refused.
    Refused {
        /// Twilio's code.
        code: u32,
        /// The words beside it.
        words: String,
    },
    /// The business is known, and there is no campaign.
    NoCampaign,
    /// Nothing was handed in, not even the business.
    Nothing,
}

impl Paperwork {
    /// Whether texts arrive.
    #[must_use]
    pub fn is_registered(&self) -> bool {
        *self == Self::Registered
    }

    /// Whether something was handed in, so that there is a campaign or a verification to show.
    pub(crate) fn is_handed_in(&self) -> bool {
        !matches!(self, Self::NoCampaign | Self::Nothing)
    }
}

/// The messaging service that a line is in. Each line has one of its own here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineService {
    /// What its owner calls it.
    #[serde(default = "front_desk")]
    pub name: String,
    /// Where it sends texts to its numbers; none drops them, unlogged.
    #[serde(default)]
    pub inbound_url: Option<String>,
    /// Whether each number's own address counts instead.
    #[serde(default)]
    pub uses_number_webhook: bool,
    /// How many numbers of nobody's are in it as well.
    #[serde(default)]
    pub strangers: usize,
}

impl Default for LineService {
    fn default() -> Self {
        Self {
            name: front_desk(),
            inbound_url: None,
            uses_number_webhook: true,
            strangers: 0,
        }
    }
}

fn front_desk() -> String {
    "Front desk".to_owned()
}
