//! Nothing in the tree knows the machine that it was written on: no folder of somebody's, no
//! host that packages happened to come from.

use anyhow::Result;

use super::Finding;
use crate::repository::SourceFile;

/// What must not stand in a tracked file. Written in two pieces, since this is one.
const PLACES: [(&str, &str); 9] = [
    ("/wo", "rk/"),
    ("/fa", "rm/"),
    ("/ro", "ot/"),
    ("index.", "crates.io"),
    ("static.", "crates.io"),
    ("py", "pi.org"),
    ("python", "hosted.org"),
    ("registry.", "npmjs.org"),
    ("deb.", "debian.org"),
];

pub(super) fn check(files: &[SourceFile]) -> Result<Vec<Finding>> {
    let places = PLACES.map(|(head, tail)| format!("{head}{tail}"));
    let mut found = Vec::new();
    for file in files {
        for (number, line) in file.text.lines().enumerate() {
            if let Some(place) = places.iter().find(|place| line.contains(place.as_str())) {
                let message = format!("line {}: names `{place}`", number + 1);
                found.push(Finding::new(&file.path, message));
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::file;

    #[test]
    fn places_are_found_with_their_line() {
        let text = format!("fine\nsee /wo{}main\n", "rk/");
        let found = check(&[file("README.md", &text), file("b.md", "the workshop")]).unwrap();
        let message = format!("line 2: names `/wo{}`", "rk/");
        assert_eq!(found, [Finding::new("README.md", message)]);
    }
}
