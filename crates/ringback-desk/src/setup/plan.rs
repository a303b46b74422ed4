//! What pointing a number at this server changes: shown before anything is touched.

use super::facts::{NumberFacts, ServiceFacts};
use super::wiring::{Hook, NOTHING, Slot, Wiring};

/// Where calls and texts are to lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Here {
    /// For calls.
    pub call: String,
    /// For the ends of calls.
    pub call_end: String,
    /// For texts.
    pub text: String,
}

/// One setting that will be replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it is.
    pub what: String,
    /// What it says now.
    pub now: String,
    /// What it will say.
    pub then: String,
}

impl Change {
    /// The change as one line: `texts (SMS URL): https://old… -> https://new…`.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{}: {} -> {}", self.what, self.now, self.then)
    }
}

/// What is to be done with one number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The wiring to write.
    pub after: Wiring,
    /// The settings in which it differs from what is there.
    pub slots: Vec<Slot>,
    /// The messaging service that is to leave texts to its numbers' own setting, if one has to.
    pub service: Option<ServiceFacts>,
    /// The same in words, for showing.
    pub changes: Vec<Change>,
}

impl Plan {
    /// Whether everything leads here already.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.slots.is_empty() && self.service.is_none()
    }

    /// Whether something is there that will be gone. A number fresh from the carrier has nothing.
    #[must_use]
    pub fn replaces(&self) -> bool {
        self.service.is_some() || self.changes.iter().any(|change| change.now != NOTHING)
    }

    /// How many other numbers would get their texts elsewhere than today, because the service that
    /// they share with this one has an address of its own.
    #[must_use]
    pub fn others_moved(&self) -> usize {
        match &self.service {
            Some(service) if !service.inbound.url.is_empty() => service.others,
            _ => 0,
        }
    }
}

/// Plans to point a number here. Fallback addresses are left alone: they are asked only when this
/// server cannot answer, and whatever stands there is better than silence.
#[must_use]
pub fn plan(facts: &NumberFacts, here: &Here) -> Plan {
    let now = &facts.wiring;
    let after = Wiring {
        call: Hook::post(&here.call),
        call_end: Hook::post(&here.call_end),
        text: Hook::post(&here.text),
        // Each of these would override the addresses above.
        trunk: String::new(),
        call_application: String::new(),
        text_application: String::new(),
        call_fallback: now.call_fallback.clone(),
        text_fallback: now.text_fallback.clone(),
    };
    let slots = now.differences(&after);
    let service = facts.service.clone().filter(ServiceFacts::overrides_texts);
    let mut changes = changes(now, &after, &slots);
    changes.extend(service.as_ref().map(service_change));
    Plan {
        after,
        slots,
        service,
        changes,
    }
}

/// Settings that go from one wiring to another, in words.
#[must_use]
pub fn changes(now: &Wiring, then: &Wiring, slots: &[Slot]) -> Vec<Change> {
    let change = |slot: &Slot| Change {
        what: slot.words().to_owned(),
        now: now.setting(*slot).words(),
        then: then.setting(*slot).words(),
    };
    slots.iter().map(change).collect()
}

fn service_change(service: &ServiceFacts) -> Change {
    Change {
        what: format!("Messaging Service \"{}\"", service.name),
        now: if service.inbound.url.is_empty() {
            "drops every text that comes in".to_owned()
        } else {
            format!("sends every text that comes in to {}", service.inbound.url)
        },
        then: "leaves it to each number's own SMS URL".to_owned(),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::phone::PhoneNumber;

    pub(in crate::setup) fn here() -> Here {
        Here {
            call: "https://ring.example.com/twilio/voice".to_owned(),
            call_end: "https://ring.example.com/twilio/status".to_owned(),
            text: "https://ring.example.com/twilio/message".to_owned(),
        }
    }

    pub(in crate::setup) fn number() -> NumberFacts {
        NumberFacts {
            id: "PN1".to_owned(),
            number: PhoneNumber::from_e164("+13125550100").unwrap(),
            takes_calls: true,
            takes_texts: true,
            takes_pictures: true,
            wiring: Wiring::default(),
            service: None,
        }
    }

    pub(in crate::setup) fn service(inbound: &str, others: usize) -> ServiceFacts {
        ServiceFacts {
            id: "MG1".to_owned(),
            name: "Reminders".to_owned(),
            inbound: Hook::post(inbound),
            uses_number_setting: false,
            others,
        }
    }

    #[test]
    fn what_overrides_is_taken_off_and_what_helps_in_need_stays() {
        let mut facts = number();
        facts.wiring = Wiring {
            trunk: "TK1".to_owned(),
            text_application: "AP1".to_owned(),
            call_fallback: Hook::post("https://old.example/fallback"),
            ..Wiring::default()
        };
        let plan = plan(&facts, &here());
        assert_eq!(
            plan.slots,
            [
                Slot::Call,
                Slot::CallEnd,
                Slot::Text,
                Slot::Trunk,
                Slot::TextApplication
            ]
        );
        assert_eq!(plan.after.call_fallback, facts.wiring.call_fallback);
        assert_eq!(plan.changes[3].line(), "SIP trunk: TK1 -> nothing");
        assert!(plan.replaces());
    }

    #[test]
    fn a_fresh_number_has_nothing_to_lose() {
        assert!(!plan(&number(), &here()).replaces());
    }

    #[test]
    fn planning_again_finds_nothing_to_do() {
        let mut facts = number();
        let first = plan(&facts, &here());
        assert!(!first.is_done());
        facts.wiring = first.after;
        assert!(plan(&facts, &here()).is_done());
    }

    #[test]
    fn a_service_is_changed_only_where_it_overrides() {
        let mut facts = number();
        facts.wiring = plan(&facts, &here()).after;
        facts.service = Some(service("", 3));
        let silent = plan(&facts, &here());
        assert!(silent.slots.is_empty() && !silent.is_done());
        assert_eq!(silent.others_moved(), 0, "nobody loses what was dropped");
        assert!(silent.changes[0].line().contains("drops every text"));

        facts.service = Some(service("https://old.example/sms", 3));
        assert_eq!(plan(&facts, &here()).others_moved(), 3);

        facts.service = Some(ServiceFacts {
            uses_number_setting: true,
            ..service("https://old.example/sms", 3)
        });
        assert!(plan(&facts, &here()).is_done());
    }
}
