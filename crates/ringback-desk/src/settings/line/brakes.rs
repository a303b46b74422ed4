//! The limits on automatic texts.

use super::super::Reader;
use super::price::micros;
use crate::lines::BrakeLimits;

/// `segment_micros` is what one segment is taken to cost.
pub(super) fn read(reader: &mut Reader<'_>, segment_micros: i64) -> Option<BrakeLimits> {
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
        segment_micros,
    };
    reader.switch("brakes", true).then_some(limits)
}
