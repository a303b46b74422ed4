//! What is read beside the clock: processes, the machine, the disk, the server's own counters.

pub(crate) mod disk;
pub(crate) mod machine;
pub(crate) mod metrics;
pub(crate) mod process;
pub(crate) mod samples;
