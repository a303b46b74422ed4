//! How calls end, told as stories: who picked up, what was pressed, who hung up, and in which
//! order the webhooks came.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::calls::DialResult;
use crate::calls::sample_line::{CALLER, MORNING, PHONES, line_with_phones, number};
use crate::carrier_event::Attestation;
use crate::lines::RingOrder;

#[path = "step_tests/any_order.rs"]
mod any_order;
#[path = "step_tests/carrier.rs"]
mod carrier;
#[path = "step_tests/dial_results.rs"]
mod dial_results;
#[path = "step_tests/rounds.rs"]
mod rounds;
#[path = "step_tests/screening.rs"]
mod screening;
#[path = "step_tests/silence.rs"]
mod silence;

/// One call on one line, its clock, and what must hold after every fact.
struct Story {
    line: Line,
    call: Call,
    now: Instant,
    wake_at: Option<Instant>,
    decided: Vec<Outcome>,
}

/// A call of which nothing was heard yet.
fn unheard_of(line: Line) -> Story {
    Story {
        line,
        call: Call::new(CALLER.to_owned(), Attestation::Absent),
        now: MORNING,
        wake_at: None,
        decided: Vec::new(),
    }
}

/// A call that makes `count` phones ring.
fn ringing(count: usize) -> Story {
    let mut story = unheard_of(line_with_phones(count));
    let step = story.hears(&arrived());
    assert!(matches!(step.reply, VoiceReply::Ring(_)));
    story
}

impl Story {
    fn hears(&mut self, fact: &Fact) -> Step {
        let before = self.call.clone();
        let step = step(&mut self.call, &self.line, fact, self.now);
        match step.wake {
            Wake::Keep => {}
            Wake::At(at) => self.wake_at = Some(at),
            Wake::Never => self.wake_at = None,
        }
        self.decided.extend(step.decided);
        self.holds(&before, &step, fact);
        step
    }

    /// What holds whatever was heard.
    fn holds(&self, before: &Call, step: &Step, fact: &Fact) {
        let told = !step.happened.is_empty() || step.wake != Wake::Keep;
        assert!(
            told || without_settings(before) == without_settings(&self.call),
            "a change that nobody stores: {fact:?}"
        );
        assert!(self.decided.len() <= 1, "decided twice: {fact:?}");
        let settled = !self.call.outcome.is_open();
        assert_eq!(settled, self.decided.len() == 1, "decided in silence");
        assert_eq!(settled, self.wake_at.is_none(), "who wakes it? {fact:?}");
        let words = step
            .happened
            .iter()
            .filter(|what| matches!(what, Happened::Missed { .. } | Happened::Answered));
        assert_eq!(words.count(), usize::from(step.decided.is_some()));
    }

    fn after(&mut self, seconds: u64) -> &mut Self {
        self.now = self.now.plus(Duration::from_secs(seconds));
        self
    }

    /// Lets the time pass until the call asked to be looked at.
    fn wakes(&mut self) -> Step {
        self.now = self.wake_at.expect("it is to be woken");
        self.hears(&Fact::Woke)
    }

    fn outcome(&self) -> Outcome {
        self.call.outcome
    }

    fn was_missed(&self, why: MissedWhy) -> bool {
        self.outcome() == Outcome::Missed { why }
    }
}

/// Until the arrival is heard of, what counts as acceptance is read from the line each time.
fn without_settings(call: &Call) -> Call {
    Call {
        acceptance: Acceptance::Key,
        ..call.clone()
    }
}

fn arrived() -> Fact {
    Fact::Arrived {
        caller: Some(number(CALLER)),
    }
}

fn phone(index: usize) -> PhoneNumber {
    number(PHONES[index])
}

fn picks_up(index: usize) -> Fact {
    Fact::PickedUp {
        phone: phone(index),
        answered_by: None,
    }
}

fn presses(index: usize, digits: &str) -> Fact {
    Fact::Key {
        phone: phone(index),
        digits: digits.to_owned(),
    }
}

/// A round that ended while the caller is still there.
fn dial(round: u32, status: LegStatus, bridged: bool) -> Fact {
    dial_with(round, status, Some(bridged), LegStatus::InProgress)
}

fn dial_with(round: u32, status: LegStatus, bridged: Option<bool>, caller: LegStatus) -> Fact {
    Fact::DialEnded {
        round,
        result: DialResult { status, bridged },
        call_status: caller,
    }
}

fn ends(status: LegStatus) -> Fact {
    Fact::Ended { status }
}

/// The phones of a round, by their place on the line.
fn rung(step: &Step) -> (u32, Vec<usize>, u32) {
    let VoiceReply::Ring(round) = &step.reply else {
        panic!("it does not ring: {:?}", step.reply);
    };
    let places = round.phones.iter().map(|phone| {
        PHONES
            .iter()
            .position(|known| *known == phone.as_str())
            .unwrap()
    });
    (round.round, places.collect(), round.ring_seconds)
}
