//! How long the disk takes to promise that something is kept: what each commit waits for.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use anyhow::Result;

use super::samples::Samples;

const APPENDS: usize = 300;
const APPEND_BYTES: usize = 4096;

/// Appends small blocks to a file in `directory`, each followed by `fdatasync`, and times them.
///
/// # Errors
/// When the file cannot be written.
pub(crate) fn fsync_latency(directory: &Path) -> Result<Samples> {
    let path = directory.join("fsync");
    let mut file = File::create(&path)?;
    let block = [0x5a; APPEND_BYTES];
    let mut samples = Samples::default();
    for _ in 0..APPENDS {
        let began = Instant::now();
        file.write_all(&block)?;
        file.sync_data()?;
        samples.add(began.elapsed());
    }
    std::fs::remove_file(&path)?;
    Ok(samples)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flush_takes_time_and_leaves_nothing_behind() {
        let directory = tempfile::tempdir().unwrap();
        let samples = fsync_latency(directory.path()).unwrap();
        assert_eq!(samples.count(), APPENDS);
        assert!(samples.quantile_ms(0.5).unwrap() > 0.0);
        assert_eq!(directory.path().read_dir().unwrap().count(), 0);
    }
}
