//! The limits on automatic texts.

use std::ops::RangeInclusive;
use std::time::Duration;

use super::super::Reader;
use super::price::micros;
use crate::brakes::BrakeLimits;

/// More than anybody can mean, and far below what the counters hold.
const TEXTS: RangeInclusive<u32> = 0..=1_000_000;
const MONEY: RangeInclusive<f64> = 0.0..=1_000_000.0;

/// `segment_micros` is what one segment is taken to cost. The zone is the line's, which is read later.
pub(super) fn read(reader: &mut Reader<'_>, segment_micros: i64) -> Option<BrakeLimits> {
    let default = BrakeLimits::default();
    let mut texts = |key, most| reader.whole(key, TEXTS, most);
    let limits = BrakeLimits {
        zone: default.zone,
        caller_hour_max: texts("brake_caller_hour", default.caller_hour_max),
        caller_day_max: texts("brake_caller_day", default.caller_day_max),
        prefix_minute_max: texts("brake_prefix_minute", default.prefix_minute_max),
        prefix_day_max: texts("brake_prefix_day", default.prefix_day_max),
        minute_max: texts("brake_minute", default.minute_max),
        hour_max: texts("brake_hour", default.hour_max),
        day_max: texts("brake_day", default.day_max),
        month_max: texts("brake_month", default.month_max),
        owner_hour_max: texts("brake_owner_hour", default.owner_hour_max),
        spend_day_max_micros: micros(reader.number("brake_spend_day", MONEY, 10.0)),
        spend_month_max_micros: micros(reader.number("brake_spend_month", MONEY, 100.0)),
        segment_micros,
        // The breaker remembers sixty numbers.
        breaker_numbers: reader.whole("breaker_numbers", 3..=60, default.breaker_numbers),
        breaker_short: seconds(reader.number("breaker_seconds", 0.5..=30.0, 4.0)),
        breaker_within: minutes(reader.whole("breaker_minutes", 1..=60, 10)),
        breaker_quiet: minutes(reader.whole("breaker_quiet_minutes", 1..=1_440, 15)),
    };
    reader.switch("brakes", true).then_some(limits)
}

fn seconds(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds)
}

fn minutes(minutes: u32) -> Duration {
    Duration::from_secs(u64::from(minutes) * 60)
}
