//! A text that waits for the outcome of a voicemail, on lines that are set to: it then says that the
//! message arrived. Whatever happens first ends the wait, and nothing can make it longer.

use std::time::Duration;

use super::call::Call;
use super::outcome::Outcome;
use super::step::{Step, VoiceReply, Wake};
use crate::clock::Instant;
use crate::lines::{AfterMiss, Line};
use crate::timeline::Happened;

/// How long word of a recording may take once the caller has hung up.
const WORD_GRACE: Duration = Duration::from_secs(10);

/// Puts the decision about the text off, where the caller is about to hear the beep.
pub(super) fn wait(mut step: Step, call: &mut Call, line: &Line, now: Instant) -> Step {
    let is_missed_now = matches!(step.decided, Some(Outcome::Missed { .. }));
    let can_speak = line.after_miss == AfterMiss::Voicemail && step.reply == VoiceReply::AfterMiss;
    let waits = is_missed_now && can_speak && call.voicemail.is_none();
    if !waits || line.voicemail_wait.is_zero() {
        return step;
    }
    let until = now.plus(line.voicemail_wait);
    call.text_waits_until = Some(until);
    call.missed_at = Some(now);
    step.text_due = false;
    step.wake = Wake::At(until);
    let seconds = line.voicemail_wait.as_secs();
    step.with(Happened::WaitsForVoicemail { seconds })
}

/// The recording ended, or there is none. Said twice, the first word counts, but for a recording
/// that was first said to be absent.
pub(super) fn ended(call: &mut Call, left: bool) -> Step {
    let mut step = Step::new(VoiceReply::Nothing);
    call.voicemail = Some(left || call.voicemail == Some(true));
    if call.text_waits_until.take().is_some() {
        step.wake = Wake::Never;
        step.text_due = true;
        if !left {
            step.happened.push(Happened::NoVoicemail);
        }
    }
    step
}

/// Nobody records any more: word of what was recorded comes soon, or there is none.
pub(super) fn caller_gone(step: Step, call: &mut Call, now: Instant) -> Step {
    let Some(until) = call.text_waits_until else {
        return step;
    };
    let until = until.min(now.plus(WORD_GRACE));
    call.text_waits_until = Some(until);
    step.wake_at(until)
}

#[cfg(test)]
#[path = "voicemail_tests.rs"]
mod tests;
