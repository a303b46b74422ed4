//! CPU time and memory of a process, from `/proc` (see proc(5)).

use std::fs;

use anyhow::{Context, Result};

/// Ticks a second in which `/proc` counts CPU time: `USER_HZ`, 100 on every Linux of today.
const TICKS_PER_SECOND: f64 = 100.0;

/// How a process stands at one moment.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(crate) struct ProcessFigures {
    /// CPU time of all its threads since it started, user and system, in milliseconds.
    pub(crate) cpu_ms: f64,
    /// Memory that it occupies now, in megabytes (10^6 bytes).
    pub(crate) rss_mb: f64,
    /// The most that it ever occupied.
    pub(crate) rss_peak_mb: f64,
}

impl ProcessFigures {
    /// Reads them, for a process id or `self`.
    ///
    /// # Errors
    /// When there is no such process.
    pub(crate) fn read(process: &str) -> Result<Self> {
        let stat =
            fs::read_to_string(format!("/proc/{process}/stat")).context("no such process")?;
        let status = fs::read_to_string(format!("/proc/{process}/status"))?;
        Ok(Self {
            cpu_ms: cpu_ms(&stat).context("cannot read /proc/…/stat")?,
            rss_mb: megabytes(&status, "VmRSS:").context("cannot read /proc/…/status")?,
            rss_peak_mb: megabytes(&status, "VmHWM:").context("cannot read /proc/…/status")?,
        })
    }
}

impl ProcessFigures {
    /// Adds another process.
    pub(crate) fn add(&mut self, other: Self) {
        self.cpu_ms += other.cpu_ms;
        self.rss_mb += other.rss_mb;
        self.rss_peak_mb += other.rss_peak_mb;
    }
}

/// CPU time of a process, of its children, and of those that have ended already; what cannot be
/// read counts as none.
pub(crate) fn family_cpu_ms(parent: u32) -> f64 {
    let stat = |process: &str| fs::read_to_string(format!("/proc/{process}/stat")).ok();
    let mut all = stat(&parent.to_string()).map_or(0.0, |stat| {
        cpu_ms(&stat).unwrap_or(0.0) + ended_children_cpu_ms(&stat).unwrap_or(0.0)
    });
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let stat = entry.file_name().to_str().and_then(stat);
        if let Some(stat) = stat.filter(|stat| parent_of(stat) == Some(parent)) {
            all += cpu_ms(&stat).unwrap_or(0.0);
        }
    }
    all
}

fn parent_of(stat: &str) -> Option<u32> {
    let (_, fields) = stat.rsplit_once(')')?;
    fields.split_whitespace().nth(1)?.parse().ok()
}

/// The name of the program stands in brackets and may hold blanks: fields count from behind it,
/// where user time is the 12th and system time the 13th.
fn cpu_ms(stat: &str) -> Option<f64> {
    two_times_ms(stat, 11)
}

/// The same of children that were waited for, which follow.
fn ended_children_cpu_ms(stat: &str) -> Option<f64> {
    two_times_ms(stat, 13)
}

fn two_times_ms(stat: &str, first: usize) -> Option<f64> {
    let (_, fields) = stat.rsplit_once(')')?;
    let mut times = fields.split_whitespace().skip(first);
    let user: f64 = times.next()?.parse().ok()?;
    let system: f64 = times.next()?.parse().ok()?;
    Some((user + system) * 1000.0 / TICKS_PER_SECOND)
}

fn megabytes(status: &str, key: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix(key))?;
    let kibibytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024.0 / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_counted_from_behind_the_name() {
        let stat = "71 (a b) c) S 1 2 3 4 5 6 7 8 9 10 250 50 0 0 20 0 4";
        assert_eq!(cpu_ms(stat), Some(3000.0));
        assert_eq!(ended_children_cpu_ms(stat), Some(0.0));
        assert_eq!(parent_of(stat), Some(1));
    }

    #[test]
    fn memory_is_given_in_megabytes() {
        let status = "Name:\tx\nVmHWM:\t   20000 kB\nVmRSS:\t   10000 kB\n";
        assert_eq!(megabytes(status, "VmRSS:"), Some(10.24));
        assert_eq!(megabytes(status, "VmHWM:"), Some(20.48));
    }

    #[test]
    fn this_process_can_be_read() {
        let figures = ProcessFigures::read("self").unwrap();
        assert!(figures.rss_mb > 0.1 && figures.rss_peak_mb >= figures.rss_mb / 2.0);
    }
}
