//! A test of a line: a call from the owner's own phone that is missed and texted like a stranger's.

use std::time::Duration;

use crate::clock::Instant;
use crate::phone::PhoneNumber;

/// How long a test waits for its call.
pub const TEST_WITHIN: Duration = Duration::from_mins(15);

/// A test that was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineTest {
    /// The phone that will call.
    pub caller: PhoneNumber,
    /// Until when its call is a test.
    pub until: Instant,
}

impl LineTest {
    /// Whether a call from `caller` is the test: then neither that it is an own number nor what
    /// went before keeps the text.
    #[must_use]
    pub fn is_call(&self, caller: Option<&PhoneNumber>, now: Instant) -> bool {
        caller == Some(&self.caller) && now <= self.until
    }
}
