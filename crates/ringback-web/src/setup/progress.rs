//! What of the set-up is done, read from what is stored.

use std::collections::{BTreeMap, BTreeSet};

use ringback_desk::id::BusinessId;
use ringback_desk::phone::PhoneNumber;
use ringback_desk::settings::as_text;
use ringback_store::StoreError;
use ringback_store::lines::{self, StoredLine};
use ringback_store::settings;

use super::frame::Step;
use crate::WebState;

/// How far a business is.
pub(super) struct Progress {
    /// What is set for the whole business, by key.
    values: BTreeMap<String, String>,
    /// Its lines that have been set up or configured.
    pub(super) lines: Vec<StoredLine>,
    /// Numbers that are lines of other businesses: where an account is shared, they are nobody
    /// else's to see.
    elsewhere: BTreeSet<PhoneNumber>,
    has_account: bool,
    has_phones: bool,
}

impl Progress {
    pub(super) async fn read(state: &WebState, business: BusinessId) -> Result<Self, StoreError> {
        let engine = state.engine();
        let (stored, all) = engine
            .store()
            .read(move |tx| Ok((settings::of_business(tx, business)?, lines::all(tx)?)))
            .await?;
        let directory = engine.directory();
        let configured = engine.configured();
        let elsewhere = all
            .iter()
            .filter(|line| line.business != business)
            .map(|line| line.number)
            .collect();
        let lines: Vec<_> = all
            .into_iter()
            .filter(|line| line.business == business)
            .filter(|line| line.is_set_up || configured.lines.contains_key(&line.number))
            .collect();
        let mut values: BTreeMap<_, _> = stored
            .into_iter()
            .filter(|setting| setting.line.is_none())
            .map(|setting| (setting.key, setting.value))
            .collect();
        // What the file or the environment says stands in the forms as well.
        for layer in lines
            .iter()
            .filter_map(|line| configured.lines.get(&line.number))
            .flat_map(|line| line.layers.iter().rev())
        {
            for (key, given) in layer.iter() {
                values.insert((*key).to_owned(), as_text(&given.value));
            }
        }
        let works = directory.lines();
        let mut working = lines.iter().filter_map(|line| works.by_id(line.id));
        Ok(Self {
            has_account: directory.account_of(business).is_some(),
            has_phones: values.contains_key("ring") || working.any(|line| line.forwarded),
            values,
            lines,
            elsewhere,
        })
    }

    /// Whether the number is another business's line.
    pub(super) fn is_elsewhere(&self, number: &PhoneNumber) -> bool {
        self.elsewhere.contains(number)
    }

    /// What is set under this key, or nothing.
    pub(super) fn value(&self, key: &str) -> String {
        self.values.get(key).cloned().unwrap_or_default()
    }

    pub(super) fn is_done(&self, step: Step) -> bool {
        match step {
            Step::Business => self.values.contains_key("owner"),
            Step::Carrier => self.has_account,
            Step::Number => !self.lines.is_empty(),
            Step::Phones => self.has_phones,
            Step::Hours => self.values.contains_key("hours"),
            Step::Words => self.values.contains_key("text"),
            Step::Test => self.lines.iter().any(|line| line.tested_at.is_some()),
        }
    }

    /// The first step that has to be done; hours and words are good as they come.
    pub(super) fn first_open(&self) -> Option<Step> {
        Step::ALL
            .into_iter()
            .filter(|step| !step.is_good_as_it_comes())
            .find(|step| !self.is_done(*step))
    }
}
