//! A line: one phone number of a business, and how calls to it are handled.

mod settings;

pub use settings::{Acceptance, AfterMiss, BrakeLimits, Line, RingOrder};
