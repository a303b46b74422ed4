//! Who picks up and what is pressed: only a person takes a call.

use super::*;

#[test]
fn whoever_picks_up_is_asked_for_the_key_and_connected_by_it() {
    let mut story = ringing(1);
    assert_eq!(story.hears(&picks_up(0)).reply, VoiceReply::Screen);
    let step = story.after(3).hears(&presses(0, "1"));
    assert_eq!(step.reply, VoiceReply::Connect);
    let accepted = Happened::Accepted { phone: phone(0) };
    assert_eq!(step.happened, [accepted]);
    assert!(
        story.outcome().is_open(),
        "the two are not yet connected, so nothing is decided"
    );
    story.after(60).hears(&dial(1, LegStatus::Completed, true));
    assert_eq!(story.outcome(), Outcome::Answered);
}

#[test]
fn other_keys_and_silence_connect_nobody() {
    for digits in ["", " ", "0", "2", "11", "#", "*1"] {
        let mut story = ringing(1);
        story.hears(&picks_up(0));
        let step = story.hears(&presses(0, digits));
        assert_eq!(step.reply, VoiceReply::HangUp, "{digits:?}");
        assert_eq!(step.happened, [Happened::Mailbox { phone: phone(0) }]);
        story.hears(&dial(1, LegStatus::Completed, false));
        assert!(story.was_missed(MissedWhy::NotAccepted), "{digits:?}");
    }
}

#[test]
fn a_leg_that_asks_twice_hears_the_same_again() {
    let mut story = ringing(2);
    for _ in 0..2 {
        assert_eq!(story.hears(&picks_up(0)).reply, VoiceReply::Screen);
    }
    for _ in 0..2 {
        assert_eq!(story.hears(&presses(0, "1")).reply, VoiceReply::Connect);
    }
    assert_eq!(story.hears(&picks_up(0)).reply, VoiceReply::Connect);
    assert_eq!(story.call.accepted_by, Some(phone(0)));
}

#[test]
fn a_phone_that_comes_too_late_is_hung_up() {
    let mut gone = ringing(1);
    gone.after(9).hears(&ends(LegStatus::Completed));
    assert!(gone.was_missed(MissedWhy::GaveUp));
    assert_eq!(gone.hears(&picks_up(0)).reply, VoiceReply::HangUp);
    assert_eq!(gone.hears(&presses(0, "1")).reply, VoiceReply::HangUp);
    assert!(gone.was_missed(MissedWhy::GaveUp), "it stays missed");
    assert_eq!(gone.call.accepted_by, None);
}

#[test]
fn machine_detection_lets_a_person_through_and_no_mailbox() {
    let answered_by = |by| Fact::PickedUp {
        phone: phone(0),
        answered_by: by,
    };
    for (by, reply) in [
        (Some(AnsweredBy::Human), VoiceReply::Connect),
        (Some(AnsweredBy::Machine), VoiceReply::HangUp),
        // Where it cannot be told, the key decides.
        (Some(AnsweredBy::Unknown), VoiceReply::Screen),
        (None, VoiceReply::Screen),
    ] {
        let mut line = line_with_phones(1);
        line.acceptance = Acceptance::Machine;
        let mut story = unheard_of(line);
        story.hears(&arrived());
        assert_eq!(story.hears(&answered_by(by)).reply, reply, "{by:?}");
        story.hears(&dial(
            1,
            LegStatus::Completed,
            by == Some(AnsweredBy::Human),
        ));
        let outcome = if by == Some(AnsweredBy::Human) {
            Outcome::Answered
        } else {
            Outcome::Missed {
                why: MissedWhy::NotAccepted,
            }
        };
        assert_eq!(story.outcome(), outcome, "{by:?}");
    }
}

#[test]
fn a_machine_is_no_person_for_a_line_that_asks_for_the_key() {
    let mut story = ringing(1);
    let human = Fact::PickedUp {
        phone: phone(0),
        answered_by: Some(AnsweredBy::Human),
    };
    assert_eq!(story.hears(&human).reply, VoiceReply::Screen);
    story.hears(&dial(1, LegStatus::Completed, false));
    assert!(story.was_missed(MissedWhy::NotAccepted));
}

#[test]
fn key_pressed_but_never_connected_is_missed_in_either_order() {
    let end = ends(LegStatus::Completed);
    let dial = dial_with(1, LegStatus::Completed, Some(false), LegStatus::Completed);
    for facts in [[&end, &dial], [&dial, &end]] {
        let mut story = ringing(2);
        story.hears(&picks_up(0));
        story.after(3).hears(&presses(0, "1"));
        for fact in facts {
            story.after(1).hears(fact);
        }
        assert!(story.was_missed(MissedWhy::NotConnected), "{facts:?}");
    }
}

#[test]
fn a_caller_who_is_known_to_be_gone_is_not_spoken_to() {
    let mut story = ringing(2);
    story.hears(&picks_up(0));
    story.hears(&presses(0, "1"));
    story.hears(&ends(LegStatus::Completed));
    // The dial result was written before the end, and comes after it.
    let step = story.hears(&dial(1, LegStatus::Completed, false));
    assert_eq!(step.reply, VoiceReply::HangUp);
    assert!(story.was_missed(MissedWhy::NotConnected));
}

#[test]
fn the_end_is_taken_once() {
    let mut story = ringing(1);
    story.hears(&picks_up(0));
    story.hears(&presses(0, "1"));
    story.hears(&ends(LegStatus::Completed));
    let step = story.after(2).hears(&ends(LegStatus::NoAnswer));
    assert!(step.happened.is_empty());
    assert_eq!(step.wake, Wake::Keep, "the grace is not made longer");
    let end = story.call.end.clone().unwrap();
    assert_eq!((end.status, end.at), (LegStatus::Completed, MORNING));
}

#[test]
fn accepted_with_the_dial_result_lost_is_answered_after_the_grace() {
    let mut story = ringing(1);
    story.hears(&picks_up(0));
    story.hears(&presses(0, "1"));
    story.after(300).hears(&ends(LegStatus::Completed));
    assert!(story.outcome().is_open(), "the dial result may still come");
    let hung_up_at = story.now;
    story.wakes();
    assert_eq!(story.outcome(), Outcome::Answered);
    assert_eq!(story.now.since(hung_up_at), Duration::from_secs(3));
    story.hears(&dial(1, LegStatus::Completed, false));
    assert_eq!(story.outcome(), Outcome::Answered, "decided once");
}

#[test]
fn where_picking_up_is_enough_the_leg_tells_of_it() {
    let mut line = line_with_phones(1);
    line.acceptance = Acceptance::None;
    let leg = |status| Fact::Leg {
        phone: phone(0),
        status,
    };
    let mut story = unheard_of(line.clone());
    story.hears(&arrived());
    assert!(story.hears(&leg(LegStatus::Ringing)).happened.is_empty());
    let seen = [Happened::PhonePickedUp { phone: phone(0) }];
    assert_eq!(story.hears(&leg(LegStatus::InProgress)).happened, seen);
    assert!(story.hears(&leg(LegStatus::InProgress)).happened.is_empty());
    story.after(90).hears(&ends(LegStatus::Completed));
    story.wakes();
    assert_eq!(story.outcome(), Outcome::Answered);

    let mut nobody = unheard_of(line);
    nobody.hears(&arrived());
    nobody.hears(&leg(LegStatus::Ringing));
    nobody.after(9).hears(&ends(LegStatus::NoAnswer));
    assert!(nobody.was_missed(MissedWhy::GaveUp));
}

#[test]
fn where_picking_up_is_enough_an_answered_leg_without_a_pick_up_is_asked_about() {
    for (phone_talked, outcome) in [
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
        story.after(9).hears(&ends(LegStatus::Completed));
        assert!(story.outcome().is_open(), "the dial result may still come");
        assert!(story.wakes().ask);
        story.hears(&Fact::Asked(CarrierView::Known {
            status: LegStatus::Completed,
            phone_talked,
        }));
        assert_eq!(story.outcome(), outcome);
    }
}
