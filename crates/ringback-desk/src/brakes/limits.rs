//! What the brakes allow.

use std::time::Duration;

use crate::zones::Zone;

/// How many automatic texts may leave, whoever asks for them by calling. Counted per business.
///
/// The defaults are those of a business of one to twenty people: a busy Monday stays far below
/// them, and a night of forged calls costs less than a lunch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrakeLimits {
    /// Whose midnights end days and months.
    pub zone: Zone,
    /// Texts to one caller in an hour.
    pub caller_hour_max: u32,
    /// Texts to one caller in a day.
    pub caller_day_max: u32,
    /// Texts to one prefix (a number without its last four digits) in a minute.
    pub prefix_minute_max: u32,
    /// Texts to one prefix in a day.
    pub prefix_day_max: u32,
    /// Texts to all callers in a minute.
    pub minute_max: u32,
    /// Texts to all callers in an hour.
    pub hour_max: u32,
    /// Texts to all callers in a day.
    pub day_max: u32,
    /// Texts to all callers in a month.
    pub month_max: u32,
    /// Spend on texts in a day, in millionths of the currency unit.
    pub spend_day_max_micros: i64,
    /// Spend on texts in a month, in millionths of the currency unit.
    pub spend_month_max_micros: i64,
    /// What one segment is taken to cost, in millionths of the currency unit.
    pub segment_micros: i64,
    /// Relays and notices to the owner's phone in an hour; what is more stands on the page.
    pub owner_hour_max: u32,
    /// Different numbers whose very short calls open the breaker.
    pub breaker_numbers: u32,
    /// A caller who is gone sooner than this made a very short call.
    pub breaker_short: Duration,
    /// Within which time they have to come.
    pub breaker_within: Duration,
    /// The breaker closes by itself after this time without a very short call.
    pub breaker_quiet: Duration,
}

impl Default for BrakeLimits {
    fn default() -> Self {
        Self {
            zone: Zone::utc(),
            caller_hour_max: 3,
            caller_day_max: 5,
            prefix_minute_max: 30,
            prefix_day_max: 100,
            minute_max: 30,
            hour_max: 100,
            day_max: 300,
            month_max: 3_000,
            spend_day_max_micros: 10_000_000,
            spend_month_max_micros: 100_000_000,
            segment_micros: 12_000,
            owner_hour_max: 60,
            breaker_numbers: 10,
            breaker_short: Duration::from_secs(4),
            breaker_within: Duration::from_mins(10),
            breaker_quiet: Duration::from_mins(15),
        }
    }
}
