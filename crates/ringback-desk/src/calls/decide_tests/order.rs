//! When several reasons hold, the owner is told the first: what no setting can change comes
//! before what the person said, and that before what the owner chose and what went before.

use super::brakes::counted;
use super::*;
use crate::brakes::{Brake, Counter};

/// Takes one reason away.
type Cure = fn(&mut Case);

/// The reasons in their order, each with what takes it away. Reasons that follow from the kind of
/// number exclude one another; a withheld number stands for them.
const LADDER: [(HoldReason, Cure); 15] = [
    (HoldReason::Suspended, |case| case.line.is_suspended = false),
    (HoldReason::Restored, |case| case.line.is_held = false),
    (HoldReason::OwnNumber, |case| {
        case.line.team.clear();
        case.from = "anonymous";
    }),
    (HoldReason::WithheldCaller, |case| case.from = CALLER),
    (HoldReason::OptedOut, |case| {
        case.contact.opted_out_at = None;
    }),
    (HoldReason::Blocked, |case| case.line.blocked.clear()),
    (HoldReason::NeverText, |case| case.line.never_text.clear()),
    (HoldReason::SwitchedOff, |case| case.line.texting = true),
    (HoldReason::FailedAttestation, |case| {
        case.attestation = Attestation::Absent;
    }),
    (HoldReason::GaveUpEarly, |case| case.rang = 20 * SECOND),
    (HoldReason::AlreadyTexted, |case| {
        case.contact.texted_at = None;
    }),
    (HoldReason::LiveConversation, |case| {
        case.contact.person_wrote_at = None;
    }),
    (HoldReason::TooLate, |case| case.age = Duration::ZERO),
    (HoldReason::Unregistered, |case| {
        case.line.is_unregistered = false
    }),
    (HoldReason::Brake(Brake::Minute), |case| {
        case.levels = Levels::default();
    }),
];

/// A call that is held for every reason at once.
fn everything_holds() -> Case {
    let mut case = counted(
        2,
        Counter {
            minute: MORNING.0 / 60_000,
            minute_texts: 1_000,
            ..Counter::default()
        },
    );
    case.line.team.insert(number(CALLER));
    case.line.blocked.insert(number(CALLER));
    case.line.never_text.insert(number(CALLER));
    case.line.is_suspended = true;
    case.line.is_held = true;
    case.line.is_unregistered = true;
    case.line.texting = false;
    case.line.gave_up = 10 * SECOND;
    case.attestation = Attestation::Failed;
    case.why = MissedWhy::GaveUp;
    case.rang = SECOND;
    case.age = 3_600 * SECOND;
    case.contact = Contact {
        opted_out_at: ago(SECOND),
        texted_at: ago(SECOND),
        person_wrote_at: ago(SECOND),
        ..Contact::default()
    };
    case
}

#[test]
fn the_owner_is_told_the_reason_that_is_hardest_to_change() {
    let mut case = everything_holds();
    for (reason, cure) in LADDER {
        assert_eq!(case.held(), Some(reason));
        cure(&mut case);
    }
    assert_eq!(case.held(), None, "with every reason gone it is texted");
}

#[test]
fn a_reason_is_stored_under_the_name_that_it_is_shown_by() {
    for (reason, _) in LADDER {
        let stored = serde_json::to_value(reason).unwrap();
        let name = stored
            .as_str()
            .or_else(|| stored.as_object()?.keys().next().map(String::as_str));
        assert_eq!(name, Some(reason.code()));
        assert!(reason.sentence().starts_with("Not texted: "));
        assert_eq!(
            serde_json::from_value::<HoldReason>(stored).unwrap(),
            reason
        );
    }
}
