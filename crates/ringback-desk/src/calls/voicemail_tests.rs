//! The wait for a voicemail: both orders of its words, none at all, and lines that do not wait.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::calls::sample_line::{CALLER, MORNING, line_with_phones};
use crate::calls::{Call, Fact, step};
use crate::carrier_event::{Attestation, LegStatus};

const WAIT: Duration = Duration::from_secs(40);

/// A line whose calls are missed at once, and which waits.
fn line() -> Line {
    let mut line = line_with_phones(1);
    line.forwarded = true;
    line.voicemail_wait = WAIT;
    line
}

fn later(seconds: u64) -> Instant {
    MORNING.plus(Duration::from_secs(seconds))
}

struct Told {
    call: Call,
    line: Line,
    /// When the text became due, and whether a voicemail was known then.
    due: Vec<(Instant, Option<bool>)>,
    wake: Option<Instant>,
}

impl Told {
    fn on(line: Line) -> Self {
        let call = Call::new(CALLER.to_owned(), Attestation::Absent);
        let (due, wake) = (Vec::new(), None);
        Self {
            call,
            line,
            due,
            wake,
        }
    }

    fn hears(&mut self, seconds: u64, fact: Fact) -> Step {
        let now = later(seconds);
        let step = step(&mut self.call, &self.line, &fact, now);
        if step.text_due {
            self.due.push((now, self.call.voicemail));
        }
        match step.wake {
            Wake::Keep => {}
            Wake::At(at) => self.wake = Some(at),
            Wake::Never => self.wake = None,
        }
        step
    }
}

const ARRIVED: Fact = Fact::Arrived { caller: None };
const ENDED: Fact = Fact::Ended {
    status: LegStatus::Completed,
};

#[test]
fn the_text_waits_for_the_recording() {
    let mut told = Told::on(line());
    let missed = told.hears(0, ARRIVED);
    assert_eq!(missed.reply, VoiceReply::AfterMiss);
    let waits = Happened::WaitsForVoicemail { seconds: 40 };
    assert_eq!(missed.happened.last(), Some(&waits));
    assert_eq!((told.wake, told.due.len()), (Some(later(40)), 0));
    told.hears(20, Fact::Voicemail { left: true });
    told.hears(21, ENDED);
    told.hears(22, Fact::Voicemail { left: true });
    told.hears(40, Fact::Woke);
    assert_eq!(told.due, [(later(20), Some(true))], "once");
    assert_eq!(told.call.missed_at, Some(later(0)));
    assert_eq!(told.wake, None);
}

#[test]
fn the_end_of_the_call_may_come_before_word_of_the_recording() {
    let mut told = Told::on(line());
    told.hears(0, ARRIVED);
    told.hears(15, ENDED);
    assert_eq!(told.wake, Some(later(25)), "word comes soon or not at all");
    told.hears(18, Fact::Voicemail { left: true });
    assert_eq!(told.due, [(later(18), Some(true))]);
}

#[test]
fn word_that_nothing_was_recorded_ends_the_wait() {
    let mut told = Told::on(line());
    told.hears(0, ARRIVED);
    let none = told.hears(9, Fact::Voicemail { left: false });
    assert_eq!(none.happened, [Happened::NoVoicemail]);
    assert_eq!(told.due, [(later(9), Some(false))]);
    told.hears(10, Fact::Voicemail { left: true });
    assert_eq!(
        told.due.len(),
        1,
        "a recording that turns up later changes no text"
    );
}

#[test]
fn without_any_word_the_timer_ends_the_wait() {
    let mut told = Told::on(line());
    told.hears(0, ARRIVED);
    told.hears(40, Fact::Woke);
    assert_eq!(told.due, [(later(40), None)]);
    told.hears(41, Fact::Woke);
    told.hears(42, Fact::Voicemail { left: true });
    assert_eq!(told.due.len(), 1);
}

#[test]
fn hanging_up_never_makes_the_wait_longer() {
    let mut told = Told::on(line());
    told.hears(0, ARRIVED);
    told.hears(35, ENDED);
    assert_eq!(told.wake, Some(later(40)));
}

#[test]
fn a_recording_that_is_known_before_the_miss_is_not_waited_for() {
    let mut told = Told::on(line());
    told.hears(0, Fact::Voicemail { left: true });
    told.hears(1, ARRIVED);
    assert_eq!(told.due, [(later(1), Some(true))]);
}

#[test]
fn a_caller_who_is_gone_and_a_line_that_does_not_wait_are_texted_at_once() {
    let mut gone = line_with_phones(1);
    gone.voicemail_wait = WAIT;
    let mut told = Told::on(gone);
    told.hears(0, ARRIVED);
    told.hears(5, ENDED);
    assert_eq!(told.due, [(later(5), None)], "they gave up while it rang");
    for change in [
        (|line| line.voicemail_wait = Duration::ZERO) as fn(&mut Line),
        |line| line.after_miss = AfterMiss::Message,
        |line| line.after_miss = AfterMiss::HangUp,
    ] {
        let mut line = line();
        change(&mut line);
        let mut told = Told::on(line);
        told.hears(0, ARRIVED);
        assert_eq!(told.due, [(later(0), None)]);
    }
}
