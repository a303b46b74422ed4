//! What stands on the phones: calls and texts as their owners see them.
//!
//! The stage is drawn from what happens at the carrier and from nothing else, so a phone shows a
//! text only when the carrier delivered it there.

mod calls;
mod texts;

use ringback_simulator::SimEvent;
use serde::Serialize;

pub(super) use calls::CallView;
pub(super) use texts::TextView;

use super::people::{self, Handset};

/// A caller's phone.
#[derive(Debug, Clone, Serialize)]
pub(super) struct CallerPhone {
    pub(super) id: &'static str,
    name: &'static str,
    pub(super) number: &'static str,
    shown: String,
    kind: Handset,
    trouble: &'static str,
    suggestions: Vec<&'static str>,
    /// Whether this person has called or written since the demo began.
    used: bool,
    pub(super) call: Option<CallView>,
    messages: Vec<TextView>,
}

/// The owner's phone.
#[derive(Debug, Clone, Serialize)]
pub(super) struct OwnerPhone {
    trouble: &'static str,
    suggestions: [&'static str; 2],
    pub(super) call: Option<CallView>,
    messages: Vec<TextView>,
}

/// All phones.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Stage {
    pub(super) callers: Vec<CallerPhone>,
    pub(super) owner: OwnerPhone,
}

impl Stage {
    /// Phones on which nothing has happened yet.
    pub(super) fn new() -> Self {
        let callers = people::PEOPLE.iter().map(|person| CallerPhone {
            id: person.id,
            name: person.name,
            number: person.number,
            shown: people::shown(person.number),
            kind: person.handset,
            trouble: person.trouble,
            suggestions: if person.says.is_empty() {
                Vec::new()
            } else {
                vec![person.says]
            },
            used: false,
            call: None,
            messages: Vec::new(),
        });
        Self {
            callers: callers.collect(),
            owner: OwnerPhone {
                trouble: people::OWNER_TROUBLE,
                suggestions: people::OWNER_SUGGESTIONS,
                call: None,
                messages: Vec::new(),
            },
        }
    }

    /// Notes that a person called; `call` is the carrier's id.
    pub(super) fn call_placed(&mut self, caller: &str, call: &str, at_ms: i64) {
        if let Some(phone) = self.callers.iter_mut().find(|phone| phone.id == caller) {
            phone.used = true;
            phone.call = Some(CallView::placed(call, at_ms));
        }
    }

    /// Changes what the phones show. `body_of` gives the words of a text by the carrier's id.
    /// Returns whether anything changed.
    pub(super) fn apply(
        &mut self,
        at_ms: i64,
        event: &SimEvent,
        body_of: impl Fn(&str) -> Option<String>,
    ) -> bool {
        self.apply_to_calls(at_ms, event) || self.apply_to_texts(at_ms, event, body_of)
    }

    /// The id of the call on a caller's phone, and of the one on any phone.
    pub(super) fn call_of(&self, caller: &str) -> Option<&str> {
        let phone = self.callers.iter().find(|phone| phone.id == caller)?;
        phone.call.as_ref().map(|call| call.id.as_str())
    }

    /// Whether a call is at a point where somebody listens, talks or has to press a key.
    pub(super) fn needs_a_person(&self) -> bool {
        let callers = self.callers.iter().map(|phone| &phone.call);
        let mut calls = callers.chain([&self.owner.call]).flatten();
        calls.any(|call| call.phase.needs_a_person())
    }

    /// Whether somebody is calling.
    pub(super) fn is_busy(&self) -> bool {
        self.callers.iter().any(|phone| phone.call.is_some())
    }
}
