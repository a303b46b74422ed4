//! After a restore: what the carrier knows of the time since the backup, and the release.
//!
//! Until every line's lists have been read, nobody knows who said stop since and who was texted.

mod outbound;
mod release;
mod relist;

pub use release::{ReleaseError, may_be_released};
pub(crate) use relist::relist;
