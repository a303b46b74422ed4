//! What the carrier knows: lines, phones, calls, texts, recordings, and what went wrong.

mod alerts;
mod calls;
mod geography;
mod lines;
mod media;
mod messages;
mod paperwork;
mod phones;

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

pub use alerts::Alert;
pub use calls::{Call, CallStatus, CallerBehaviour, Recording};
pub(crate) use calls::{LegSwitch, PartyAction};
pub(crate) use geography::place_of;
pub use lines::{Line, LineSetup};
pub use media::Media;
pub(crate) use media::StoredMedia;
pub(crate) use messages::MessageBook;
pub use messages::{Message, MessageStatus};
pub use paperwork::{LineService, Paperwork};
pub use phones::{AnsweredBy, Behaviour, Phone, PhoneKind, ScreenText};

/// Why a control of the simulated carrier could not be obeyed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum SimulatorError {
    /// Nothing rings or speaks on that phone.
    #[error("no call is on {phone}")]
    NoCallOnPhone {
        /// The phone asked for.
        phone: String,
    },
    /// No live call has that id.
    #[error("no live call {call}")]
    NoSuchCall {
        /// The call asked for.
        call: String,
    },
    /// The dialled number is none of our lines.
    #[error("{line} is not one of this carrier's lines")]
    NoSuchLine {
        /// The number asked for.
        line: String,
    },
}

/// How the account stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AccountState {
    /// Whether it is on trial.
    pub trial: bool,
    /// `active`, `suspended` or `closed`.
    pub status: String,
}

impl Default for AccountState {
    fn default() -> Self {
        Self {
            trial: false,
            status: "active".to_owned(),
        }
    }
}

/// Everything that exists, under one lock that is never held across an await.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) lines: BTreeMap<String, Line>,
    pub(crate) phones: HashMap<String, Phone>,
    pub(crate) screens: HashMap<String, Vec<ScreenText>>,
    pub(crate) messages: MessageBook,
    pub(crate) calls: Vec<Call>,
    pub(crate) switches: HashMap<String, LegSwitch>,
    pub(crate) recordings: HashMap<String, Recording>,
    pub(crate) media: HashMap<String, StoredMedia>,
    /// Blocked pairs: (our line, outside number).
    pub(crate) opt_outs: HashSet<(String, String)>,
    pub(crate) alerts: Vec<Alert>,
    pub(crate) account: AccountState,
}

impl World {
    pub(crate) fn call(&self, sid: &str) -> Option<&Call> {
        self.calls.iter().rev().find(|call| call.sid == sid)
    }

    pub(crate) fn call_mut(&mut self, sid: &str) -> Option<&mut Call> {
        self.calls.iter_mut().rev().find(|call| call.sid == sid)
    }

    /// What kind of number this is; lines of ours are mobile as far as texts are concerned.
    pub(crate) fn kind_of(&self, number: &str, unknown: PhoneKind) -> PhoneKind {
        self.phones.get(number).map_or(unknown, |phone| phone.kind)
    }

    /// Forgets what happened, keeps account, lines and phones as they are set up.
    pub(crate) fn forget_history(&mut self) {
        let kept = Self {
            lines: std::mem::take(&mut self.lines),
            phones: std::mem::take(&mut self.phones),
            account: std::mem::take(&mut self.account),
            ..Self::default()
        };
        *self = kept;
    }
}
