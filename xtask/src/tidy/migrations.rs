//! Migrations are named `NNNN_what_it_does.sql` and numbered from 1 without a gap: the order in
//! which they run is the order in which they are listed.

use anyhow::Result;

use super::Finding;
use crate::repository::SourceFile;

const FOLDER: &str = "crates/ringback-store/migrations/";

pub(super) fn check(files: &[SourceFile]) -> Result<Vec<Finding>> {
    let mut expected = 1;
    let mut found = Vec::new();
    for file in files.iter().filter(|file| file.path.starts_with(FOLDER)) {
        if file.name() == "README.md" {
            continue;
        }
        match number(file.name()) {
            Some(number) if number == expected => expected += 1,
            Some(number) => {
                let message = format!("is number {number}, and number {expected} was to come");
                found.push(Finding::new(&file.path, message));
                expected = number + 1;
            }
            None => found.push(Finding::new(
                &file.path,
                "is not named NNNN_what_it_does.sql",
            )),
        }
    }
    Ok(found)
}

fn number(name: &str) -> Option<u32> {
    let (number, words) = name.strip_suffix(".sql")?.split_once('_')?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let is_named = number.len() == 4 && !words.is_empty() && words.chars().all(plain);
    is_named.then(|| number.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::file;

    fn found(names: &[&str]) -> Vec<String> {
        let files: Vec<SourceFile> = names
            .iter()
            .map(|name| file(&format!("{FOLDER}{name}"), ""))
            .collect();
        check(&files)
            .unwrap()
            .into_iter()
            .map(|finding| finding.message)
            .collect()
    }

    #[test]
    fn sequence_and_names_are_checked() {
        assert_eq!(
            found(&["0001_start.sql", "0002_more_rows.sql", "README.md"]),
            [""; 0]
        );
        let gap = "is number 3, and number 2 was to come";
        assert_eq!(
            found(&["0001_start.sql", "0003_c.sql", "0004_d.sql"]),
            [gap]
        );
        let twice = "is number 1, and number 2 was to come";
        assert_eq!(found(&["0001_a.sql", "0001_b.sql"]), [twice]);
        let name = "is not named NNNN_what_it_does.sql";
        for wrong in [
            "1_a.sql",
            "0001.sql",
            "0001_.sql",
            "0001_A.sql",
            "0001_a.txt",
        ] {
            assert_eq!(found(&[wrong]), [name], "{wrong}");
        }
    }
}
