//! Which phones ring, for how long, and who rings again after a mailbox or a turn.

use super::*;

#[test]
fn all_phones_ring_at_once_for_the_time_of_the_line() {
    let mut story = unheard_of(line_with_phones(3));
    let step = story.hears(&arrived());
    assert_eq!(rung(&step), (1, vec![0, 1, 2], 25));
    assert_eq!(step.happened.len(), 2, "it arrived, and phones ring");
}

#[test]
fn an_owner_who_calls_does_not_ring_their_own_phone() {
    let from = |index: usize| {
        let mut story = unheard_of(line_with_phones(2));
        story.call.from = PHONES[index].to_owned();
        story.hears(&Fact::Arrived {
            caller: Some(phone(index)),
        })
    };
    assert_eq!(rung(&from(0)), (1, vec![1], 25));
    assert_eq!(rung(&from(1)), (1, vec![0], 25));
}

#[test]
fn with_no_phone_to_ring_the_call_is_missed_at_once() {
    let mut story = unheard_of(line_with_phones(0));
    let step = story.hears(&arrived());
    assert_eq!(step.reply, VoiceReply::AfterMiss);
    assert!(story.was_missed(MissedWhy::NobodyToRing));
}

#[test]
fn a_forwarded_call_is_missed_when_it_arrives() {
    let mut line = line_with_phones(2);
    line.forwarded = true;
    let mut story = unheard_of(line);
    let step = story.hears(&arrived());
    assert_eq!(step.reply, VoiceReply::AfterMiss);
    assert!(story.was_missed(MissedWhy::Forwarded));
    assert_eq!(
        story.hears(&arrived()).reply,
        VoiceReply::AfterMiss,
        "also when the carrier asks again"
    );
    story.hears(&ends(LegStatus::Completed));
    assert!(story.was_missed(MissedWhy::Forwarded));
}

#[test]
fn after_one_phones_mailbox_the_others_ring_for_what_is_left() {
    let mut story = ringing(3);
    story.after(8).hears(&picks_up(1));
    story.after(4).hears(&presses(1, ""));
    let step = story.hears(&dial(1, LegStatus::Completed, false));
    assert_eq!(rung(&step), (2, vec![0, 2], 13));
    story.after(5).hears(&picks_up(2));
    story.after(2).hears(&presses(2, "1"));
    story.after(60).hears(&dial(2, LegStatus::Completed, true));
    assert_eq!(story.outcome(), Outcome::Answered);
}

#[test]
fn a_mailbox_is_known_by_the_key_that_it_did_not_press() {
    let mut story = ringing(2);
    // The webhook of the pick-up got lost.
    story.after(12).hears(&presses(0, ""));
    let step = story.hears(&dial(1, LegStatus::Completed, false));
    assert_eq!(rung(&step), (2, vec![1], 13));
}

#[test]
fn an_owner_who_calls_is_left_out_of_every_round() {
    let mut story = unheard_of(line_with_phones(3));
    story.call.from = PHONES[2].to_owned();
    story.hears(&Fact::Arrived {
        caller: Some(phone(2)),
    });
    story.after(5).hears(&picks_up(0));
    let step = story.hears(&dial(1, LegStatus::Completed, false));
    assert_eq!(rung(&step), (2, vec![1], 20));
}

#[test]
fn nobody_else_rings_when_a_person_accepted() {
    for order in [RingOrder::AtOnce, RingOrder::InTurn] {
        let mut line = line_with_phones(2);
        line.ring_order = order;
        let mut story = unheard_of(line);
        story.hears(&arrived());
        story.after(2).hears(&picks_up(0));
        story.hears(&presses(0, "1"));
        let step = story.hears(&dial(1, LegStatus::Completed, false));
        assert_eq!(step.reply, VoiceReply::AfterMiss, "{order:?}");
        assert!(story.was_missed(MissedWhy::NotConnected), "{order:?}");
    }
}

#[test]
fn a_mailbox_that_hangs_up_before_the_key_counts_as_one() {
    let mut story = ringing(2);
    story.after(8).hears(&picks_up(0));
    let step = story.after(1).hears(&dial(1, LegStatus::Completed, false));
    assert_eq!(rung(&step), (2, vec![1], 16));
}

#[test]
fn mailboxes_end_the_ringing_when_nobody_else_is_left() {
    let mut story = ringing(2);
    for (round, index) in [(1, 0), (2, 1)] {
        story.after(4).hears(&picks_up(index));
        story.hears(&presses(index, ""));
        story.hears(&dial(round, LegStatus::Completed, false));
    }
    assert!(story.was_missed(MissedWhy::NotAccepted));
}

#[test]
fn with_hardly_any_time_left_nobody_rings_again() {
    for (seconds, rings_again) in [(20, true), (21, false), (40, false)] {
        let mut story = ringing(2);
        story.after(seconds).hears(&picks_up(0));
        let step = story.hears(&dial(1, LegStatus::Completed, false));
        let rings = matches!(step.reply, VoiceReply::Ring(_));
        assert_eq!(rings, rings_again, "after {seconds} s");
    }
}

#[test]
fn nobody_rings_again_for_a_caller_who_is_gone() {
    let mut story = ringing(2);
    story.hears(&picks_up(0));
    let gone = dial_with(1, LegStatus::Completed, Some(false), LegStatus::Completed);
    assert_eq!(story.hears(&gone).reply, VoiceReply::HangUp);
    assert!(story.was_missed(MissedWhy::NotAccepted));
}

#[test]
fn declined_on_one_phone_while_all_ring_rings_nobody_again() {
    let mut story = ringing(2);
    let step = story.after(5).hears(&dial(1, LegStatus::Busy, false));
    assert_eq!(step.reply, VoiceReply::AfterMiss);
    assert!(story.was_missed(MissedWhy::Declined));
}

fn in_turn(count: usize, ring_seconds: u32) -> Story {
    let mut line = line_with_phones(count);
    line.ring_order = RingOrder::InTurn;
    line.ring_seconds = ring_seconds;
    unheard_of(line)
}

#[test]
fn phones_in_turn_share_the_time() {
    let mut story = in_turn(3, 45);
    assert_eq!(rung(&story.hears(&arrived())), (1, vec![0], 15));
    let step = story.after(15).hears(&dial(1, LegStatus::NoAnswer, false));
    assert_eq!(rung(&step), (2, vec![1], 15));
    let step = story.after(4).hears(&dial(2, LegStatus::Busy, false));
    assert_eq!(
        rung(&step),
        (3, vec![2], 26),
        "what one leaves the next has"
    );
    story.after(26).hears(&dial(3, LegStatus::NoAnswer, false));
    assert!(story.was_missed(MissedWhy::NoAnswer), "nobody picked up");
}

#[test]
fn a_turn_is_never_shorter_than_a_carrier_can_ring() {
    let mut story = in_turn(3, 12);
    assert_eq!(rung(&story.hears(&arrived())).2, 10);
}

#[test]
fn whoever_accepts_in_turn_takes_the_call() {
    let mut story = in_turn(2, 30);
    story.hears(&arrived());
    story.after(15).hears(&dial(1, LegStatus::Failed, false));
    story.after(2).hears(&picks_up(1));
    story.hears(&presses(1, "1"));
    story.after(9).hears(&dial(2, LegStatus::Completed, true));
    assert_eq!(story.outcome(), Outcome::Answered);
}

#[test]
fn a_carrier_that_asks_twice_hears_the_same_answer() {
    for mut story in [
        unheard_of(line_with_phones(3)),
        in_turn(3, 45),
        in_turn(2, 60),
    ] {
        let first = story.hears(&arrived());
        assert_eq!(story.after(1).hears(&arrived()).reply, first.reply);
        story.after(7).hears(&picks_up(0));
        let ended = dial(1, LegStatus::Completed, false);
        let second = story.hears(&ended);
        assert_eq!(rung(&second).0, 2);
        let again = story.after(1).hears(&ended);
        assert_eq!(again.reply, second.reply, "the round that rings, as it is");
        assert!(again.happened.is_empty());
    }
}
