//! The folder of backups: their names, and which of them go.

use std::path::Path;

use ringback_desk::clock::Instant;

const FIRST: &str = "ringback-";
const LAST: &str = ".backup";

/// `ringback-20261124T160000Z.backup`: names sort by time (UTC).
pub(super) fn name(at: Instant) -> String {
    let shown = at.to_rfc3339();
    let digits: String = shown
        .split('.')
        .next()
        .unwrap_or(&shown)
        .chars()
        .filter(|c| !matches!(c, '-' | ':'))
        .collect();
    format!("{FIRST}{digits}Z{LAST}")
}

/// Deletes the oldest of our backups, until `keep` are left, and what a dead process left half
/// written. Whatever is called otherwise is somebody else's.
pub(super) fn prune(folder: &Path, keep: usize) -> std::io::Result<()> {
    let mut ours = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let Some(rest) = name.strip_prefix(FIRST) else {
            continue;
        };
        if rest.strip_suffix(LAST).is_some_and(is_time) {
            ours.push(name);
        } else if rest.strip_suffix(".backup.part").is_some_and(is_time) {
            std::fs::remove_file(folder.join(name))?;
        }
    }
    ours.sort_unstable();
    let surplus = ours.len().saturating_sub(keep);
    ours.iter()
        .take(surplus)
        .try_for_each(|name| std::fs::remove_file(folder.join(name)))
}

fn is_time(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_digit() || byte == b'T' || byte == b'Z';
    text.len() == 16 && text.bytes().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_stay_and_nothing_of_others_goes() {
        let name = name(Instant(1_795_446_245_000));
        assert_eq!(name, "ringback-20261123T150405Z.backup");
        let folder = std::env::temp_dir().join(format!("ringback-prune-{}", std::process::id()));
        std::fs::create_dir(&folder).expect("a folder");
        let files = [
            "ringback-20261120T150405Z.backup",
            "ringback-20261121T150405Z.backup",
            "ringback-20261122T150405Z.backup",
            "ringback-20261119T150405Z.backup.part",
            "ringback-by-hand.backup",
            "letter.txt",
        ];
        for file in files {
            std::fs::write(folder.join(file), "x").expect("written");
        }
        prune(&folder, 2).expect("pruned");
        let mut left: Vec<_> = std::fs::read_dir(&folder)
            .expect("read")
            .map(|entry| {
                entry
                    .expect("entry")
                    .file_name()
                    .into_string()
                    .expect("utf-8")
            })
            .collect();
        left.sort();
        std::fs::remove_dir_all(&folder).expect("removed");
        let expected = [
            "letter.txt",
            "ringback-20261121T150405Z.backup",
            "ringback-20261122T150405Z.backup",
            "ringback-by-hand.backup",
        ];
        assert_eq!(left, expected);
    }
}
