//! What a carrier tells, heard in any order, twice or never: a call is decided once, always, and
//! never against what is known.

use proptest::prelude::*;
use proptest::sample::Index;

use super::carrier::{Plan, plans, play};
use super::*;

/// What of a call's facts is heard, when, and what the carrier says when it is asked.
#[derive(Debug, Clone)]
struct Heard {
    plan: Plan,
    /// Picks among the facts: in this order, some twice, some never.
    picks: Vec<(Index, u64)>,
    still_going_on: usize,
    last_view: CarrierView,
}

fn heard() -> impl Strategy<Value = Heard> {
    let view = prop_oneof![
        Just(CarrierView::NotFound),
        Just(CarrierView::Unreachable),
        (any::<bool>(), any::<bool>()).prop_map(|(talked, completed)| CarrierView::Known {
            status: if completed {
                LegStatus::Completed
            } else {
                LegStatus::NoAnswer
            },
            phone_talked: talked,
        }),
    ];
    (
        plans(),
        prop::collection::vec((any::<Index>(), 0..40_u64), 1..24),
        0..3_usize,
        view,
    )
        .prop_map(|(plan, picks, still_going_on, last_view)| Heard {
            plan,
            picks,
            still_going_on,
            last_view,
        })
}

/// Hears what was picked; timers stay silent.
fn hear(heard: &Heard) -> (Story, Vec<Fact>) {
    let told = play(&heard.plan).told;
    let mut story = unheard_of(heard.plan.line());
    let mut facts = Vec::new();
    for (pick, seconds) in &heard.picks {
        let (_, fact) = pick.get(&told).clone();
        let connects = is_connection(&story, &fact);
        story.after(*seconds).hears(&fact);
        if connects {
            assert_eq!(story.outcome(), Outcome::Answered, "{fact:?}");
        }
        facts.push(fact);
    }
    (story, facts)
}

/// Whether `fact` says that the two were connected, on a call that a person accepted.
fn is_connection(story: &Story, fact: &Fact) -> bool {
    let Fact::DialEnded { round, result, .. } = fact else {
        return false;
    };
    let call = &story.call;
    call.outcome.is_open()
        && call.accepted_by.is_some()
        && *round >= call.round
        && result.status == LegStatus::Completed
        && result.bridged == Some(true)
}

/// Lets the timers do the rest.
fn settle(story: &mut Story, heard: &Heard) -> usize {
    let mut looks = 0;
    while story.outcome().is_open() {
        looks += 1;
        assert!(looks < 100, "it is never decided");
        if !story.wakes().ask {
            continue;
        }
        let view = if looks <= heard.still_going_on {
            CarrierView::Known {
                status: LegStatus::InProgress,
                phone_talked: false,
            }
        } else {
            heard.last_view.clone()
        };
        story.after(1).hears(&Fact::Asked(view));
    }
    looks
}

/// Whether `fact` says that a person took the call.
fn takes(acceptance: Acceptance, fact: &Fact) -> bool {
    match fact {
        Fact::Key { digits, .. } => digits == "1",
        Fact::PickedUp { answered_by, .. } => *answered_by == Some(AnsweredBy::Human),
        _ => acceptance == Acceptance::None,
    }
}

proptest! {
    #[test]
    fn heard_in_any_order_a_call_is_decided_once(heard in heard()) {
        // What holds after each fact is checked as it is heard.
        let (mut story, facts) = hear(&heard);
        settle(&mut story, &heard);
        prop_assert_eq!(story.decided.len(), 1);
        let outcome = story.outcome();
        for fact in facts {
            story.after(1).hears(&fact);
        }
        prop_assert_eq!(story.outcome(), outcome, "and stays so when all is told again");
    }

    #[test]
    fn nobody_answers_a_call_that_no_person_took(heard in heard()) {
        let (mut story, facts) = hear(&heard);
        settle(&mut story, &heard);
        let acceptance = heard.plan.acceptance;
        let taken = facts.iter().any(|fact| takes(acceptance, fact));
        prop_assert!(taken || story.outcome() != Outcome::Answered, "{facts:?}");
    }

    #[test]
    fn told_in_order_and_twice_it_ends_as_told_once(plan in plans()) {
        let once = play(&plan);
        let mut story = unheard_of(plan.line());
        for (at, fact) in &once.told {
            story.now = *at;
            story.hears(fact);
            story.hears(fact);
        }
        while story.outcome().is_open() {
            story.wakes();
        }
        prop_assert_eq!(story.outcome(), once.outcome());
    }
}
