//! A line: one phone number of a business, and how calls to it are handled.

mod forwarding;
mod keep;
mod price;
mod settings;
mod test;

pub use forwarding::{FORWARD_CHECK_WITHIN, ForwardedCall, Forwarding};
pub use keep::Keep;
pub use price::SegmentPrice;
pub use settings::{Acceptance, AfterMiss, Line, RingOrder};
pub use test::{LineTest, TEST_WITHIN};
