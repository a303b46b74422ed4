//! A line: one phone number of a business, and how calls to it are handled.

mod settings;
mod test;

pub use settings::{Acceptance, AfterMiss, BrakeLimits, Line, RingOrder};
pub use test::{LineTest, TEST_WITHIN};
