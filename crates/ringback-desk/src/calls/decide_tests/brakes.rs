//! Each brake holds the text that would go over it, and not the one before.

use super::*;
use crate::brakes::{Brake, BrakeLimits, Counter};

#[test]
fn holds_brake() {
    let limits = BrakeLimits::default();
    let zone = &limits.zone;
    let texts = |most: u32| {
        (0..most).fold(Counter::default(), |counter, _| {
            counter.plus(MORNING, zone, 0)
        })
    };
    let spent = |day_micros| Counter {
        day_micros,
        ..Counter::default().at(MORNING, zone)
    };
    let budget = limits.spend_day_max_micros - limits.segment_micros;
    let (caller, prefix, business) = (0, 1, 2);
    for (brake, whose, below, reached) in [
        (Brake::CallerHour, caller, texts(2), texts(3)),
        (Brake::PrefixMinute, prefix, texts(29), texts(30)),
        (Brake::Minute, business, texts(29), texts(30)),
        (Brake::SpendDay, business, spent(budget), spent(budget + 1)),
    ] {
        assert_eq!(counted(whose, below).held(), None, "one below {brake:?}");
        let mut at_the_limit = counted(whose, reached);
        assert_eq!(at_the_limit.held(), Some(HoldReason::Brake(brake)));
        at_the_limit.line.brakes = None;
        assert_eq!(at_the_limit.held(), None, "brakes off");
    }
}

/// The counter of the caller, of the prefix or of the business.
pub(super) fn counted(whose: usize, counter: Counter) -> Case {
    let mut counters = [Counter::default(); 3];
    counters[whose] = counter;
    let [caller, prefix, business] = counters;
    Case {
        levels: Levels {
            caller,
            prefix,
            business,
            ..Levels::default()
        },
        ..usual()
    }
}

#[test]
fn holds_brake_while_the_breaker_is_open() {
    let limits = BrakeLimits::default();
    let mut case = usual();
    for index in 0..limits.breaker_numbers {
        assert_eq!(case.held(), None, "{index} short calls");
        let number = number(&format!("+177355501{index:02}"));
        let breaker = &mut case.levels.guard.breaker;
        breaker.count(&number, &limits, MORNING);
    }
    assert_eq!(case.held(), Some(HoldReason::Brake(Brake::Breaker)));
    case.line.brakes = None;
    assert_eq!(case.held(), None, "brakes off");
}
