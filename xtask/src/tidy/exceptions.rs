//! The list of what may stay as it is, each with its reason.

use anyhow::{Context, Result};

const LIST: &str = include_str!("exceptions");

struct Exception {
    check: &'static str,
    place: &'static str,
    used: bool,
}

/// The list, and which of its lines were needed.
pub(super) struct Exceptions(Vec<Exception>);

impl Exceptions {
    /// Reads the list that stands beside this file.
    ///
    /// # Errors
    /// A line without a reason.
    pub(super) fn read() -> Result<Self> {
        parse(LIST)
    }

    /// Whether this finding stands on the list.
    pub(super) fn covers(&mut self, check: &str, place: &str) -> bool {
        let listed = self
            .0
            .iter_mut()
            .find(|one| one.check == check && one.place == place);
        listed.map(|one| one.used = true).is_some()
    }

    /// The lines that covered nothing.
    pub(super) fn unused(&self) -> impl Iterator<Item = String> {
        self.0
            .iter()
            .filter(|one| !one.used)
            .map(|one| format!("{} {}", one.check, one.place))
    }
}

fn parse(list: &'static str) -> Result<Exceptions> {
    list.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let mut parts = line.splitn(3, ' ');
            let parts = (parts.next(), parts.next(), parts.next());
            let (Some(check), Some(place), Some(_reason)) = parts else {
                anyhow::bail!("an exception needs check, place and reason: {line}");
            };
            Ok(Exception {
                check,
                place,
                used: false,
            })
        })
        .collect::<Result<_>>()
        .map(Exceptions)
        .context("xtask/src/tidy/exceptions")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covers_what_it_names_and_says_what_was_not_needed() {
        let mut list = parse("# head\nopening a.rs made by a tool\nopening b.rs also\n").unwrap();
        assert!(list.covers("opening", "a.rs"));
        assert!(!list.covers("drawers", "a.rs"));
        assert_eq!(list.unused().collect::<Vec<_>>(), ["opening b.rs"]);
    }

    #[test]
    fn a_reason_is_wanted() {
        assert!(parse("opening a.rs").is_err());
    }
}
