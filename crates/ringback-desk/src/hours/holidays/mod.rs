//! Holidays by name: those of the United States and of Canada, with the days on which they are
//! observed.

mod catalogue;
mod rule;
mod sets;

use jiff::civil::Date;

use crate::settings::nearest_of;

pub use catalogue::{CATALOGUE, Holiday};
pub use rule::{DateRule, Observed};
pub use sets::{SETS, Set};

/// The holidays that a business keeps.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holidays {
    kept: Vec<&'static Holiday>,
}

impl Holidays {
    /// None at all.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Whether none is kept.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.kept.is_empty()
    }

    /// Keeps a holiday or all of a set, by its name; `false` when there is none of that name.
    pub fn keep(&mut self, name: &str) -> bool {
        let name = name.to_ascii_lowercase();
        let names: &[&str] = match sets::find(&name) {
            Some(set) => set.holidays,
            None => &[name.as_str()],
        };
        let found: Vec<_> = names
            .iter()
            .filter_map(|name| catalogue::find(name))
            .collect();
        for holiday in &found {
            if !self.kept.contains(holiday) {
                self.kept.push(holiday);
            }
        }
        !found.is_empty()
    }

    /// The name of the holiday that is kept on a date: itself, or observed on it.
    #[must_use]
    pub fn on(&self, date: Date) -> Option<&'static str> {
        let itself = self.kept.iter().find(|holiday| holiday.falls_on(date));
        let kept = itself.or_else(|| {
            self.kept
                .iter()
                .find(|holiday| holiday.is_observed_on(date))
        });
        kept.map(|holiday| holiday.name)
    }

    /// The name that somebody meant who wrote another.
    #[must_use]
    pub fn nearest(name: &str) -> Option<&'static str> {
        let sets = SETS.iter().map(|set| set.slug);
        nearest_of(
            name,
            CATALOGUE.iter().map(|holiday| holiday.slug).chain(sets),
        )
    }

    /// The slugs of what is kept.
    pub fn slugs(&self) -> impl Iterator<Item = &'static str> {
        self.kept.iter().map(|holiday| holiday.slug)
    }
}

#[cfg(test)]
mod tests;
