//! One fact about a call, and what follows from it.
//!
//! Webhooks come in any order, twice or never. Whatever comes first that settles the matter
//! decides it, once; everything later only adds to the journal.

use std::time::Duration;

use super::call::{Call, CallEnd};
use super::missed::MissedWhy;
use super::outcome::Outcome;
use super::{ring, voicemail};
use crate::carrier_event::{AnsweredBy, LegStatus};
use crate::clock::Instant;
use crate::lines::{Acceptance, Line};
use crate::mutants::Mutant;
use crate::phone::PhoneNumber;
use crate::timeline::Happened;

/// How long the dial result may come after the end of a call that was accepted. Without it, a
/// key that was pressed and never connected would depend on the order of two webhooks.
const DIAL_RESULT_GRACE: Duration = Duration::from_secs(3);
/// How long after the ring time the carrier is asked, when no final event came.
const SILENCE: Duration = Duration::from_secs(60);
/// How often a carrier that cannot be asked is tried before the call counts as missed.
const ASKED_MAX: u32 = 12;

/// Something that became known about a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// It arrived. `caller` is set where the caller id is a telephone number.
    Arrived {
        /// Who calls.
        caller: Option<PhoneNumber>,
    },
    /// An owner's phone picked up.
    PickedUp {
        /// Which.
        phone: PhoneNumber,
        /// Who picked up, by machine detection.
        answered_by: Option<AnsweredBy>,
    },
    /// A key was pressed on an owner's phone, or the wait for one ended.
    Key {
        /// Which phone.
        phone: PhoneNumber,
        /// The keys.
        digits: String,
    },
    /// A leg to an owner's phone changed.
    Leg {
        /// Which phone.
        phone: PhoneNumber,
        /// To what.
        status: LegStatus,
    },
    /// A round of ringing ended.
    DialEnded {
        /// Which round.
        round: u32,
        /// The carrier's word, and whether the legs were connected.
        result: super::DialResult,
        /// How the caller's leg stands.
        call_status: LegStatus,
    },
    /// The caller's leg ended.
    Ended {
        /// The carrier's word.
        status: LegStatus,
    },
    /// A recording ended, or it turned out that there is none.
    Voicemail {
        /// Whether the caller left one.
        left: bool,
    },
    /// The carrier was asked.
    Asked(CarrierView),
    /// The time came that [`Step::wake`] named.
    Woke,
}

/// What the carrier says when it is asked about a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CarrierView {
    /// How the caller's leg stands, and whether any owner's leg was ever picked up.
    Known {
        /// How the caller's leg stands.
        status: LegStatus,
        /// Whether a leg to an owner's phone was completed with time on it.
        phone_talked: bool,
    },
    /// The carrier does not know the call.
    NotFound,
    /// The carrier could not be asked.
    Unreachable,
}

/// The next round of ringing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RingRound {
    /// Which; 1 is the first.
    pub round: u32,
    /// The phones to ring.
    pub phones: Vec<PhoneNumber>,
    /// How long, as the caller hears it.
    pub ring_seconds: u32,
    /// What counts as a person taking the call.
    pub acceptance: Acceptance,
}

/// What to answer on the leg that asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VoiceReply {
    /// Ring these phones.
    Ring(RingRound),
    /// The call is missed: what the line's setting says, if the caller is still there.
    AfterMiss,
    /// Ask whoever picked up to press the key.
    Screen,
    /// Connect the caller.
    Connect,
    /// End this leg.
    HangUp,
    /// Nothing to say.
    Nothing,
}

/// When to look at the call again, and what for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wake {
    /// Leave the time as it is.
    Keep,
    /// Look again at this time.
    At(Instant),
    /// Never again.
    Never,
}

/// What follows from a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What to answer.
    pub reply: VoiceReply,
    /// When to look again.
    pub wake: Wake,
    /// Whether the carrier is to be asked now.
    pub ask: bool,
    /// What goes into the journal.
    pub happened: Vec<Happened>,
    /// The outcome, when this fact decided it.
    pub decided: Option<Outcome>,
    /// Whether it is to be decided now if the missed call is texted.
    pub text_due: bool,
}

impl Step {
    pub(super) fn new(reply: VoiceReply) -> Self {
        Self {
            reply,
            wake: Wake::Keep,
            ask: false,
            happened: Vec::new(),
            decided: None,
            text_due: false,
        }
    }

    pub(super) fn with(mut self, happened: Happened) -> Self {
        self.happened.push(happened);
        self
    }

    pub(super) fn wake_at(mut self, at: Instant) -> Self {
        self.wake = Wake::At(at);
        self
    }

    /// Settles the call. The caller has checked that it was open.
    pub(super) fn decide(mut self, call: &mut Call, outcome: Outcome) -> Self {
        assert!(
            call.outcome.is_open() || Mutant::DecideTwice.is_on(),
            "a call is decided once"
        );
        call.outcome = outcome;
        self.decided = Some(outcome);
        self.wake = Wake::Never;
        self.text_due = matches!(outcome, Outcome::Missed { .. });
        self.happened.push(match outcome {
            Outcome::Missed { why } => Happened::Missed { why },
            Outcome::Answered | Outcome::Open => Happened::Answered,
        });
        self
    }

    pub(super) fn missed(self, call: &mut Call, why: MissedWhy) -> Self {
        self.decide(call, Outcome::Missed { why })
    }
}

/// Takes one fact into the call. `now` is when we heard of it.
pub fn step(call: &mut Call, line: &Line, fact: &Fact, now: Instant) -> Step {
    let step = watched(call, line, fact, now);
    voicemail::wait(step, call, line, now)
}

/// A step after which somebody looks after the call.
fn watched(call: &mut Call, line: &Line, fact: &Fact, now: Instant) -> Step {
    if call.arrived_at.is_some() {
        return take(call, line, fact, now);
    }
    // The arrival is late or lost. Until it comes the line says what counts as acceptance, and
    // somebody has to look after the call.
    call.acceptance = line.acceptance;
    let step = take(call, line, fact, now);
    let is_watched = step.wake != Wake::Keep || call.end.is_some() || !call.outcome.is_open();
    if is_watched {
        step
    } else {
        step.wake_at(silence_after(line.ring_seconds, now))
    }
}

fn take(call: &mut Call, line: &Line, fact: &Fact, now: Instant) -> Step {
    match fact {
        Fact::Arrived { caller } => ring::arrived(call, line, caller.as_ref(), now),
        Fact::PickedUp { phone, answered_by } => picked_up(call, phone, *answered_by),
        Fact::Key { phone, digits } => key(call, phone, digits),
        Fact::Leg { phone, status } => leg(call, phone, *status),
        Fact::DialEnded {
            round,
            result,
            call_status,
        } => ring::dial_ended(call, line, *round, result, *call_status, now),
        Fact::Ended { status } => ended(call, *status, now),
        Fact::Voicemail { left } => voicemail::ended(call, *left),
        Fact::Asked(view) => asked(call, view, now),
        Fact::Woke => woke(call, now),
    }
}

/// When to ask the carrier about a call that began to ring at `now`.
pub(super) fn silence_after(ring_seconds: u32, now: Instant) -> Instant {
    now.plus(Duration::from_secs(u64::from(ring_seconds)) + SILENCE)
}

fn picked_up(call: &mut Call, phone: &PhoneNumber, by: Option<AnsweredBy>) -> Step {
    let over = !call.outcome.is_open() || call.end.is_some();
    if over && call.accepted_by.is_none() {
        return Step::new(VoiceReply::HangUp);
    }
    if call.accepted_by.as_ref() == Some(phone) {
        return Step::new(VoiceReply::Connect);
    }
    if !call.picked_up.contains(phone) {
        call.picked_up.push(*phone);
    }
    let seen = Happened::PhonePickedUp { phone: *phone };
    match (call.acceptance, by) {
        (Acceptance::Machine, Some(AnsweredBy::Human)) => accept(call, phone).with(seen),
        (Acceptance::Machine, Some(AnsweredBy::Machine)) => not_here(call, phone).with(seen),
        (Acceptance::None, _) => Step::new(VoiceReply::Connect).with(seen),
        _ => Step::new(VoiceReply::Screen).with(seen),
    }
}

fn key(call: &mut Call, phone: &PhoneNumber, digits: &str) -> Step {
    if call.accepted_by.as_ref() == Some(phone) {
        return Step::new(VoiceReply::Connect);
    }
    let taken = call.accepted_by.is_some();
    if taken || !call.outcome.is_open() || call.end.is_some() {
        return Step::new(VoiceReply::HangUp);
    }
    if digits.trim() == "1" {
        accept(call, phone)
    } else {
        not_here(call, phone)
    }
}

fn accept(call: &mut Call, phone: &PhoneNumber) -> Step {
    call.accepted_by = Some(*phone);
    call.picked_up.retain(|picked| picked != phone);
    Step::new(VoiceReply::Connect).with(Happened::Accepted { phone: *phone })
}

fn not_here(call: &mut Call, phone: &PhoneNumber) -> Step {
    call.mark_tried(phone);
    Step::new(VoiceReply::HangUp).with(Happened::Mailbox { phone: *phone })
}

fn leg(call: &mut Call, phone: &PhoneNumber, status: LegStatus) -> Step {
    let taken = status == LegStatus::InProgress
        && call.acceptance == Acceptance::None
        && !call.picked_up.contains(phone);
    if taken && call.outcome.is_open() {
        call.picked_up.push(*phone);
        return Step::new(VoiceReply::Nothing).with(Happened::PhonePickedUp { phone: *phone });
    }
    Step::new(VoiceReply::Nothing)
}

fn ended(call: &mut Call, status: LegStatus, now: Instant) -> Step {
    let step = Step::new(VoiceReply::Nothing);
    if !status.is_final() || call.end.is_some() {
        return step;
    }
    call.end = Some(CallEnd { status, at: now });
    let step = step.with(Happened::CallEnded { status });
    if !call.outcome.is_open() && !Mutant::DecideTwice.is_on() {
        return voicemail::caller_gone(step, call, now);
    }
    if call.arrived_at.is_none() {
        // Nobody asked us what to do with it: the carrier knows whether anybody spoke.
        let mut step = step.wake_at(now.plus(ask_again_after(call.asked)));
        step.ask = true;
        return step;
    }
    // Where picking up is enough, a leg that was answered was connected (`answerOnBridge`), though
    // the word of the pick-up may be lost: the dial result or the carrier has to say.
    let maybe_taken = call.acceptance == Acceptance::None && status == LegStatus::Completed;
    if call.was_taken() || maybe_taken {
        return step.wake_at(now.plus(DIAL_RESULT_GRACE));
    }
    step.missed(call, MissedWhy::GaveUp)
}

fn woke(call: &mut Call, now: Instant) -> Step {
    let mut step = Step::new(VoiceReply::Nothing);
    if Mutant::ForgetToAsk.is_on() && call.outcome.is_open() && call.end.is_none() {
        step.wake = Wake::Never;
        return step;
    }
    if !call.outcome.is_open() {
        step.wake = Wake::Never;
        step.text_due = call.text_waits_until.is_some();
        if !Mutant::TimerTwice.is_on() {
            call.text_waits_until = None;
        }
        return step;
    }
    if call.end.is_some() && call.was_taken() {
        return step.decide(call, Outcome::Answered);
    }
    step.ask = true;
    // Should the question get lost as well, it is asked again.
    step.wake_at(now.plus(ask_again_after(call.asked)))
}

fn asked(call: &mut Call, view: &CarrierView, now: Instant) -> Step {
    let step = Step::new(VoiceReply::Nothing);
    if !call.outcome.is_open() {
        return step;
    }
    call.asked += 1;
    let said = match view {
        CarrierView::Known { status, .. } => Some(*status),
        CarrierView::NotFound | CarrierView::Unreachable => None,
    };
    let step = step.with(Happened::CarrierAsked { said });
    match view {
        CarrierView::Known { status, .. } if !status.is_final() && call.end.is_none() => {
            step.wake_at(now.plus(SILENCE))
        }
        CarrierView::Known { phone_talked, .. } => {
            let talked = *phone_talked && call.acceptance == Acceptance::None;
            if call.was_taken() || talked {
                step.decide(call, Outcome::Answered)
            } else {
                step.missed(call, MissedWhy::FoundLater)
            }
        }
        CarrierView::Unreachable if call.asked < ASKED_MAX => {
            step.wake_at(now.plus(ask_again_after(call.asked)))
        }
        CarrierView::NotFound | CarrierView::Unreachable => {
            step.missed(call, MissedWhy::FoundLater)
        }
    }
}

/// 5, 10, 20, 40, then every 60 seconds.
fn ask_again_after(asked: u32) -> Duration {
    Duration::from_secs((5_u64 << asked.min(4)).min(60))
}

#[cfg(test)]
#[path = "step_tests.rs"]
mod tests;
