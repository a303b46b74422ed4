//! When the carrier's answer never comes: the text is looked up, bound by whatever tells of it,
//! and after two minutes nobody knows.

use super::*;

#[test]
fn without_an_answer_it_is_looked_up() {
    let mut text = attempted();
    let moved = text.take(&Report::NoAnswer, after(10));
    assert_eq!(text.phase, Phase::Attempted);
    assert_eq!(moved.happened, [Happened::TextLookedUp]);
    assert_eq!(moved.wake_at, Some(after(20)));
}

#[test]
fn what_no_list_has_after_two_minutes_is_unknown() {
    let mut text = attempted();
    let mut moved = text.take(&Report::NoAnswer, after(0));
    let mut looked_at = Vec::new();
    while let Some(at) = moved.wake_at {
        assert_eq!(text.phase, Phase::Attempted);
        looked_at.push(at.since(START).as_secs());
        moved = text.take(&Report::NotFound, at);
    }
    assert_eq!(looked_at, [1, 4, 10, 20, 40, 60, 90, 120]);
    assert_eq!(text.phase, Phase::Unknown);
    assert_eq!(moved.happened, [Happened::TextUnknown]);
    assert_eq!(moved.consequences, [Consequence::TellUnknown]);
}

#[test]
fn after_an_outage_one_look_decides() {
    let mut text = attempted();
    let noticed_at = after(9_000);
    let moved = text.take(&Report::NoAnswer, noticed_at);
    assert_eq!(
        (text.phase, moved.wake_at),
        (Phase::Attempted, Some(noticed_at))
    );
    text.take(&Report::NotFound, noticed_at);
    assert_eq!(text.phase, Phase::Unknown);
}

#[test]
fn a_receipt_before_the_answer_binds_the_text() {
    for status in [Queued, Sent, Delivered, TextStatus::Unrecognised] {
        let mut text = attempted();
        let moved = text.take(&says(status), after(1));
        assert_eq!(text.phase, Phase::Accepted, "{status:?}");
        assert_eq!(text.carrier_id.as_deref(), Some(ID));
        assert_eq!(moved.happened[0], Happened::TextAccepted);
        let lost = text.take(&Report::NoAnswer, after(10));
        assert!(!lost.changed, "it is known, whatever became of the answer");
    }
}

#[test]
fn a_receipt_while_it_is_looked_up_ends_the_search() {
    let mut text = attempted();
    text.take(&Report::NoAnswer, after(10));
    text.take(&Report::NotFound, after(20));
    text.take(&says(Sent), after(21));
    assert_eq!(text, accepted(Sent));
    let late = text.take(&Report::NotFound, after(40));
    assert!(!late.changed);
}

#[test]
fn an_unknown_text_is_found_by_a_late_receipt() {
    for report in [says(Delivered), took(Queued)] {
        let mut text = in_phase(Phase::Unknown);
        let moved = text.take(&report, after(7_200));
        assert_eq!(text.phase, Phase::Accepted, "{report:?}");
        assert_eq!(text.carrier_id.as_deref(), Some(ID));
        assert!(moved.changed);
        assert_eq!(moved.happened[0], Happened::TextAccepted);
    }
}

#[test]
fn a_receipt_for_an_attempt_that_was_given_up_keeps_it_from_being_sent_twice() {
    let mut text = attempted();
    text.take(&not_processed(after(5)), after(1));
    assert_eq!(text.phase, Phase::Pending);
    let moved = text.take(&says(Sent), after(2));
    assert_eq!(text, accepted(Sent), "the carrier had taken it after all");
    assert!(moved.changed);
}

#[test]
fn a_receipt_cannot_come_before_the_first_attempt() {
    let mut text = Delivery::pending();
    let moved = text.take(&says(Sent), after(2));
    assert_eq!(text, Delivery::pending());
    assert!(!moved.changed);
}
