//! What happens when webhooks do not come: whom to ask, when, and what to make of the answer.

use super::*;

fn known(status: LegStatus, phone_talked: bool) -> Fact {
    Fact::Asked(CarrierView::Known {
        status,
        phone_talked,
    })
}

const UNREACHABLE: Fact = Fact::Asked(CarrierView::Unreachable);

#[test]
fn a_call_without_a_final_event_is_asked_about_a_minute_after_the_ring_time() {
    let mut story = ringing(2);
    let step = story.wakes();
    assert_eq!(story.now.since(MORNING), Duration::from_secs(25 + 60));
    assert!(step.ask);
    assert!(story.outcome().is_open());
    story.hears(&known(LegStatus::Completed, true));
    assert!(
        story.was_missed(MissedWhy::FoundLater),
        "a leg that was picked up may be a mailbox, and nobody pressed the key"
    );
}

#[test]
fn the_minute_begins_anew_with_each_round() {
    let mut line = line_with_phones(2);
    line.ring_order = RingOrder::InTurn;
    let mut story = unheard_of(line);
    story.hears(&arrived());
    let step = story.after(20).hears(&dial(1, LegStatus::NoAnswer, false));
    assert_eq!(rung(&step).2, 10);
    assert!(story.wakes().ask);
    assert_eq!(story.now.since(MORNING), Duration::from_secs(20 + 10 + 60));
}

#[test]
fn accepted_and_found_ended_is_answered() {
    let mut story = ringing(1);
    story.hears(&picks_up(0));
    story.hears(&presses(0, "1"));
    assert!(story.wakes().ask);
    story.hears(&known(LegStatus::Completed, true));
    assert_eq!(story.outcome(), Outcome::Answered);
}

#[test]
fn where_picking_up_is_enough_the_carriers_word_decides() {
    for (talked, outcome) in [
        (true, Outcome::Answered),
        (
            false,
            Outcome::Missed {
                why: MissedWhy::FoundLater,
            },
        ),
    ] {
        let mut line = line_with_phones(1);
        line.acceptance = Acceptance::None;
        let mut story = unheard_of(line);
        story.hears(&arrived());
        story.wakes();
        story.hears(&known(LegStatus::Completed, talked));
        assert_eq!(story.outcome(), outcome);
    }
}

#[test]
fn a_call_that_still_goes_on_is_asked_about_again() {
    let mut story = ringing(1);
    story.hears(&picks_up(0));
    story.hears(&presses(0, "1"));
    for _ in 0..30 {
        story.wakes();
        let asked_at = story.now;
        story.hears(&known(LegStatus::InProgress, false));
        assert!(story.outcome().is_open());
        assert_eq!(
            story.wake_at.unwrap().since(asked_at),
            Duration::from_secs(60)
        );
    }
    story.wakes();
    story.hears(&known(LegStatus::Completed, true));
    assert_eq!(story.outcome(), Outcome::Answered);
}

#[test]
fn a_carrier_that_cannot_be_asked_is_asked_again_and_then_given_up() {
    let mut story = ringing(1);
    let mut waits = Vec::new();
    story.wakes();
    while story.outcome().is_open() {
        let from = story.now;
        story.hears(&UNREACHABLE);
        if story.outcome().is_open() {
            assert!(story.wakes().ask);
            waits.push(story.now.since(from).as_secs());
        }
    }
    assert_eq!(waits, [10, 20, 40, 60, 60, 60, 60, 60, 60, 60, 60]);
    assert!(story.was_missed(MissedWhy::FoundLater));
}

#[test]
fn a_question_that_got_lost_is_put_again() {
    let mut story = ringing(1);
    story.wakes();
    let from = story.now;
    assert!(story.wakes().ask);
    assert_eq!(story.now.since(from), Duration::from_secs(5));
}

#[test]
fn a_call_that_the_carrier_does_not_know_is_missed() {
    let mut story = ringing(1);
    story.wakes();
    story.hears(&Fact::Asked(CarrierView::NotFound));
    assert!(story.was_missed(MissedWhy::FoundLater));
}

#[test]
fn only_the_end_of_an_unknown_call_is_asked_about_and_then_decided() {
    let mut story = unheard_of(line_with_phones(1));
    let step = story.hears(&ends(LegStatus::Completed));
    assert!(step.ask, "at once");
    assert!(story.outcome().is_open());
    story.after(1).hears(&known(LegStatus::Completed, false));
    assert!(story.was_missed(MissedWhy::FoundLater));
    assert_eq!(
        story.hears(&arrived()).reply,
        VoiceReply::AfterMiss,
        "should its arrival be told of later, it stays decided"
    );
    assert!(story.was_missed(MissedWhy::FoundLater));
}

#[test]
fn an_end_that_was_heard_of_is_believed_before_a_carrier_that_lags() {
    let mut story = unheard_of(line_with_phones(1));
    story.hears(&ends(LegStatus::Completed));
    story.hears(&known(LegStatus::InProgress, false));
    assert!(story.was_missed(MissedWhy::FoundLater));
}

#[test]
fn on_an_unknown_call_that_ended_nobody_is_connected() {
    let mut story = unheard_of(line_with_phones(1));
    story.hears(&ends(LegStatus::Completed));
    assert_eq!(story.hears(&picks_up(0)).reply, VoiceReply::HangUp);
    assert_eq!(story.hears(&presses(0, "1")).reply, VoiceReply::HangUp);
    assert_eq!(story.call.accepted_by, None);
}

#[test]
fn on_an_unknown_call_the_line_says_what_an_answer_is() {
    for (acceptance, outcome) in [
        (Acceptance::None, Outcome::Answered),
        (
            Acceptance::Key,
            Outcome::Missed {
                why: MissedWhy::NotAccepted,
            },
        ),
    ] {
        let mut line = line_with_phones(1);
        line.acceptance = acceptance;
        let mut story = unheard_of(line);
        story.hears(&dial(1, LegStatus::Completed, true));
        assert_eq!(story.outcome(), outcome);
    }
}

#[test]
fn the_end_that_overtakes_the_arrival_is_a_caller_who_gave_up() {
    let mut story = unheard_of(line_with_phones(2));
    story.hears(&ends(LegStatus::NoAnswer));
    let step = story.hears(&arrived());
    assert!(story.was_missed(MissedWhy::GaveUp));
    assert!(!matches!(step.reply, VoiceReply::Ring(_)));
}

#[test]
fn whatever_comes_first_of_an_unknown_call_it_is_woken() {
    for fact in [
        picks_up(0),
        presses(0, "1"),
        Fact::Leg {
            phone: phone(0),
            status: LegStatus::InProgress,
        },
        UNREACHABLE,
    ] {
        let mut story = unheard_of(line_with_phones(1));
        story.hears(&fact);
        assert!(story.outcome().is_open());
        assert!(story.wakes().ask, "{fact:?}");
    }
}

#[test]
fn a_caller_who_gave_up_is_missed_before_the_dial_result_comes() {
    for status in [
        LegStatus::Completed,
        LegStatus::NoAnswer,
        LegStatus::Canceled,
        LegStatus::Busy,
        LegStatus::Failed,
    ] {
        let mut story = ringing(2);
        story.after(7).hears(&ends(status));
        assert!(story.was_missed(MissedWhy::GaveUp), "{status:?}");
        let canceled = dial_with(1, LegStatus::Canceled, Some(false), status);
        assert_eq!(story.hears(&canceled).reply, VoiceReply::HangUp);
        assert_eq!(story.decided.len(), 1);
    }
}

#[test]
fn a_leg_that_goes_on_has_not_ended() {
    for status in [
        LegStatus::Queued,
        LegStatus::Ringing,
        LegStatus::InProgress,
        LegStatus::Unrecognised,
    ] {
        let mut story = ringing(1);
        let step = story.hears(&ends(status));
        assert!(step.happened.is_empty(), "{status:?}");
        assert!(story.outcome().is_open(), "{status:?}");
    }
}

#[test]
fn a_decided_call_asks_and_wakes_no_more() {
    let mut story = ringing(1);
    story.hears(&dial(1, LegStatus::NoAnswer, false));
    let step = story.hears(&Fact::Woke);
    assert!(!step.ask);
    assert_eq!(step.wake, Wake::Never);
    story.hears(&known(LegStatus::Completed, true));
    assert!(story.was_missed(MissedWhy::NoAnswer));
}
