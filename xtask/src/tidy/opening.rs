//! Every Rust file opens by saying what lives there and why.

use anyhow::Result;

use super::Finding;
use crate::repository::SourceFile;

pub(super) fn check(files: &[SourceFile]) -> Result<Vec<Finding>> {
    Ok(files
        .iter()
        .filter(|file| file.path.ends_with(".rs"))
        .filter(|file| !opens_with_words(&file.text))
        .map(|file| Finding::new(&file.path, "does not open with `//!` and what lives there"))
        .collect())
}

fn opens_with_words(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    first
        .strip_prefix("//!")
        .is_some_and(|words| words.trim().contains(' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::file;

    #[test]
    fn files_without_an_opening_are_found() {
        let files = [
            file("a.rs", "//! What lives here.\n"),
            file("b.rs", "use a;\n//! Too late.\n"),
            file("c.rs", "//!\n"),
            file("d.md", "words"),
        ];
        let places: Vec<String> = check(&files)
            .unwrap()
            .into_iter()
            .map(|finding| finding.place)
            .collect();
        assert_eq!(places, ["b.rs", "c.rs"]);
    }
}
