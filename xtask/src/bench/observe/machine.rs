//! What the host took away: on a virtual machine, time in which a core was wanted and not given.

use std::fs;

use anyhow::{Context, Result};

/// The machine's CPU time at one moment, in ticks over all cores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MachineTime {
    stolen: u64,
    total: u64,
}

impl MachineTime {
    /// Reads `/proc/stat`.
    ///
    /// # Errors
    /// Where there is none.
    pub(crate) fn read() -> Result<Self> {
        let stat = fs::read_to_string("/proc/stat").context("cannot read /proc/stat")?;
        parse(&stat).context("cannot read /proc/stat")
    }

    /// Per cent of all CPU time since `earlier` that the host gave to others.
    pub(crate) fn stolen_percent_since(self, earlier: Self) -> f64 {
        let total = self.total.saturating_sub(earlier.total).max(1);
        self.stolen.saturating_sub(earlier.stolen) as f64 * 100.0 / total as f64
    }
}

/// `cpu user nice system idle iowait irq softirq steal guest guest_nice`; guest time is part of
/// user time already.
fn parse(stat: &str) -> Option<MachineTime> {
    let line = stat.lines().find_map(|line| line.strip_prefix("cpu "))?;
    let ticks: Vec<u64> = line
        .split_whitespace()
        .take(8)
        .map(str::parse)
        .collect::<Result<_, _>>()
        .ok()?;
    Some(MachineTime {
        stolen: *ticks.get(7)?,
        total: ticks.iter().sum(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steal_is_a_share_of_all_time() {
        let before = parse("cpu  10 0 10 70 0 0 0 10 5 0\ncpu0 1\n").unwrap();
        let after = parse("cpu  60 0 30 90 0 0 0 20 9 0\n").unwrap();
        assert_eq!(
            before,
            MachineTime {
                stolen: 10,
                total: 100
            }
        );
        assert_eq!(after.stolen_percent_since(before), 10.0);
    }
}
