//! No drawers: a file or folder is named for what lives in it, and `util` is a name for
//! whatever nobody found a place for.

use anyhow::Result;

use super::Finding;
use crate::repository::SourceFile;

const DRAWERS: [&str; 8] = [
    "util", "utils", "helper", "helpers", "common", "misc", "shared", "stuff",
];

pub(super) fn check(files: &[SourceFile]) -> Result<Vec<Finding>> {
    Ok(files
        .iter()
        .filter_map(|file| {
            let drawer = file
                .path
                .split('/')
                .map(stem)
                .find(|name| DRAWERS.contains(name))?;
            Some(Finding::new(
                &file.path,
                format!("`{drawer}` says nothing: name what is in it"),
            ))
        })
        .collect())
}

fn stem(part: &str) -> &str {
    part.split('.').next().unwrap_or(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::file;

    #[test]
    fn folders_and_files_are_found() {
        let paths = [
            "src/util/a.rs",
            "src/helpers.rs",
            "src/utility_bill.rs",
            "docs/common.md",
        ];
        let found = check(&paths.map(|path| file(path, ""))).unwrap();
        let places: Vec<String> = found.into_iter().map(|finding| finding.place).collect();
        assert_eq!(
            places,
            ["src/util/a.rs", "src/helpers.rs", "docs/common.md"]
        );
    }
}
