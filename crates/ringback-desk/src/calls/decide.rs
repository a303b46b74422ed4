//! Whether a missed call is texted: the one rule that the product exists for.

use super::hold::HoldReason;
use super::missed::MissedWhy;
use crate::brakes::Levels;
use crate::carrier_event::Attestation;
use crate::clock::Instant;
use crate::contacts::Contact;
use crate::lines::Line;
use crate::mutants::Mutant;
use crate::phone::{Classified, NotTextable, text_back};
use crate::segments;
use crate::words::{Door, Occasion, Situation, Written, choose};

/// What to do about a missed call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Send this text.
    Send(Box<Written>),
    /// Send nothing, for this reason.
    Hold(HoldReason),
}

/// A missed call and everything that the decision depends on.
#[derive(Debug, Clone)]
pub struct MissedCall<'a> {
    /// The line that was called.
    pub line: &'a Line,
    /// Who called.
    pub caller: &'a Classified,
    /// What the carrier says of caller id.
    pub attestation: Attestation,
    /// How it was missed.
    pub why: MissedWhy,
    /// When it arrived; `None` when that was never heard of.
    pub arrived_at: Option<Instant>,
    /// When it was missed.
    pub missed_at: Instant,
    /// What is known of the caller.
    pub contact: &'a Contact,
    /// Whether the caller left a voicemail, on a line that waits for it.
    pub voicemail: bool,
    /// How many automatic texts have left.
    pub levels: Levels,
}

/// Decides. Reads nothing but its arguments.
///
/// The first reason that holds is the one that the owner is told, so that those which no setting
/// can change come first.
#[must_use]
pub fn decide(missed: &MissedCall<'_>, now: Instant) -> Decision {
    if missed.line.is_suspended {
        return Decision::Hold(HoldReason::Suspended);
    }
    if missed.line.is_held {
        return Decision::Hold(HoldReason::Restored);
    }
    if let Some(reason) = who_called(missed)
        .or_else(|| what_they_said(missed))
        .or_else(|| how_they_called(missed))
    {
        return Decision::Hold(reason);
    }
    let Some(written) = write(missed, now) else {
        return Decision::Hold(HoldReason::AlreadyTexted);
    };
    if let Some(reason) = what_went_before(missed, now) {
        return Decision::Hold(reason);
    }
    if missed.line.is_unregistered {
        return Decision::Hold(HoldReason::Unregistered);
    }
    if let Some(limits) = &missed.line.brakes {
        let segments = i64::try_from(segments::measure(&written.body).segments);
        let cost = segments
            .unwrap_or(i64::MAX)
            .saturating_mul(limits.segment_micros);
        if let Some(brake) = missed.levels.holding(limits, cost, now) {
            return Decision::Hold(HoldReason::Brake(brake));
        }
    }
    Decision::Send(Box::new(written))
}

/// Writes the text. `None` for a caller who was texted within the window, unless the line has
/// words for a second call and they did not get those yet.
fn write(missed: &MissedCall<'_>, now: Instant) -> Option<Written> {
    let (line, contact) = (missed.line, missed.contact);
    let again = !is_test(missed)
        && !Mutant::IgnoreWindow.is_on()
        && contact
            .texted_at
            .is_some_and(|at| now.since(at) < line.window);
    let had_second = contact
        .wordings
        .last()
        .is_some_and(|last| last.situation == Situation::Again);
    if again && had_second {
        return None;
    }
    let occasion = Occasion {
        door: &Door::at(line, contact.language, now),
        voicemail: missed.voicemail,
        again,
    };
    choose(line, &occasion, contact, now)
}

/// Whether the owner called to see that it works.
fn is_test(missed: &MissedCall<'_>) -> bool {
    missed
        .line
        .test
        .is_some_and(|test| test.is_call(missed.caller.number.as_ref(), missed.missed_at))
}

fn who_called(missed: &MissedCall<'_>) -> Option<HoldReason> {
    let (line, caller) = (missed.line, missed.caller);
    if let Some(number) = &caller.number
        && line.is_own(number)
        && !is_test(missed)
    {
        return Some(HoldReason::OwnNumber);
    }
    text_back(caller, &line.countries)
        .err()
        .map(|not_textable| match not_textable {
            NotTextable::Withheld => HoldReason::WithheldCaller,
            NotTextable::Landline => HoldReason::Landline,
            NotTextable::TollFree => HoldReason::TollFree,
            NotTextable::SpecialRate => HoldReason::SpecialRate,
            NotTextable::ShortCode | NotTextable::Emergency => HoldReason::ShortCode,
            NotTextable::Invalid => HoldReason::InvalidNumber,
            NotTextable::CountryNotAllowed => HoldReason::CountryNotAllowed,
        })
}

fn what_they_said(missed: &MissedCall<'_>) -> Option<HoldReason> {
    let (line, number) = (missed.line, missed.caller.number.as_ref()?);
    if missed.contact.opted_out_at.is_some() {
        return Some(HoldReason::OptedOut);
    }
    if missed.contact.paused_at.is_some() {
        return Some(HoldReason::Paused);
    }
    if line.blocked.contains(number) {
        return Some(HoldReason::Blocked);
    }
    if line.never_text.contains(number) {
        return Some(HoldReason::NeverText);
    }
    missed
        .contact
        .landline_at
        .is_some()
        .then_some(HoldReason::Landline)
}

fn how_they_called(missed: &MissedCall<'_>) -> Option<HoldReason> {
    let line = missed.line;
    if !line.texting {
        return Some(HoldReason::SwitchedOff);
    }
    if missed.attestation == Attestation::Failed {
        return Some(HoldReason::FailedAttestation);
    }
    let rang = missed
        .arrived_at
        .map(|arrived| missed.missed_at.since(arrived));
    let early = missed.why == MissedWhy::GaveUp
        && !line.gave_up.is_zero()
        && rang.is_some_and(|rang| rang < line.gave_up);
    early.then_some(HoldReason::GaveUpEarly)
}

fn what_went_before(missed: &MissedCall<'_>, now: Instant) -> Option<HoldReason> {
    let (line, contact) = (missed.line, missed.contact);
    let within = |at: Option<Instant>, span| at.is_some_and(|at| now.since(at) < span);
    if within(contact.person_wrote_at, line.live) && !is_test(missed) {
        return Some(HoldReason::LiveConversation);
    }
    (now.since(missed.missed_at) > line.text_deadline).then_some(HoldReason::TooLate)
}

#[cfg(test)]
#[path = "decide_tests.rs"]
mod tests;
