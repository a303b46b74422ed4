//! The limits on automatic texts.

use super::super::Reader;
use crate::lines::BrakeLimits;

pub(super) fn read(reader: &mut Reader<'_>) -> Option<BrakeLimits> {
    let default = BrakeLimits::default();
    let limits = BrakeLimits {
        caller_day_max: reader.whole("brake_caller_day", 0..=10_000, default.caller_day_max),
        prefix_minute_max: reader.whole(
            "brake_prefix_minute",
            0..=1_000_000,
            default.prefix_minute_max,
        ),
        prefix_day_max: reader.whole("brake_prefix_day", 0..=10_000_000, default.prefix_day_max),
        minute_max: reader.whole("brake_minute", 0..=1_000_000, default.minute_max),
        day_max: reader.whole("brake_day", 0..=100_000_000, default.day_max),
        spend_day_max_micros: micros(reader.number("brake_spend_day", 0.0..=1_000_000.0, 10.0)),
        segment_micros: micros(reader.number("segment_price", 0.0..=100.0, 0.012)),
    };
    reader.switch("brakes", true).then_some(limits)
}

fn micros(amount: f64) -> i64 {
    #[allow(clippy::cast_possible_truncation)]
    let micros = (amount * 1_000_000.0).round() as i64;
    micros
}
