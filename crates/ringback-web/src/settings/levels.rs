//! How far the brakes are from holding.

use ringback_desk::brakes::Counter;
use ringback_store::{StoreError, Tx, brakes};

use crate::pages::Scope;

/// One counter beside its limit.
#[derive(Debug)]
pub(super) struct Level {
    pub(super) name: &'static str,
    pub(super) used: u32,
    pub(super) most: u32,
    /// As people read it.
    pub(super) words: String,
}

/// What was used of the limits that count over all callers.
pub(super) fn levels(tx: &Tx<'_>, scope: &Scope) -> Result<Vec<Level>, StoreError> {
    let Some(line) = &scope.line else {
        return Ok(Vec::new());
    };
    let Some(limits) = &line.brakes else {
        return Ok(Vec::new());
    };
    let now = ringback_engine::clock::now();
    let counter = brakes::load(tx, scope.business, "", Counter::default())?
        .business
        .at(now);
    let texts = |name, used: u32, most: u32| Level {
        name,
        used: used.min(most),
        most,
        words: format!("{used} of {most} texts"),
    };
    let cents = |micros: i64| u32::try_from(micros / 10_000).unwrap_or(u32::MAX);
    let (spent, budget) = (counter.day_micros, limits.spend_day_max_micros);
    Ok(vec![
        texts("This minute", counter.minute_texts, limits.minute_max),
        texts("Today", counter.day_texts, limits.day_max),
        Level {
            name: "Spent today",
            used: cents(spent).min(cents(budget)),
            most: cents(budget),
            words: format!("{} of {}", money(spent), money(budget)),
        },
    ])
}

/// An amount with two places; the currency is the account's.
fn money(micros: i64) -> String {
    let cents = (micros + 5_000) / 10_000;
    format!("{}.{:02}", cents / 100, cents % 100)
}
