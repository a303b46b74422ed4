//! Every holiday that is known by name.

use jiff::civil::Date;
use jiff::civil::Weekday::Monday;

use super::rule::{DateRule, Observed};

/// A holiday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// Its name in settings.
    pub slug: &'static str,
    /// Its name in sentences.
    pub name: &'static str,
    /// Its date.
    pub rule: DateRule,
    /// Where it goes from a weekend.
    pub observed: Observed,
}

impl Holiday {
    /// Whether it falls on `date`.
    #[must_use]
    pub fn falls_on(&self, date: Date) -> bool {
        self.rule.date(date.year()) == Some(date)
    }

    /// Whether it is observed on `date` and falls on another; New Year's Day of the coming year
    /// can be observed in this one.
    #[must_use]
    pub fn is_observed_on(&self, date: Date) -> bool {
        [date.year(), date.year().saturating_add(1)]
            .into_iter()
            .filter_map(|year| self.rule.date(year))
            .any(|falls_on| self.observed.moved(falls_on) == Some(date))
    }
}

const fn holiday(
    slug: &'static str,
    name: &'static str,
    rule: DateRule,
    observed: Observed,
) -> Holiday {
    Holiday {
        slug,
        name,
        rule,
        observed,
    }
}

/// The holiday of a slug.
pub(super) fn find(slug: &str) -> Option<&'static Holiday> {
    CATALOGUE.iter().find(|holiday| holiday.slug == slug)
}

use DateRule::{Before, Easter, Nth, On};
use Observed::{BehindChristmas, Nearest, Never, SundayToMonday};
use jiff::civil::Weekday::Thursday;

/// All of them. Where a country moves a holiday differently, it has an entry of its own.
///
/// United States: 5 U.S.C. 6103(a). Canada: Canada Labour Code s. 166 and 193(2), Holidays Act,
/// and the employment standards of each province; see [`super::SETS`].
pub const CATALOGUE: &[Holiday] = &[
    holiday("new-year", "New Year's Day", On(1, 1), Nearest),
    holiday(
        "martin-luther-king",
        "Martin Luther King Jr. Day",
        Nth(1, 3, Monday),
        Never,
    ),
    holiday("presidents", "Presidents' Day", Nth(2, 3, Monday), Never),
    holiday("memorial", "Memorial Day", Nth(5, -1, Monday), Never),
    holiday("juneteenth", "Juneteenth", On(6, 19), Nearest),
    holiday("independence", "Independence Day", On(7, 4), Nearest),
    holiday("labor", "Labor Day", Nth(9, 1, Monday), Never),
    holiday("columbus", "Columbus Day", Nth(10, 2, Monday), Never),
    holiday("veterans", "Veterans Day", On(11, 11), Nearest),
    holiday(
        "thanksgiving",
        "Thanksgiving Day",
        Nth(11, 4, Thursday),
        Never,
    ),
    holiday("christmas", "Christmas Day", On(12, 25), Nearest),
    holiday("new-year-eve", "New Year's Eve", On(12, 31), Never),
    holiday("christmas-eve", "Christmas Eve", On(12, 24), Never),
    holiday("good-friday", "Good Friday", Easter(-2), Never),
    holiday("easter", "Easter Sunday", Easter(0), Never),
    holiday("easter-monday", "Easter Monday", Easter(1), Never),
    // Canada. A Saturday or Sunday is made up for on the working day after it.
    holiday("ca-new-year", "New Year's Day", On(1, 1), Observed::Monday),
    holiday("family", "Family Day", Nth(2, 3, Monday), Never),
    holiday("louis-riel", "Louis Riel Day", Nth(2, 3, Monday), Never),
    holiday("heritage", "Heritage Day", Nth(2, 3, Monday), Never),
    holiday("islander", "Islander Day", Nth(2, 3, Monday), Never),
    holiday("victoria", "Victoria Day", Before(5, 25, Monday), Never),
    holiday(
        "patriots",
        "National Patriots' Day",
        Before(5, 25, Monday),
        Never,
    ),
    holiday(
        "indigenous-peoples",
        "National Indigenous Peoples Day",
        On(6, 21),
        Observed::Monday,
    ),
    // Act respecting the National Holiday, s. 2: the 25th where the 24th is a Sunday off.
    holiday(
        "saint-jean",
        "Fête nationale du Québec",
        On(6, 24),
        SundayToMonday,
    ),
    // Holidays Act s. 2: 1 July, or 2 July when the 1st is a Sunday.
    holiday("canada-day", "Canada Day", On(7, 1), SundayToMonday),
    holiday("nunavut-day", "Nunavut Day", On(7, 9), Observed::Monday),
    holiday("bc-day", "British Columbia Day", Nth(8, 1, Monday), Never),
    holiday(
        "saskatchewan-day",
        "Saskatchewan Day",
        Nth(8, 1, Monday),
        Never,
    ),
    holiday(
        "new-brunswick-day",
        "New Brunswick Day",
        Nth(8, 1, Monday),
        Never,
    ),
    holiday("civic", "Civic Holiday", Nth(8, 1, Monday), Never),
    holiday("discovery", "Discovery Day", Nth(8, 3, Monday), Never),
    holiday("ca-labour", "Labour Day", Nth(9, 1, Monday), Never),
    holiday(
        "truth-and-reconciliation",
        "National Day for Truth and Reconciliation",
        On(9, 30),
        Observed::Monday,
    ),
    holiday(
        "ca-thanksgiving",
        "Thanksgiving Day",
        Nth(10, 2, Monday),
        Never,
    ),
    holiday(
        "remembrance",
        "Remembrance Day",
        On(11, 11),
        Observed::Monday,
    ),
    holiday(
        "ca-christmas",
        "Christmas Day",
        On(12, 25),
        Observed::Monday,
    ),
    holiday("boxing", "Boxing Day", On(12, 26), BehindChristmas),
];
