//! The breaker: what opens it, what does not, and what closes it.

use super::*;
use crate::brakes::{Brake, Guard, Levels, LiftFor};

const NOON: Instant = Instant(1_764_000_000_000);

fn after(seconds: u64) -> Instant {
    NOON.plus(Duration::from_secs(seconds))
}

fn number(index: u64) -> PhoneNumber {
    PhoneNumber::from_e164(&format!("+177355501{index:02}")).unwrap()
}

/// A breaker that `numbers` very short calls, `apart` seconds after one another, went through.
fn burst(numbers: u64, apart: u64) -> Breaker {
    let mut breaker = Breaker::default();
    for index in 0..numbers {
        breaker.count(
            &number(index),
            &BrakeLimits::default(),
            after(index * apart),
        );
    }
    breaker
}

#[test]
fn ten_numbers_within_ten_minutes_open_it_and_only_the_tenth_alarms() {
    let limits = BrakeLimits::default();
    let mut breaker = burst(9, 20);
    assert!(!breaker.holds(&limits, after(170)));
    let trip = breaker.count(&number(9), &limits, after(180)).unwrap();
    assert_eq!((trip.calls, trip.numbers), (10, 10));
    assert_eq!((trip.since, trip.at), (NOON, after(180)));
    assert_eq!(trip.prefixes, ["+1773555"]);
    assert_eq!(trip.pattern, Pattern::Sequential);
    assert_eq!(
        trip.sentence(limits.breaker_quiet),
        "Automatic texts are paused: 10 very short calls from 10 numbers within 3 minutes, one \
         after the other like SMS pumping (most begin with +1773555). Calls still ring. It ends \
         after 15 minutes without another one, or by hand in Settings, Limits."
    );
    let shorter = trip.sentence(Duration::from_mins(5));
    assert!(
        shorter.contains("ends after 5 minutes without"),
        "{shorter}"
    );
    assert!(breaker.holds(&limits, after(180)));
    assert_eq!(breaker.count(&number(10), &limits, after(190)), None);
    assert_eq!(breaker.trip.unwrap().calls, 11);
}

#[test]
fn slow_calls_and_one_impatient_number_open_nothing() {
    let limits = BrakeLimits::default();
    assert_eq!(burst(60, 70).trip, None, "one in 70 seconds");
    let mut breaker = Breaker::default();
    for second in 0..100 {
        assert_eq!(breaker.count(&number(1), &limits, after(second)), None);
    }
    assert_eq!(breaker.numbers(&limits, after(100)), 1);
    for (lasted, is_short) in [(0, true), (3_999, true), (4_000, false), (90_000, false)] {
        let lasted = Duration::from_millis(lasted);
        assert_eq!(Breaker::is_short(&limits, lasted), is_short);
    }
}

#[test]
fn it_closes_after_quiet_and_each_call_starts_the_quiet_anew() {
    let limits = BrakeLimits::default();
    let mut breaker = burst(10, 1);
    let quiet = 15 * 60;
    assert_eq!(breaker.closes_at(&limits, after(9)), Some(after(9 + quiet)));
    breaker.count(&number(11), &limits, after(600));
    assert!(breaker.holds(&limits, after(600 + quiet - 1)));
    assert!(!breaker.holds(&limits, after(600 + quiet)));
    // One more opens nothing: it begins anew.
    assert_eq!(breaker.count(&number(12), &limits, after(2_000)), None);
    assert_eq!((breaker.trip, breaker.recent.len()), (None, 1));
}

#[test]
fn it_holds_texts_before_all_other_brakes_and_a_lift_begins_anew() {
    let limits = BrakeLimits::default();
    let mut levels = Levels {
        guard: Guard {
            breaker: burst(10, 1),
            lifts: Vec::new(),
        },
        ..Levels::default()
    };
    assert_eq!(levels.holding(&limits, 1, after(10)), Some(Brake::Breaker));
    let until = LiftFor::Hour.until(after(10));
    levels.guard.lift(Brake::Breaker, after(10), until, "Dana");
    assert_eq!(levels.holding(&limits, 1, after(10)), None);
    assert_eq!(levels.guard.breaker.numbers(&limits, after(11)), 0);
}

#[test]
fn a_flood_remembers_a_bounded_number_of_callers() {
    let limits = BrakeLimits::default();
    let mut breaker = Breaker::default();
    for index in 0..1_000 {
        let number = PhoneNumber::from_e164(&format!("+1773555{index:04}")).unwrap();
        breaker.count(&number, &limits, after(index / 10));
    }
    assert_eq!(breaker.recent.len(), RECENT_MAX);
    let stored = serde_json::to_string(&breaker).unwrap();
    assert!(stored.len() < 4_096, "{} bytes", stored.len());
    assert_eq!(serde_json::from_str::<Breaker>(&stored).unwrap(), breaker);
}

#[test]
fn who_is_erased_is_forgotten_and_what_they_helped_to_open_stays_open() {
    let limits = BrakeLimits::default();
    let mut breaker = burst(10, 1);
    assert!(breaker.forget(number(3).as_str()));
    assert!(!breaker.forget(number(3).as_str()), "it is gone already");
    assert_eq!(breaker.recent.len(), 9);
    assert!(breaker.holds(&limits, after(10)));
}
