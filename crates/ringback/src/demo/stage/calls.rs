//! Calls on the phones' screens: how far they have come, and what is heard.

use ringback_simulator::{AnsweredBy, Side, SimEvent, Sound};
use serde::Serialize;

use super::Stage;
use crate::demo::people::{self, OWNER_PHONE};

/// How many captions a screen keeps.
const HEARD_MAX: usize = 12;

/// How far a call has come, as one phone sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::demo) enum Phase {
    /// The caller has dialled and hears nothing yet.
    Dialing,
    /// It rings.
    Ringing,
    /// A person picked up and has not accepted.
    Screening,
    /// The phone's own voicemail picked up.
    Mailbox,
    /// The caller is spoken to by the line.
    Announcement,
    /// The line's voicemail records.
    Recording,
    /// Caller and owner talk.
    Talking,
}

impl Phase {
    /// Whether somebody listens, talks or has to press a key: nothing that time-lapse may hurry.
    pub(in crate::demo) fn needs_a_person(self) -> bool {
        match self {
            Self::Screening | Self::Announcement | Self::Recording | Self::Talking => true,
            Self::Dialing | Self::Ringing | Self::Mailbox => false,
        }
    }
}

/// One thing that is heard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(in crate::demo) struct Heard {
    kind: &'static str,
    text: String,
}

/// A call on one phone.
#[derive(Debug, Clone, Serialize)]
pub(in crate::demo) struct CallView {
    /// The carrier's id of the caller's leg.
    #[serde(skip)]
    pub(in crate::demo) id: String,
    pub(in crate::demo) phase: Phase,
    /// When the call reached this phone, milliseconds since 1970.
    started: i64,
    /// When this phase began, milliseconds since 1970.
    since: i64,
    heard: Vec<Heard>,
    /// Who calls, as the owner's phone shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
}

impl CallView {
    pub(super) fn placed(call: &str, at_ms: i64) -> Self {
        Self {
            id: call.to_owned(),
            phase: Phase::Dialing,
            started: at_ms,
            since: at_ms,
            heard: Vec::new(),
            from: None,
        }
    }

    fn rings(call: &str, caller_id: &str, at_ms: i64) -> Self {
        let from = Some(people::shown(caller_id));
        Self {
            phase: Phase::Ringing,
            from,
            ..Self::placed(call, at_ms)
        }
    }

    fn enter(&mut self, phase: Phase, at_ms: i64) {
        if self.phase != phase {
            self.phase = phase;
            self.since = at_ms;
        }
    }

    fn hear(&mut self, sound: &Sound) {
        let (kind, text) = match sound {
            Sound::Ringing => ("tone", String::new()),
            Sound::Speech { text } => ("say", text.clone()),
            Sound::Audio { .. } => ("audio", String::new()),
            Sound::Beep => ("beep", String::new()),
            Sound::Voice => ("voice", String::new()),
            Sound::HangUp => return,
        };
        self.heard.push(Heard { kind, text });
        if self.heard.len() > HEARD_MAX {
            self.heard.remove(0);
        }
    }
}

impl Stage {
    pub(super) fn apply_to_calls(&mut self, at_ms: i64, event: &SimEvent) -> bool {
        match event {
            SimEvent::PhoneRings {
                call,
                phone,
                caller_id,
                ..
            } if phone == OWNER_PHONE => {
                self.owner.call = Some(CallView::rings(call, caller_id, at_ms));
                true
            }
            SimEvent::PhoneAnswered {
                call, phone, by, ..
            } if phone == OWNER_PHONE => {
                let phase = match by {
                    AnsweredBy::Person => Phase::Screening,
                    AnsweredBy::Mailbox => Phase::Mailbox,
                };
                self.owner_call(call, |view| view.enter(phase, at_ms))
            }
            SimEvent::PhoneEnded { call, phone, .. } if phone == OWNER_PHONE => {
                let ended = self.owner_call(call, |_| ());
                if ended {
                    self.owner.call = None;
                }
                ended
            }
            SimEvent::Heard {
                call,
                side: Side::Callee,
                heard,
                ..
            } => self.owner_call(call, |view| view.hear(heard)),
            SimEvent::Heard {
                call,
                side: Side::Caller,
                heard,
                ..
            } => self.caller_call(call, |view| caller_hears(view, heard, at_ms)),
            SimEvent::Bridged { call, .. } => {
                let mine = self.owner_call(call, |view| view.enter(Phase::Talking, at_ms));
                self.caller_call(call, |view| view.enter(Phase::Talking, at_ms)) || mine
            }
            SimEvent::CallEnded { call, .. } => self.call_ended(call),
            _ => false,
        }
    }

    fn owner_call(&mut self, call: &str, change: impl FnOnce(&mut CallView)) -> bool {
        let view = self.owner.call.as_mut().filter(|view| view.id == call);
        view.map(change).is_some()
    }

    fn caller_call(&mut self, call: &str, change: impl FnOnce(&mut CallView)) -> bool {
        let mut views = self
            .callers
            .iter_mut()
            .filter_map(|phone| phone.call.as_mut());
        views.find(|view| view.id == call).map(change).is_some()
    }

    fn call_ended(&mut self, call: &str) -> bool {
        let is_it = |view: &CallView| view.id == call;
        let mut changed = self.owner.call.take_if(|view| is_it(view)).is_some();
        for phone in &mut self.callers {
            changed |= phone.call.take_if(|view| is_it(view)).is_some();
        }
        changed
    }
}

/// What the caller hears also says how far the call has come.
fn caller_hears(view: &mut CallView, heard: &Sound, at_ms: i64) {
    match heard {
        Sound::Ringing => view.enter(Phase::Ringing, at_ms),
        Sound::Speech { .. } | Sound::Audio { .. } => view.enter(Phase::Announcement, at_ms),
        Sound::Beep => view.enter(Phase::Recording, at_ms),
        Sound::Voice | Sound::HangUp => {}
    }
    view.hear(heard);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use ringback_simulator::{CallStatus, LegOutcome};

    fn hears(side: Side, heard: Sound) -> SimEvent {
        let phone = if side == Side::Caller {
            "+13125550131"
        } else {
            OWNER_PHONE
        };
        SimEvent::Heard {
            call: "CA1".into(),
            leg: "L".into(),
            phone: phone.into(),
            side,
            heard,
        }
    }

    fn stage_with(events: &[SimEvent]) -> Stage {
        let mut stage = Stage::new();
        stage.call_placed("dana", "CA1", 0);
        for (at_ms, event) in (1..).zip(events) {
            stage.apply(at_ms, event, |_| None);
        }
        stage
    }

    fn rings() -> SimEvent {
        SimEvent::PhoneRings {
            call: "CA1".into(),
            leg: "L".into(),
            phone: OWNER_PHONE.into(),
            caller_id: "+13125550131".into(),
        }
    }

    #[test]
    fn a_call_rings_at_both_ends_and_is_screened() {
        let picked_up = SimEvent::PhoneAnswered {
            call: "CA1".into(),
            leg: "L".into(),
            phone: OWNER_PHONE.into(),
            by: AnsweredBy::Person,
        };
        let press = Sound::Speech {
            text: "Press 1".into(),
        };
        assert!(!stage_with(&[rings(), hears(Side::Caller, Sound::Ringing)]).needs_a_person());
        let stage = stage_with(&[
            rings(),
            hears(Side::Caller, Sound::Ringing),
            picked_up,
            hears(Side::Callee, press),
        ]);
        let owner = stage.owner.call.unwrap();
        assert_eq!(
            (owner.phase, owner.started, owner.since),
            (Phase::Screening, 1, 3)
        );
        assert_eq!(owner.from.as_deref(), Some("(312) 555-0131"));
        assert_eq!(owner.heard.last().unwrap().text, "Press 1");
        assert_eq!(
            stage.callers[0].call.as_ref().unwrap().phase,
            Phase::Ringing
        );
    }

    #[test]
    fn after_the_owner_declined_the_caller_still_hears_the_announcement() {
        let declined = SimEvent::PhoneEnded {
            call: "CA1".into(),
            leg: "L".into(),
            phone: OWNER_PHONE.into(),
            outcome: LegOutcome::Declined,
        };
        let sorry = Sound::Speech {
            text: "Sorry".into(),
        };
        let mut stage = stage_with(&[rings(), declined, hears(Side::Caller, sorry)]);
        assert!(stage.owner.call.is_none());
        assert_eq!(
            stage.callers[0].call.as_ref().unwrap().phase,
            Phase::Announcement
        );
        assert!(stage.is_busy() && stage.needs_a_person());
        let ended = SimEvent::CallEnded {
            call: "CA1".into(),
            status: CallStatus::Completed,
        };
        assert!(stage.apply(9, &ended, |_| None));
        assert!(!stage.is_busy());
    }

    #[test]
    fn another_call_changes_nothing_here() {
        let mut stage = stage_with(&[rings()]);
        let other = SimEvent::CallEnded {
            call: "CA2".into(),
            status: CallStatus::Completed,
        };
        assert!(!stage.apply(5, &other, |_| None));
        assert!(stage.owner.call.is_some());
    }
}
