//! The one place where the time is asked for and new ids are made.

use std::time::{SystemTime, UNIX_EPOCH};

use ringback_desk::clock::Instant;
use ringback_desk::id::Id;

/// The time now.
#[must_use]
pub fn now() -> Instant {
    let since_epoch = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Instant(i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX))
}

/// A new id; ids sort by time.
#[must_use]
pub fn new_id() -> Id {
    Id(uuid::Uuid::now_v7())
}
