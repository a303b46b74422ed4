//! The rule that reads the counters.

use super::{Brake, BrakeLimits, Counter, Guard};
use crate::clock::Instant;

/// How much of a limit, in what it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// Automatic texts.
    Texts {
        /// That left.
        used: u32,
        /// That may leave.
        most: u32,
    },
    /// Money, in millionths of the currency unit.
    Micros {
        /// Spent.
        used: i64,
        /// That may be spent.
        most: i64,
    },
    /// Different numbers that made very short calls.
    Numbers {
        /// That did.
        used: u32,
        /// That open the breaker.
        most: u32,
    },
}

/// One brake as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level {
    /// Which.
    pub brake: Brake,
    /// How far it is from holding.
    pub amount: Amount,
    /// Whether it would hold the next text, were it not lifted.
    pub is_tripped: bool,
    /// Until when a person lifted it.
    pub lifted_until: Option<Instant>,
    /// When it counts anew; for the breaker, when it closes if it stays quiet.
    pub resets_at: Option<Instant>,
}

impl Level {
    /// Whether it holds the next text.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.is_tripped && self.lifted_until.is_none()
    }
}

/// What the brakes read: the counters of the caller, of its prefix and of the business, and what
/// the breaker saw and people lifted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Levels {
    /// This caller's.
    pub caller: Counter,
    /// The prefix's.
    pub prefix: Counter,
    /// The business's.
    pub business: Counter,
    /// The breaker, and what a person lifted.
    pub guard: Guard,
}

impl Levels {
    /// The brake that holds one more text of `micros`, if any.
    #[must_use]
    pub fn holding(&self, limits: &BrakeLimits, micros: i64, now: Instant) -> Option<Brake> {
        let levels = self.each(limits, micros, now);
        levels
            .iter()
            .find(|level| level.holds())
            .map(|level| level.brake)
    }

    /// All brakes as they stand before one more text of `micros`.
    #[must_use]
    pub fn each(&self, limits: &BrakeLimits, micros: i64, now: Instant) -> [Level; 11] {
        let zone = &limits.zone;
        let (caller, prefix) = (self.caller.at(now, zone), self.prefix.at(now, zone));
        let all = self.business.at(now, zone);
        let texts = |used, most| Amount::Texts { used, most };
        let money = |used, most| Amount::Micros { used, most };
        Brake::ALL.map(|brake| {
            let amount = match brake {
                Brake::Breaker => Amount::Numbers {
                    used: self.guard.breaker.numbers(limits, now),
                    most: limits.breaker_numbers,
                },
                Brake::CallerHour => texts(caller.hour_texts, limits.caller_hour_max),
                Brake::CallerDay => texts(caller.day_texts, limits.caller_day_max),
                Brake::PrefixMinute => texts(prefix.minute_texts, limits.prefix_minute_max),
                Brake::PrefixDay => texts(prefix.day_texts, limits.prefix_day_max),
                Brake::Minute => texts(all.minute_texts, limits.minute_max),
                Brake::Hour => texts(all.hour_texts, limits.hour_max),
                Brake::Day => texts(all.day_texts, limits.day_max),
                Brake::Month => texts(all.month_texts, limits.month_max),
                Brake::SpendDay => money(all.day_micros, limits.spend_day_max_micros),
                Brake::SpendMonth => money(all.month_micros, limits.spend_month_max_micros),
            };
            self.level(brake, amount, limits, micros, now)
        })
    }

    fn level(
        &self,
        brake: Brake,
        amount: Amount,
        limits: &BrakeLimits,
        micros: i64,
        now: Instant,
    ) -> Level {
        let breaker = &self.guard.breaker;
        Level {
            brake,
            amount,
            is_tripped: match amount {
                Amount::Texts { used, most } => used >= most,
                Amount::Micros { used, most } => used.saturating_add(micros) > most,
                Amount::Numbers { .. } => breaker.holds(limits, now),
            },
            lifted_until: self.guard.lifted_until(brake, now),
            resets_at: match brake {
                Brake::Breaker => breaker.closes_at(limits, now),
                other => other.resets_at(now, &limits.zone),
            },
        }
    }

    /// The levels after one more text.
    #[must_use]
    pub fn plus(&self, limits: &BrakeLimits, now: Instant, micros: i64) -> Self {
        let plus = |counter: Counter| counter.plus(now, &limits.zone, micros);
        Self {
            caller: plus(self.caller),
            prefix: plus(self.prefix),
            business: plus(self.business),
            guard: self.guard.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::brakes::LiftFor;

    const NOON: Instant = Instant(1_764_000_000_000);

    /// Limits of which only one can hold.
    fn only(brake: Brake, most: u32) -> BrakeLimits {
        let mut limits = BrakeLimits {
            caller_hour_max: 1_000,
            caller_day_max: 1_000,
            prefix_minute_max: 1_000,
            prefix_day_max: 1_000,
            minute_max: 1_000,
            hour_max: 1_000,
            day_max: 1_000,
            month_max: 1_000,
            spend_day_max_micros: 1_000,
            spend_month_max_micros: 1_000,
            ..BrakeLimits::default()
        };
        match brake {
            Brake::Breaker => {}
            Brake::CallerHour => limits.caller_hour_max = most,
            Brake::CallerDay => limits.caller_day_max = most,
            Brake::PrefixMinute => limits.prefix_minute_max = most,
            Brake::PrefixDay => limits.prefix_day_max = most,
            Brake::Minute => limits.minute_max = most,
            Brake::Hour => limits.hour_max = most,
            Brake::Day => limits.day_max = most,
            Brake::Month => limits.month_max = most,
            Brake::SpendDay => limits.spend_day_max_micros = i64::from(most),
            Brake::SpendMonth => limits.spend_month_max_micros = i64::from(most),
        }
        limits
    }

    #[test]
    fn each_limit_holds_the_next_text_and_none_before_until_its_window_is_over() {
        for brake in &Brake::ALL[1..] {
            let limits = only(*brake, 2);
            let mut levels = Levels::default();
            for _ in 0..2 {
                assert_eq!(levels.holding(&limits, 1, NOON), None, "{brake:?}");
                levels = levels.plus(&limits, NOON, 1);
            }
            assert_eq!(levels.holding(&limits, 1, NOON), Some(*brake));
            let end = brake.resets_at(NOON, &limits.zone).unwrap();
            let before = end.minus(Duration::from_millis(1));
            assert_eq!(levels.holding(&limits, 1, before), Some(*brake));
            assert_eq!(levels.holding(&limits, 1, end), None, "{brake:?}");
        }
    }

    #[test]
    fn another_caller_or_prefix_is_not_held_by_theirs() {
        let limits = only(Brake::CallerHour, 1);
        let levels = Levels::default().plus(&limits, NOON, 1);
        let other = Levels {
            caller: Counter::default(),
            ..levels
        };
        assert_eq!(other.holding(&limits, 1, NOON), None);
    }

    #[test]
    fn a_lifted_brake_holds_nothing_until_the_lift_is_over_and_the_others_stay() {
        let limits = BrakeLimits {
            minute_max: 0,
            ..only(Brake::Day, 0)
        };
        let mut levels = Levels::default();
        assert_eq!(levels.holding(&limits, 1, NOON), Some(Brake::Minute));
        let hour = LiftFor::Hour.until(NOON);
        levels.guard.lift(Brake::Minute, NOON, hour, "Dana");
        assert_eq!(levels.holding(&limits, 1, NOON), Some(Brake::Day));
        levels.guard.lift(Brake::Day, NOON, hour, "Dana");
        assert_eq!(levels.holding(&limits, 1, NOON), None);
        assert_eq!(levels.holding(&limits, 1, hour), Some(Brake::Minute));
        let each = levels.each(&limits, 1, NOON);
        let minute = each
            .iter()
            .find(|level| level.brake == Brake::Minute)
            .unwrap();
        assert!(minute.is_tripped && !minute.holds());
        assert_eq!(minute.lifted_until, Some(hour));
    }
}
