//! Whether carriers let a line's texts through: asked at start, from time to time, when a text
//! comes back as unregistered, and when one had to be held. What was held leaves when they do.

mod ask;
mod release;
mod watch;

pub(crate) use watch::{Watch, run};

/// The carrier's codes that say that a line is not registered: a local number in no campaign, one
/// whose campaign is still being set up, a toll-free number that is not verified.
const UNREGISTERED_CODES: [u32; 3] = [30032, 30034, 30035];

/// Whether a failure calls for asking how the registration stands.
pub(crate) fn is_about_registration(code: u32) -> bool {
    UNREGISTERED_CODES.contains(&code)
}
