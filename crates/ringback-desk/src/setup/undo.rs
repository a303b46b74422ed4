//! Putting back what was replaced, and noticing what somebody has changed since.
//!
//! A record is written before the carrier is told anything, so that a set-up which is cut off in
//! the middle can be undone as well. Each setting is judged by itself: one that says what Ringback
//! wrote is put back, one that already says what it said before is left, and any other was changed
//! by somebody since.

use serde::{Deserialize, Serialize};

use super::facts::{NumberFacts, ServiceFacts};
use super::plan::{Change, Plan, changes};
use super::wiring::{Slot, Wiring};

/// What one number was like before and after it was pointed here. Rows outlive code, so it says
/// which version of this file wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "version")]
pub enum UndoRecord {
    /// The only version so far.
    #[serde(rename = "1")]
    V1(Replaced),
}

/// The contents of an [`UndoRecord`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// The carrier's id of the number.
    pub number_id: String,
    /// How it was.
    pub before: Wiring,
    /// How Ringback left it.
    pub after: Wiring,
    /// The messaging service that was told to leave texts to its numbers, as it was before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceFacts>,
}

impl UndoRecord {
    /// The record of carrying out `plan`. Should an earlier one still stand and the number still
    /// be as Ringback left it, its `before` is kept: what is to come back is what was there before
    /// Ringback came, not Ringback's own addresses.
    #[must_use]
    pub fn of(facts: &NumberFacts, plan: &Plan, earlier: Option<&Self>) -> Self {
        let mut before = facts.wiring.clone();
        let mut service = plan.service.clone();
        if let Some(Self::V1(earlier)) = earlier.filter(|record| record.is_of(facts)) {
            for slot in Slot::ALL {
                let replaced = earlier.before.setting(slot) != earlier.after.setting(slot);
                let is_ours = facts.wiring.setting(slot) == earlier.after.setting(slot);
                if replaced && is_ours {
                    before.take(slot, &earlier.before);
                }
            }
            service = service.or_else(|| earlier.service.clone());
        }
        Self::V1(Replaced {
            number_id: facts.id.clone(),
            before,
            after: plan.after.clone(),
            service,
        })
    }

    /// The contents, whichever version wrote them.
    #[must_use]
    pub fn replaced(&self) -> &Replaced {
        match self {
            Self::V1(replaced) => replaced,
        }
    }

    fn is_of(&self, facts: &NumberFacts) -> bool {
        self.replaced().number_id == facts.id
    }
}

/// What undoing would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoPlan {
    /// The settings to put back, and what they will say.
    pub slots: Vec<Slot>,
    /// The wiring after it.
    pub after: Wiring,
    /// The service whose own address is to count again.
    pub service: Option<ServiceFacts>,
    /// What goes back, in words.
    pub changes: Vec<Change>,
    /// What somebody has changed since, in words: put back only when asked to by name.
    pub changed_since: Vec<Change>,
}

impl UndoPlan {
    /// Whether everything is already as it was.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.slots.is_empty() && self.service.is_none()
    }
}

/// Plans to put back what `record` says. With `force` also where somebody has changed it since.
#[must_use]
pub fn undo(record: &UndoRecord, facts: &NumberFacts, force: bool) -> UndoPlan {
    let Replaced {
        before,
        after,
        service,
        ..
    } = record.replaced();
    let now = &facts.wiring;
    let differs = before
        .differences(after)
        .into_iter()
        .filter(|slot| now.setting(*slot) != before.setting(*slot));
    let (ours, foreign): (Vec<_>, Vec<_>) =
        differs.partition(|slot| now.setting(*slot) == after.setting(*slot));
    let changed_since = changes(now, before, &foreign);
    let slots: Vec<Slot> = if force {
        ours.into_iter().chain(foreign).collect()
    } else {
        ours
    };
    let mut then = now.clone();
    for slot in &slots {
        then.take(*slot, before);
    }
    let service = service_to_restore(service.as_ref(), facts);
    let mut changes = changes(now, &then, &slots);
    changes.extend(service.as_ref().map(|service| Change {
        what: format!("Messaging Service \"{}\"", service.name),
        now: "leaves texts to each number's own SMS URL".to_owned(),
        then: "decides itself where texts lead, as before".to_owned(),
    }));
    UndoPlan {
        slots,
        after: then,
        service,
        changes,
        changed_since,
    }
}

/// The service that was changed, if the number is still in it and it still says what we wrote.
fn service_to_restore(changed: Option<&ServiceFacts>, facts: &NumberFacts) -> Option<ServiceFacts> {
    let (changed, now) = (changed?, facts.service.as_ref()?);
    (changed.id == now.id && now.uses_number_setting && !changed.uses_number_setting)
        .then(|| changed.clone())
}

#[cfg(test)]
mod tests {
    use super::super::plan::plan;
    use super::super::plan::tests::{here, number, service};
    use super::super::wiring::Hook;
    use super::*;

    fn wired() -> NumberFacts {
        let mut facts = number();
        facts.wiring = Wiring {
            call: Hook {
                url: "https://old.example/voice?x=1&y=%20".to_owned(),
                method: "GET".to_owned(),
            },
            text_application: "AP1".to_owned(),
            ..Wiring::default()
        };
        facts
    }

    /// The number after the plan was carried out, and the record of it.
    fn pointed_here(facts: &NumberFacts) -> (NumberFacts, UndoRecord) {
        let plan = plan(facts, &here());
        let record = UndoRecord::of(facts, &plan, None);
        let mut after = facts.clone();
        after.wiring = plan.after;
        if let Some(service) = &mut after.service {
            service.uses_number_setting = true;
        }
        (after, record)
    }

    #[test]
    fn what_was_there_comes_back_byte_for_byte() {
        let mut before = wired();
        before.service = Some(service("https://old.example/sms", 0));
        let (now, record) = pointed_here(&before);
        let undo_plan = undo(&record, &now, false);
        assert_eq!(undo_plan.after, before.wiring);
        assert_eq!(undo_plan.service, before.service);
        assert!(undo_plan.changed_since.is_empty());

        let again = undo(&record, &before, false);
        assert!(
            again.is_done(),
            "undoing twice does nothing the second time"
        );
    }

    #[test]
    fn what_somebody_changed_since_is_left_and_named() {
        let before = wired();
        let (mut now, record) = pointed_here(&before);
        now.wiring.call = Hook::post("https://new.example/voice");
        let careful = undo(&record, &now, false);
        assert_eq!(careful.after.call.url, "https://new.example/voice");
        assert_eq!(careful.after.text_application, "AP1");
        assert_eq!(careful.changed_since.len(), 1);
        assert!(
            careful.changed_since[0]
                .line()
                .contains("https://new.example/voice ->")
        );
        assert_eq!(undo(&record, &now, true).after, before.wiring);
    }

    #[test]
    fn what_ringback_never_touched_is_never_put_back() {
        let (mut now, record) = pointed_here(&wired());
        now.wiring.call_fallback = Hook::post("https://new.example/fallback");
        let undo_plan = undo(&record, &now, true);
        assert_eq!(undo_plan.after.call_fallback, now.wiring.call_fallback);
    }

    #[test]
    fn setting_up_again_keeps_what_was_there_first() {
        let before = wired();
        let (now, first) = pointed_here(&before);
        let moved = super::super::plan::Here {
            call: "https://second.example.com/twilio/voice".to_owned(),
            ..here()
        };
        let plan = plan(&now, &moved);
        let second = UndoRecord::of(&now, &plan, Some(&first));
        assert_eq!(second.replaced().before, before.wiring);
        let mut moved_here = now;
        moved_here.wiring = plan.after;
        assert_eq!(undo(&second, &moved_here, false).after, before.wiring);
    }

    #[test]
    fn half_done_is_half_to_undo() {
        let before = wired();
        let (_, record) = pointed_here(&before);
        assert!(
            undo(&record, &before, false).is_done(),
            "nothing was written yet"
        );
    }

    #[test]
    fn records_say_their_version_and_old_ones_are_read() {
        let (_, record) = pointed_here(&wired());
        let json = serde_json::to_string(&record).unwrap();
        assert!(json.starts_with(r#"{"version":"1","#), "{json}");
        assert_eq!(serde_json::from_str::<UndoRecord>(&json).unwrap(), record);
        let stored = r#"{"version":"1","number_id":"PN1","before":{"call":{"url":"","method":"POST"},
            "call_fallback":{"url":"","method":"POST"},"call_end":{"url":"","method":"POST"},
            "text":{"url":"","method":"POST"},"text_fallback":{"url":"","method":"POST"},
            "trunk":"","call_application":"","text_application":""},"after":{
            "call":{"url":"https://ring.example.com/twilio/voice","method":"POST"},
            "call_fallback":{"url":"","method":"POST"},"call_end":{"url":"","method":"POST"},
            "text":{"url":"","method":"POST"},"text_fallback":{"url":"","method":"POST"},
            "trunk":"","call_application":"","text_application":""}}"#;
        let read: UndoRecord = serde_json::from_str(stored).unwrap();
        assert_eq!(
            read.replaced().before.differences(&read.replaced().after),
            [Slot::Call]
        );
    }
}
