//! The one place where the time is asked for and new ids are made.

use std::time::{SystemTime, UNIX_EPOCH};

use ringback_desk::clock::Instant;
use ringback_desk::id::Id;

#[cfg(feature = "simulated")]
use crate::process::simulated;

/// The time now.
#[must_use]
pub fn now() -> Instant {
    #[cfg(feature = "simulated")]
    if let Some(now) = simulated::of(|process| process.now()) {
        return now;
    }
    let since_epoch = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Instant(i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX))
}

/// An id as it would have been drawn then.
#[must_use]
pub(crate) fn id_at(at: Instant) -> Id {
    let millis = u64::try_from(at.0).unwrap_or(0);
    let nanos = u32::try_from(millis % 1_000 * 1_000_000).unwrap_or(0);
    let at = uuid::Timestamp::from_unix(uuid::NoContext, millis / 1_000, nanos);
    Id(uuid::Uuid::new_v7(at))
}

/// A new id; ids sort by time.
#[must_use]
pub fn new_id() -> Id {
    #[cfg(feature = "simulated")]
    if let Some(id) = simulated::of(|process| process.new_id()) {
        return id;
    }
    Id(uuid::Uuid::now_v7())
}
