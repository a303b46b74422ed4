//! Delivery receipts: the carrier's word moves up and never down, whatever order it comes in.

use super::*;

/// States in the order in which they can follow each other.
const LADDER: [&[TextStatus]; 7] = [
    &[Accepted],
    &[TextStatus::Scheduled],
    &[Queued],
    &[Sending],
    &[Sent],
    &[Delivered, Undelivered, Failed, TextStatus::Canceled],
    &[Read],
];

fn rung_of(status: TextStatus) -> usize {
    let rung = LADDER.iter().position(|rung| rung.contains(&status));
    rung.map_or(0, |rung| rung + 1)
}

fn every_status() -> impl Iterator<Item = TextStatus> {
    let known = LADDER.into_iter().flatten().copied();
    known.chain([TextStatus::Unrecognised])
}

#[test]
fn a_receipt_moves_a_text_up_and_never_down() {
    for from in every_status() {
        for to in every_status() {
            let mut text = accepted(from);
            let moved = text.take(&says(to), after(3));
            let rises = rung_of(to) > rung_of(from);
            let expected = if rises { to } else { from };
            assert_eq!(text, accepted(expected), "{from:?} then {to:?}");
            assert_eq!(moved.changed, rises, "{from:?} then {to:?}");
            assert_eq!(moved.happened.len(), usize::from(rises));
        }
    }
}

#[test]
fn a_delivery_is_told_step_by_step_and_each_step_once() {
    let mut text = attempted();
    text.take(&took(Queued), after(1));
    let mut told = Vec::new();
    for status in [Sending, Sent, Sent, Sending, Delivered, Delivered, Sent] {
        told.extend(text.take(&says(status), after(2)).happened);
    }
    let expected = [Sending, Sent, Delivered].map(|status| Happened::TextStatus {
        status,
        code: None,
        meaning: None,
    });
    assert_eq!(told, expected);
}

#[test]
fn a_final_state_ends_the_watch_and_sent_does_not() {
    for (status, is_watched) in [
        (Queued, true),
        (Sending, true),
        (Sent, true),
        (Delivered, false),
        (Undelivered, false),
        (Failed, false),
        (TextStatus::Canceled, false),
        (Read, false),
    ] {
        let mut text = accepted(Accepted);
        let moved = text.take(&says(status), after(3));
        let wake_at = is_watched.then(|| after(3 + 3_600));
        assert_eq!(moved.wake_at, wake_at, "{status:?}");
    }
}

#[test]
fn a_failure_has_the_same_consequences_in_a_receipt_as_at_once() {
    for status in [Failed, Undelivered] {
        for (code, fault) in FAULTS {
            let mut text = accepted(Sent);
            let report = fails(status, code, fault);
            let moved = text.take(&report, after(9));
            assert_eq!(moved.consequences, following(code, fault), "{code}");
            assert_eq!(text.error_code, Some(code));
            assert_eq!(text.phase, Phase::Accepted, "the carrier had it");
            let repeated = text.take(&report, after(10));
            assert!(
                !repeated.changed && repeated.consequences.is_empty(),
                "told again, {code} has no second consequence"
            );
        }
    }
}

#[test]
fn a_failure_that_is_told_before_the_answer_has_its_consequences() {
    let mut text = attempted();
    let moved = text.take(&fails(Failed, 21_610, Fault::OptedOut), after(1));
    assert_eq!(moved.consequences, [Consequence::OptOut]);
    assert_eq!(text.status, Some(Failed));
    let answer = text.take(&took(Queued), after(2));
    assert!(!answer.changed);
    assert_eq!(text.status, Some(Failed));
}

#[test]
fn a_failure_after_the_delivery_is_too_late_to_be_true() {
    let mut text = accepted(Delivered);
    let moved = text.take(&fails(Undelivered, 30_006, Fault::Landline), after(9));
    assert_eq!(moved, Moved::default());
    assert_eq!(text, accepted(Delivered));
}

#[test]
fn a_receipt_for_another_text_changes_nothing() {
    let other = Report::Status {
        carrier_id: "SM2".to_owned(),
        status: Failed,
        failure: Some((21_610, "Words.".to_owned(), Fault::OptedOut)),
    };
    let mut text = accepted(Queued);
    let moved = text.take(&other, after(3));
    assert_eq!(text, accepted(Queued));
    assert!(!moved.changed && moved.consequences.is_empty());
}

#[test]
fn without_a_final_state_it_is_asked_about_four_times_in_fifteen_hours() {
    let mut text = attempted();
    let mut next = text.take(&took(Queued), START).wake_at;
    let mut hours = Vec::new();
    while let Some(at) = next {
        hours.push(at.since(START).as_secs() / 3_600);
        next = text.asked_again(at).wake_at;
    }
    assert_eq!(hours, [1, 3, 7, 15]);
    assert_eq!(text.status, Some(Queued), "the last word stays");
    text.take(&says(Delivered), after(100_000));
    assert_eq!(text.status, Some(Delivered), "a late one still counts");
}
