//! Every reason to hold a text, beside the nearest case that sends one; and the text itself.
#![allow(clippy::unwrap_used)]

use std::time::Duration;

use super::*;
use crate::calls::sample_line::{CALLER, LINE, MORNING, PHONES, line_with_phones, number};
use crate::phone::{Region, classify};

#[path = "decide_tests/brakes.rs"]
mod brakes;
#[path = "decide_tests/line_state.rs"]
mod line_state;
#[path = "decide_tests/numbers.rs"]
mod numbers;
#[path = "decide_tests/order.rs"]
mod order;
#[path = "decide_tests/words.rs"]
mod words;
#[path = "decide_tests/world.rs"]
mod world;

/// A missed call of somebody whom nobody knows: it is texted.
#[derive(Clone)]
struct Case {
    line: Line,
    from: &'static str,
    attestation: Attestation,
    why: MissedWhy,
    rang: Duration,
    /// How long ago it was missed.
    age: Duration,
    contact: Contact,
    levels: Levels,
    voicemail: bool,
}

const SECOND: Duration = Duration::from_secs(1);

fn usual() -> Case {
    Case {
        line: line_with_phones(2),
        from: CALLER,
        attestation: Attestation::PassedA,
        why: MissedWhy::NoAnswer,
        rang: 25 * SECOND,
        age: Duration::ZERO,
        contact: Contact::default(),
        levels: Levels::default(),
        voicemail: false,
    }
}

fn from(from: &'static str) -> Case {
    Case { from, ..usual() }
}

fn on(change: impl FnOnce(&mut Line)) -> Case {
    let mut case = usual();
    change(&mut case.line);
    case
}

fn known(change: impl FnOnce(&mut Contact)) -> Case {
    let mut case = usual();
    change(&mut case.contact);
    case
}

impl Case {
    fn decide(&self) -> Decision {
        let caller = classify(self.from, Some(self.line.region));
        let missed_at = MORNING.minus(self.age);
        let missed = MissedCall {
            line: &self.line,
            caller: &caller,
            attestation: self.attestation,
            why: self.why,
            arrived_at: Some(missed_at.minus(self.rang)),
            missed_at,
            contact: &self.contact,
            voicemail: self.voicemail,
            levels: self.levels.clone(),
        };
        decide(&missed, MORNING)
    }

    /// The text that leaves.
    fn written(&self) -> Written {
        match self.decide() {
            Decision::Send(written) => *written,
            Decision::Hold(reason) => panic!("held: {reason:?}"),
        }
    }

    /// The reason why no text leaves; `None` when one leaves.
    fn held(&self) -> Option<HoldReason> {
        match self.decide() {
            Decision::Send(written) => {
                assert!(!written.body.is_empty(), "an empty text is none");
                None
            }
            Decision::Hold(reason) => Some(reason),
        }
    }
}

fn ago(span: Duration) -> Option<Instant> {
    Some(MORNING.minus(span))
}

#[test]
fn the_default_text_leaves_in_one_segment_as_people_read_it() {
    let text = "Hey, this is Sam at Riverside Plumbing. Sorry we missed your call - what can we \
                help with? Reply here or call back at (312) 555-0100. Reply STOP to opt out.";
    assert_eq!(usual().written().body, text);
    assert_eq!(segments::measure(text).segments, 1);
}

#[test]
fn a_number_abroad_reads_the_way_it_is_dialled_there() {
    let at_home_in_britain = on(|line| {
        line.region = "GB".parse().unwrap();
    });
    let text = at_home_in_britain.written().body;
    assert!(text.contains("call back at +1 312-555-0100."), "{text}");
}

#[test]
fn holds_opted_out() {
    let years_ago = ago(2_000 * 24 * 3_600 * SECOND);
    let opted_out = known(|contact| contact.opted_out_at = years_ago);
    assert_eq!(opted_out.held(), Some(HoldReason::OptedOut));
    let started_again = known(|contact| contact.opted_out_at = None);
    assert_eq!(started_again.held(), None);
}

#[test]
fn holds_blocked() {
    let blocked = |e164| {
        on(|line| {
            line.blocked.insert(number(e164));
        })
    };
    assert_eq!(blocked(CALLER).held(), Some(HoldReason::Blocked));
    assert_eq!(blocked("+13125550132").held(), None, "a neighbour");
}

#[test]
fn holds_never_text() {
    let never = |e164| {
        on(|line| {
            line.never_text.insert(number(e164));
        })
    };
    assert_eq!(never(CALLER).held(), Some(HoldReason::NeverText));
    assert_eq!(never("+13125550132").held(), None, "a neighbour");
}

#[test]
fn a_test_of_the_owners_is_texted_and_nothing_else_of_theirs() {
    let test = |until| {
        on(move |line| {
            line.team.insert(number(CALLER));
            line.test = Some(crate::lines::LineTest {
                caller: number(CALLER),
                until,
            });
        })
    };
    assert_eq!(test(Instant(i64::MAX)).held(), None);
    assert_eq!(test(Instant(0)).held(), Some(HoldReason::OwnNumber));
    let other = on(|line| {
        line.team.insert(number(CALLER));
        line.test = Some(crate::lines::LineTest {
            caller: number("+13125550199"),
            until: Instant(i64::MAX),
        });
    });
    assert_eq!(other.held(), Some(HoldReason::OwnNumber));
}

#[test]
fn holds_failed_attestation() {
    let attested = |attestation| {
        Case {
            attestation,
            ..usual()
        }
        .held()
    };
    assert_eq!(
        attested(Attestation::Failed),
        Some(HoldReason::FailedAttestation)
    );
    for unproved in [
        Attestation::PassedB,
        Attestation::PassedC,
        Attestation::Absent,
    ] {
        assert_eq!(attested(unproved), None, "{unproved:?} is not forged");
    }
}

#[test]
fn holds_gave_up_early() {
    let gave_up = |after: Duration, waits_for: Duration, why| {
        let mut case = Case {
            why,
            rang: after,
            ..usual()
        };
        case.line.gave_up = waits_for;
        case.held()
    };
    let early = Some(HoldReason::GaveUpEarly);
    let just = 5 * SECOND - Duration::from_millis(1);
    assert_eq!(gave_up(just, 5 * SECOND, MissedWhy::GaveUp), early);
    assert_eq!(gave_up(5 * SECOND, 5 * SECOND, MissedWhy::GaveUp), None);
    assert_eq!(gave_up(just, Duration::ZERO, MissedWhy::GaveUp), None);
    let declined = gave_up(just, 5 * SECOND, MissedWhy::Declined);
    assert_eq!(declined, None, "the owner was quick, not the caller");
}

#[test]
fn holds_already_texted() {
    let texted = |span| known(|contact| contact.texted_at = ago(span)).held();
    let already = Some(HoldReason::AlreadyTexted);
    let day = Duration::from_hours(24);
    assert_eq!(texted(Duration::ZERO), already);
    assert_eq!(texted(day - Duration::from_millis(1)), already);
    assert_eq!(texted(day), None, "the window is over");
    let ahead = known(|contact| contact.texted_at = Some(MORNING.plus(SECOND)));
    assert_eq!(ahead.held(), already, "a clock that was set back");
}

#[test]
fn holds_live_conversation() {
    let wrote = |span| known(|contact| contact.person_wrote_at = ago(span)).held();
    let half_an_hour = Duration::from_mins(30);
    assert_eq!(
        wrote(half_an_hour - Duration::from_millis(1)),
        Some(HoldReason::LiveConversation)
    );
    assert_eq!(wrote(half_an_hour), None);
    let keywords_only = known(|contact| {
        contact.received_at = ago(SECOND);
        contact.text_at = ago(SECOND);
    });
    assert_eq!(keywords_only.held(), None, "nobody is talking");
}

#[test]
fn holds_too_late() {
    let aged = |age| Case { age, ..usual() }.held();
    let deadline = Duration::from_mins(15);
    assert_eq!(aged(deadline), None);
    assert_eq!(
        aged(deadline + Duration::from_millis(1)),
        Some(HoldReason::TooLate)
    );
}
