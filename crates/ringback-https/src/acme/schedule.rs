//! When a certificate is renewed, and how long to wait after an attempt that failed.

use std::time::Duration;

use ringback_desk::clock::Instant;

use super::refusal::Kind;
use crate::Facts;

/// Waits after the first, second, … failure in a row, in minutes; the last one from then on. Five
/// attempts fall into the first hour, which is what Let's Encrypt allows for one name.
const PAUSES_MINUTES: [u64; 8] = [2, 5, 15, 30, 60, 120, 240, 360];
/// An authority that said "too often" is left alone at least as long.
const LIMITED_PAUSE: Duration = Duration::from_secs(3 * 3_600);

/// When the authority would like it to be renewed (RFC 9773).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) from: Instant,
    pub(super) to: Instant,
}

/// When to renew: in the authority's window, else when a third of the life is left or a little
/// before. `chance`, from 0 to 1, spreads the world's renewals.
pub(super) fn renewal(facts: &Facts, window: Option<Window>, chance: f64) -> Instant {
    let chance = chance.clamp(0.0, 1.0);
    if let Some(window) = window {
        return window
            .from
            .plus(window.to.since(window.from).mul_f64(chance));
    }
    let life = facts.ends_at.since(facts.begins_at);
    facts
        .ends_at
        .minus(life / 3)
        .minus((life / 24).mul_f64(chance))
}

/// How long to wait after so many failures in a row.
pub(super) fn pause(failures: usize, kind: Kind, chance: f64) -> Duration {
    let index = failures.saturating_sub(1).min(PAUSES_MINUTES.len() - 1);
    let pause = Duration::from_secs(60 * PAUSES_MINUTES[index]);
    let pause = match kind {
        Kind::Limited => pause.max(LIMITED_PAUSE),
        Kind::NoAccount | Kind::Other => pause,
    };
    // Longer only, so that the limits of an hour hold.
    pause + (pause / 4).mul_f64(chance.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400_000;

    fn ninety_days() -> Facts {
        Facts {
            names: vec![],
            issuer: String::new(),
            begins_at: Instant(0),
            ends_at: Instant(90 * DAY),
        }
    }

    #[test]
    fn a_third_of_the_life_is_left_or_a_little_more() {
        assert_eq!(renewal(&ninety_days(), None, 0.0), Instant(60 * DAY));
        let soonest = renewal(&ninety_days(), None, 1.0);
        assert_eq!(soonest, Instant(60 * DAY - 90 * DAY / 24));
        let wild = renewal(&ninety_days(), None, 7.0);
        assert_eq!(wild, soonest);
    }

    #[test]
    fn the_authoritys_window_goes_first() {
        let window = Window {
            from: Instant(10 * DAY),
            to: Instant(12 * DAY),
        };
        let at = |chance| renewal(&ninety_days(), Some(window), chance);
        assert_eq!(at(0.0), window.from);
        assert_eq!(at(0.5), Instant(11 * DAY));
        assert_eq!(at(1.0), window.to);
        let reversed = Window {
            from: window.to,
            to: window.from,
        };
        assert_eq!(renewal(&ninety_days(), Some(reversed), 0.5), window.to);
    }

    #[test]
    fn five_attempts_in_the_first_hour_at_most_and_four_a_day_in_the_end() {
        let mut at = Duration::ZERO;
        let mut in_the_first_hour = 1;
        for failures in 1..20 {
            at += pause(failures, Kind::Other, 0.0);
            in_the_first_hour += u32::from(at < Duration::from_hours(1));
        }
        assert_eq!(in_the_first_hour, 5);
        assert_eq!(pause(100, Kind::Other, 0.0), Duration::from_hours(6));
        assert!(pause(1, Kind::Other, 1.0) > pause(1, Kind::Other, 0.0));
    }

    #[test]
    fn an_authority_that_had_enough_is_left_alone() {
        assert!(pause(1, Kind::Limited, 0.0) >= Duration::from_hours(3));
        assert_eq!(pause(100, Kind::Limited, 0.0), Duration::from_hours(6));
    }
}
