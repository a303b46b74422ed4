//! The controls of a simulated carrier, for the demo and for tests in the same process.

mod calls;
mod faults;
mod texts;
mod watch;
mod world;

pub use calls::PlaceCall;

use crate::core::Shared;
use crate::listen::Listening;

/// Drives and watches one simulated carrier. Cheap to clone; works until the
/// [`crate::Simulator`] is dropped.
#[derive(Clone)]
pub struct SimulatorHandle {
    pub(crate) core: Shared,
    pub(crate) listening: Listening,
}

impl std::fmt::Debug for SimulatorHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SimulatorHandle")
            .field("base_url", &self.core.base_url)
            .finish()
    }
}
