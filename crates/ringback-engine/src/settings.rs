//! Changing settings: checked by the same reading that the lines are made of, stored whole or not
//! at all.

use std::collections::HashMap;

use ringback_desk::id::{BusinessId, LineId};
use ringback_desk::phone::PhoneNumber;
use ringback_desk::settings::{self as keys, Fault, Given, LineSettings, Values};
use ringback_store::lines::StoredLine;
use ringback_store::{StoreError, Tx, businesses, lines, settings};

use crate::directory::Configured;
use crate::engine::Engine;

/// Stands for a business's line while it has none: its other settings are checked all the same.
const NO_LINE_YET: &str = "+12125550100";

/// One setting that is to be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Of this line; of the whole business where there is none.
    pub line: Option<LineId>,
    /// As in the configuration.
    pub key: String,
    /// As text; `None` goes back to the default.
    pub value: Option<String>,
}

impl Change {
    /// A change of a setting of the whole business.
    pub fn of_business(key: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            line: None,
            key: key.into(),
            value: Some(value.into()),
        }
    }
}

/// Why settings were not changed; nothing of them was.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// What is wrong, by key.
    #[error("{}", in_words(.0))]
    Faults(Vec<Fault>),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn in_words(faults: &[Fault]) -> String {
    let words: Vec<_> = faults.iter().map(Fault::to_string).collect();
    words.join(" ")
}

impl Engine {
    /// Changes settings of a business, and lets them count at once.
    ///
    /// # Errors
    /// [`SettingsError::Faults`] names each key and its fix; nothing was changed then.
    pub async fn change_settings(
        &self,
        business: BusinessId,
        changes: Vec<Change>,
    ) -> Result<(), SettingsError> {
        let engine = self.clone();
        let faults = self
            .store()
            .write(business, move |tx| {
                change(tx, engine.configured(), business, &changes)
            })
            .await?;
        if !faults.is_empty() {
            return Err(SettingsError::Faults(faults));
        }
        self.reload().await?;
        Ok(())
    }
}

/// Changes settings in a transaction, or says what is wrong with them and changes nothing.
///
/// # Errors
/// When the database cannot be read or written.
pub fn change(
    tx: &Tx<'_>,
    configured: &Configured,
    business: BusinessId,
    changes: &[Change],
) -> Result<Vec<Fault>, StoreError> {
    let faults = faults_of(tx, configured, business, changes)?;
    if !faults.is_empty() {
        return Ok(faults);
    }
    for change in changes {
        let value = change.value.as_deref().map(str::trim);
        match (change.key.as_str(), value) {
            // The business's name is the business's own; a line may still call itself otherwise.
            ("company", Some(name)) if change.line.is_none() => {
                businesses::rename(tx, business, name)?;
            }
            (key, value) => settings::set(tx, business, change.line, key, value)?,
        }
    }
    Ok(Vec::new())
}

fn faults_of(
    tx: &Tx<'_>,
    configured: &Configured,
    business: BusinessId,
    changes: &[Change],
) -> Result<Vec<Fault>, StoreError> {
    let of_business = lines::of_business(tx, business)?;
    let mut layers = stored(tx, business)?;
    let mut faults = Vec::new();
    for change in changes {
        let key = match checked_key(change, configured, &of_business) {
            Ok(key) => key,
            Err(fault) => {
                faults.push(fault);
                continue;
            }
        };
        let layer = layers.entry(change.line).or_default();
        match &change.value {
            Some(value) => layer.insert(key, Given::text(key, value)),
            None => layer.remove(key),
        };
        if key == "company"
            && let Some(name) = &change.value
            && let Some(other) = businesses::find(tx, name)?
            && other.id != business
            && other.company == name.trim()
        {
            let fix = "Choose another name";
            faults.push(Fault::new("company", "is another business's name", fix));
        }
    }
    faults.extend(faults_of_lines(&layers, &of_business, changes));
    Ok(faults)
}

/// What the business has set so far, by line.
fn stored(
    tx: &Tx<'_>,
    business: BusinessId,
) -> Result<HashMap<Option<LineId>, Values>, StoreError> {
    let mut layers: HashMap<_, Values> = HashMap::new();
    for setting in settings::of_business(tx, business)? {
        if let Some(key) = keys::find(&setting.key) {
            let layer = layers.entry(setting.line).or_default();
            layer.insert(key.name, Given::text(key.name, setting.value));
        }
    }
    Ok(layers)
}

/// The key, when there is such a setting and it may be changed here.
fn checked_key(
    change: &Change,
    configured: &Configured,
    lines: &[StoredLine],
) -> Result<&'static str, Fault> {
    let Some(key) = keys::find(&change.key) else {
        let fix = "`ringback serve --help` lists all settings";
        return Err(Fault::new(
            &*change.key,
            "is not a setting of Ringback",
            fix,
        ));
    };
    if key.name == "line_number" {
        let fix = "Set up a line with the other number";
        return Err(Fault::new(key.name, "cannot be changed", fix));
    }
    let is_meant = |line: &&StoredLine| change.line.is_none_or(|id| id == line.id);
    let mut meant = lines.iter().filter(is_meant).peekable();
    if change.line.is_some() && meant.peek().is_none() {
        let fix = "Choose one of the business's own";
        return Err(Fault::new(key.name, "is for a line that is not there", fix));
    }
    if meant.any(|line| configured.is_fixed(&line.number, key.name)) {
        let fix = "Change it there, or take it out there";
        return Err(Fault::new(
            key.name,
            "is set in the configuration's file or environment",
            fix,
        ));
    }
    Ok(key.name)
}

/// Faults of the changed keys; what was wrong before is no reason to refuse a change.
fn faults_of_lines(
    layers: &HashMap<Option<LineId>, Values>,
    lines: &[StoredLine],
    changes: &[Change],
) -> Vec<Fault> {
    let nothing = Values::new();
    let shared = layers.get(&None).unwrap_or(&nothing);
    let none_yet = PhoneNumber::from_e164(NO_LINE_YET).ok();
    let mut numbers: Vec<_> = lines
        .iter()
        .map(|line| (Some(line.id), line.number))
        .collect();
    if numbers.is_empty() {
        numbers.extend(none_yet.map(|number| (None, number)));
    }
    let mut faults: Vec<Fault> = Vec::new();
    for (id, number) in numbers {
        let mut own = id
            .and_then(|id| layers.get(&Some(id)))
            .cloned()
            .unwrap_or_default();
        own.insert("line_number", Given::text("line_number", number.as_str()));
        let mut found = Vec::new();
        LineSettings::read(vec![&own, shared], &mut found);
        let of_changes = found
            .into_iter()
            .filter(|fault| !fault.is_missing)
            .filter(|fault| changes.iter().any(|change| change.key == fault.key));
        for fault in of_changes {
            if !faults.contains(&fault) {
                faults.push(fault);
            }
        }
    }
    faults
}

#[cfg(test)]
#[path = "settings_tests.rs"]
mod tests;
