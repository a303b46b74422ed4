//! Opening hours: a week of periods, the dates that differ, and what they come to at an instant.
//!
//! A period belongs to the date on which it starts. Periods given for a date, a closure or a
//! holiday take the place of those that start on that date; what began the evening before goes
//! on past midnight.

mod business_days;
mod found;
pub mod holidays;
mod period;
mod plan;
mod spans;
pub mod spelling;
mod state;

#[cfg(test)]
mod kit_tests;
#[cfg(test)]
mod year_tests;

pub use business_days::{business_day_after, is_business_day};
pub use found::{Found, FoundState, shown};
pub use period::{Period, TimeOfDay, Weekly};
pub use plan::{Closure, ClosureKind, DayRule, Hours};
pub use spans::Reading;
pub use state::OpenState;
