//! Each brake holds the text that would go over it, and not the one before.

use super::*;
use crate::brakes::{Brake, Counter};
use crate::lines::BrakeLimits;

#[test]
fn holds_brake() {
    let limits = BrakeLimits::default();
    let texts = |minute_texts, day_texts| Counter {
        minute: MORNING.0 / 60_000,
        minute_texts,
        day: MORNING.0 / 86_400_000,
        day_texts,
        day_micros: 0,
    };
    let spent = |day_micros| Counter {
        day_micros,
        ..texts(0, 0)
    };
    let budget = limits.spend_day_max_micros - limits.segment_micros;
    let (caller, prefix, business) = (0, 1, 2);
    for (brake, whose, below, reached) in [
        (Brake::CallerDay, caller, texts(0, 2), texts(0, 3)),
        (Brake::PrefixMinute, prefix, texts(29, 0), texts(30, 0)),
        (Brake::PrefixDay, prefix, texts(0, 99), texts(0, 100)),
        (Brake::Minute, business, texts(29, 0), texts(30, 0)),
        (Brake::Day, business, texts(0, 299), texts(0, 300)),
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
        },
        ..usual()
    }
}
