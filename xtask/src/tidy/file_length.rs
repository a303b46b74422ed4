//! A file that has grown past 400 lines would be easier to live in as two.

use anyhow::Result;

use super::Finding;
use crate::repository::SourceFile;

const LINES_MAX: usize = 400;

/// What people write and read by hand.
const KINDS: [&str; 6] = [".rs", ".js", ".css", ".html", ".py", ".sql"];

pub(super) fn check(files: &[SourceFile]) -> Result<Vec<Finding>> {
    Ok(files
        .iter()
        .filter(|file| KINDS.iter().any(|kind| file.path.ends_with(kind)))
        .filter_map(|file| {
            let lines = file.text.lines().count();
            (lines > LINES_MAX)
                .then(|| Finding::new(&file.path, format!("{lines} lines, over {LINES_MAX}")))
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::file;

    #[test]
    fn the_limit_itself_is_allowed() {
        let lines = |count: usize| "x\n".repeat(count);
        let files = [
            file("a.rs", &lines(400)),
            file("b.rs", &lines(401)),
            file("c.json", &lines(401)),
        ];
        let found = check(&files).unwrap();
        assert_eq!(found, [Finding::new("b.rs", "401 lines, over 400")]);
    }
}
