//! Paths that the documents name exist: a map that names what is gone leads nowhere.
//!
//! Checked are links to files, and what stands in backticks and looks like a path of this
//! repository: its first part is a folder at the root, or it is a document at the root.

use std::collections::BTreeSet;

use anyhow::Result;

use super::Finding;
use crate::repository::SourceFile;

pub(super) fn check(files: &[SourceFile]) -> Result<Vec<Finding>> {
    let tree = Tree::of(files);
    let mut found = Vec::new();
    for document in files.iter().filter(|file| is_document(&file.path)) {
        let folder = document
            .path
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        for (number, line) in document.text.lines().enumerate() {
            let gone = backticked(line)
                .filter(|path| tree.should_hold(path))
                .map(ToOwned::to_owned)
                .chain(linked(line).map(|link| from_root(folder, link)))
                .filter(|path| !tree.holds(path));
            found.extend(gone.map(|path| {
                let message = format!("line {}: names `{path}`, which is not there", number + 1);
                Finding::new(&document.path, message)
            }));
        }
    }
    Ok(found)
}

/// Documents that lead through the repository; not those that only report on it.
fn is_document(path: &str) -> bool {
    let at_root = ["ARCHITECTURE.md", "README.md", "CONTRIBUTING.md"].contains(&path);
    at_root
        || (path.ends_with(".md") && (path.starts_with("docs/") || path.ends_with("/README.md")))
}

/// All files and folders, by path from the root.
struct Tree<'a>(BTreeSet<&'a str>);

impl<'a> Tree<'a> {
    fn of(files: &'a [SourceFile]) -> Self {
        let mut all = BTreeSet::new();
        for file in files {
            all.insert(file.path.as_str());
            all.extend(file.path.match_indices('/').map(|(at, _)| &file.path[..at]));
        }
        Self(all)
    }

    fn holds(&self, path: &str) -> bool {
        self.0.contains(path.trim_end_matches('/'))
    }

    fn should_hold(&self, path: &str) -> bool {
        let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
        if !path.chars().all(plain) {
            return false;
        }
        match path.split_once('/') {
            Some((first, _)) => first != "target" && self.holds(first),
            None => path
                .strip_suffix(".md")
                .is_some_and(|name| name.chars().all(|c| c.is_ascii_uppercase())),
        }
    }
}

fn backticked(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// Targets of Markdown links and pictures that are files.
fn linked(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| {
        let target = rest.split([')', '#', ' ']).next()?;
        let is_file = !target.is_empty() && !target.contains(':') && !target.starts_with('/');
        is_file.then_some(target)
    })
}

/// A link's target as a path from the root.
fn from_root(folder: &str, link: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::file;

    #[test]
    fn paths_that_are_gone_are_found() {
        let text = "
            `crates/a/src/lib.rs` and `crates/a/` are there, `crates/b` is not,
            `web/calls.rs`, `a.rs`, `crates/<name>` and `POST /twilio/voice` are no paths of ours,
            [this](docs/here.md#part) is, [that](docs/gone.md) is not, [net](https://x.y/z) is not ours,
            `CHANGELOG.md` is missing.
        ";
        let files = [
            file("ARCHITECTURE.md", text),
            file("crates/a/src/lib.rs", ""),
            file(
                "docs/here.md",
                "[back](../ARCHITECTURE.md) [away](../gone.md) `crates/c`",
            ),
            file("notes.md", "`crates/d`"),
        ];
        let found: Vec<String> = check(&files)
            .unwrap()
            .iter()
            .filter_map(|finding| finding.message.split('`').nth(1).map(ToOwned::to_owned))
            .collect();
        assert_eq!(
            found,
            [
                "crates/b",
                "docs/gone.md",
                "CHANGELOG.md",
                "crates/c",
                "gone.md"
            ]
        );
    }
}
