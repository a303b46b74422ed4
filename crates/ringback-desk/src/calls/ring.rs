//! Ringing the owner's phones: which, for how long, and what a round's end means.

use super::call::{Call, DialResult};
use super::missed::MissedWhy;
use super::outcome::Outcome;
use super::step::{RingRound, Step, VoiceReply, silence_after};
use crate::carrier_event::LegStatus;
use crate::clock::Instant;
use crate::lines::{Acceptance, Line, RingOrder};
use crate::phone::PhoneNumber;
use crate::timeline::Happened;

/// What is left of the ring time below which another round is not worth starting.
const ROUND_SECONDS_MIN: u32 = 5;
/// The least that one phone rings when the phones ring in turn; the carrier cannot do less.
const TURN_SECONDS_MIN: u32 = 10;

pub(super) fn arrived(
    call: &mut Call,
    line: &Line,
    caller: Option<&PhoneNumber>,
    now: Instant,
) -> Step {
    if call.arrived_at.is_some() {
        return again(call);
    }
    call.arrived_at = Some(now);
    call.acceptance = line.acceptance;
    call.ring_seconds = line.ring_seconds;
    let heard = Step::new(VoiceReply::AfterMiss).with(Happened::CallArrived {
        forwarded: line.forwarded,
    });
    if !call.outcome.is_open() {
        return heard;
    }
    if line.forwarded {
        return heard.missed(call, MissedWhy::Forwarded);
    }
    if call.end.is_some() {
        return heard.missed(call, MissedWhy::GaveUp);
    }
    let phones: Vec<PhoneNumber> = line
        .rings()
        .filter(|phone| Some(*phone) != caller)
        .cloned()
        .collect();
    match begin_round(call, line, &phones, line.ring_seconds) {
        Some(round) => {
            let mut step = heard
                .with(ringing(&round))
                .wake_at(silence_after(line.ring_seconds, now));
            step.reply = VoiceReply::Ring(round);
            step
        }
        None => heard.missed(call, MissedWhy::NobodyToRing),
    }
}

/// The same answer again, for a carrier that asks twice.
fn again(call: &Call) -> Step {
    Step::new(match call.outcome {
        Outcome::Open if call.round > 0 => VoiceReply::Ring(RingRound {
            round: call.round,
            phones: call.ringing.clone(),
            ring_seconds: call.round_seconds,
            acceptance: call.acceptance,
        }),
        Outcome::Answered => VoiceReply::HangUp,
        Outcome::Open | Outcome::Missed { .. } => VoiceReply::AfterMiss,
    })
}

pub(super) fn dial_ended(
    call: &mut Call,
    line: &Line,
    round: u32,
    result: &DialResult,
    call_status: LegStatus,
    now: Instant,
) -> Step {
    let caller_gone = call_status.is_final() || call.end.is_some();
    if !call.outcome.is_open() {
        return Step::new(match call.outcome {
            Outcome::Missed { .. } if !caller_gone => VoiceReply::AfterMiss,
            _ => VoiceReply::HangUp,
        });
    }
    if round < call.round {
        return again(call);
    }
    call.dial = Some(result.clone());
    let step = Step::new(VoiceReply::HangUp).with(Happened::DialEnded {
        status: result.status,
        bridged: result.bridged,
    });
    if connected(call, result) {
        return step.decide(call, Outcome::Answered);
    }
    for phone in std::mem::take(&mut call.picked_up) {
        call.mark_tried(&phone);
    }
    if !caller_gone && let Some(next) = next_round(call, line, result, now) {
        let mut step = step
            .with(ringing(&next))
            .wake_at(silence_after(next.ring_seconds, now));
        step.reply = VoiceReply::Ring(next);
        return step;
    }
    let mut step = step.missed(call, why(call, line, result, caller_gone));
    if !caller_gone {
        step.reply = VoiceReply::AfterMiss;
    }
    step
}

/// Whether a person took the call: picked up, accepted where that is asked for, and connected.
fn connected(call: &Call, result: &DialResult) -> bool {
    // `answered` is what a conference says, `completed` everything else.
    let picked_up = matches!(result.status, LegStatus::Completed | LegStatus::InProgress);
    match call.acceptance {
        Acceptance::Key | Acceptance::Machine => {
            call.accepted_by.is_some() && picked_up && result.bridged != Some(false)
        }
        Acceptance::None => picked_up && result.bridged != Some(false),
    }
}

fn why(call: &Call, line: &Line, result: &DialResult, caller_gone: bool) -> MissedWhy {
    let accepted = call.accepted_by.is_some() || call.acceptance == Acceptance::None;
    // Phones in turn are also tried when they only rang.
    let mailbox = line.ring_order == RingOrder::AtOnce && !call.tried.is_empty();
    match result.status {
        LegStatus::Completed | LegStatus::InProgress if accepted => MissedWhy::NotConnected,
        LegStatus::Completed | LegStatus::InProgress => MissedWhy::NotAccepted,
        LegStatus::Canceled | LegStatus::NoAnswer if caller_gone => MissedWhy::GaveUp,
        LegStatus::NoAnswer if mailbox => MissedWhy::NotAccepted,
        LegStatus::NoAnswer | LegStatus::Canceled => MissedWhy::NoAnswer,
        LegStatus::Busy => MissedWhy::Declined,
        LegStatus::Failed => MissedWhy::Unreachable,
        LegStatus::Queued | LegStatus::Ringing | LegStatus::Unrecognised => MissedWhy::Unrecognised,
    }
}

/// The phones that may still ring, when a mailbox or a turn ended the last round.
///
/// With several phones at once the first pick-up stops the others, and a mailbox picks up first
/// (twilio.com/docs/voice/twiml/dial: simultaneous calling). So the others ring again, for what
/// is left of the time.
fn next_round(
    call: &mut Call,
    line: &Line,
    result: &DialResult,
    now: Instant,
) -> Option<RingRound> {
    let mailbox = matches!(result.status, LegStatus::Completed | LegStatus::InProgress);
    let in_turn = line.ring_order == RingOrder::InTurn;
    if call.accepted_by.is_some() || !(mailbox || in_turn) {
        return None;
    }
    if in_turn {
        for phone in call.ringing.clone() {
            call.mark_tried(&phone);
        }
    }
    // Nobody told us which phone picked up: it must have been the only one.
    if mailbox && call.tried.is_empty() {
        return None;
    }
    let rang = now.since(call.arrived_at?).as_secs();
    let left = call
        .ring_seconds
        .saturating_sub(u32::try_from(rang).unwrap_or(u32::MAX));
    // Each phone has its turn, though the carrier's least ring time may add up to more.
    if left < ROUND_SECONDS_MIN && !in_turn {
        return None;
    }
    let caller = PhoneNumber::from_e164(&call.from).ok();
    let rest: Vec<PhoneNumber> = line
        .rings()
        .filter(|phone| !call.tried.contains(phone) && Some(**phone) != caller)
        .copied()
        .collect();
    begin_round(call, line, &rest, left)
}

fn begin_round(
    call: &mut Call,
    line: &Line,
    phones: &[PhoneNumber],
    ring_seconds: u32,
) -> Option<RingRound> {
    let first = phones.first()?;
    let (phones, ring_seconds) = match line.ring_order {
        RingOrder::AtOnce => (phones.to_vec(), ring_seconds),
        RingOrder::InTurn => {
            let turns = u32::try_from(phones.len()).unwrap_or(u32::MAX);
            (vec![*first], (ring_seconds / turns).max(TURN_SECONDS_MIN))
        }
    };
    call.round += 1;
    call.round_seconds = ring_seconds;
    call.ringing.clone_from(&phones);
    Some(RingRound {
        round: call.round,
        phones,
        ring_seconds,
        acceptance: call.acceptance,
    })
}

fn ringing(round: &RingRound) -> Happened {
    Happened::PhonesRinging {
        phones: round.phones.clone(),
        ring_seconds: round.ring_seconds,
    }
}
