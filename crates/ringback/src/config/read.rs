//! Reading single values, from TOML types or from an environment variable's text.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use ringback_desk::phone::{PhoneNumber, Region};
use toml::Value;

use super::fault::Fault;
use super::load::Given;

/// Reads values of one set of keys over another, and gathers what is wrong with them.
pub(crate) struct Reader<'a> {
    sets: Vec<&'a BTreeMap<&'static str, Given>>,
    pub(crate) faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    /// The first set goes before the second.
    pub(crate) fn new(sets: Vec<&'a BTreeMap<&'static str, Given>>) -> Self {
        Self {
            sets,
            faults: Vec::new(),
        }
    }

    pub(crate) fn given(&self, key: &str) -> Option<&'a Given> {
        self.sets.iter().find_map(|set| set.get(key))
    }

    pub(crate) fn fault(&mut self, given: &Given, what: impl Into<String>, fix: impl Into<String>) {
        self.faults.push(Fault::new(given.name.clone(), what, fix));
    }

    pub(crate) fn missing(&mut self, key: &str, fix: &str) {
        let what = "is not set";
        let fix = format!("{fix} (in the file, or as RINGBACK_{})", key.to_uppercase());
        self.faults.push(Fault::new(key, what, fix));
    }

    pub(crate) fn text(&mut self, key: &str) -> Option<String> {
        let given = self.given(key)?;
        match &given.value {
            Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            Value::Integer(number) => Some(number.to_string()),
            Value::String(_) => {
                self.fault(given, "is empty", "Give it a value or leave it out");
                None
            }
            _ => {
                self.fault(given, "must be text", format!("Write {key} = \"…\""));
                None
            }
        }
    }

    pub(crate) fn required(&mut self, key: &str, fix: &str) -> Option<String> {
        if self.given(key).is_none() {
            self.missing(key, fix);
            return None;
        }
        self.text(key)
    }

    pub(crate) fn number(&mut self, key: &str, bounds: RangeInclusive<f64>, default: f64) -> f64 {
        let Some(given) = self.given(key) else {
            return default;
        };
        #[allow(clippy::cast_precision_loss)]
        let number = match &given.value {
            Value::Float(number) => Some(*number),
            Value::Integer(number) => Some(*number as f64),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        if let Some(number) = number.filter(|number: &f64| bounds.contains(number)) {
            return number;
        }
        let fix = format!("Give a number from {} to {}", bounds.start(), bounds.end());
        self.fault(given, "is not such a number", fix);
        default
    }

    pub(crate) fn whole(&mut self, key: &str, bounds: RangeInclusive<u32>, default: u32) -> u32 {
        let range = f64::from(*bounds.start())..=f64::from(*bounds.end());
        let number = self.number(key, range, f64::from(default));
        if number.fract() != 0.0
            && let Some(given) = self.given(key)
        {
            self.fault(
                given,
                "is not a whole number",
                "Leave out what follows the point",
            );
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let whole = number as u32;
        whole
    }

    pub(crate) fn switch(&mut self, key: &str, default: bool) -> bool {
        let Some(given) = self.given(key) else {
            return default;
        };
        let word = match &given.value {
            Value::Boolean(on) => return *on,
            Value::String(word) => word.trim().to_lowercase(),
            _ => String::new(),
        };
        match word.as_str() {
            "on" | "true" | "yes" | "1" => true,
            "off" | "false" | "no" | "0" => false,
            _ => {
                self.fault(given, "is neither on nor off", "Write on or off");
                default
            }
        }
    }

    /// One of a few words.
    pub(crate) fn choice<T: Copy>(&mut self, key: &str, choices: &[(&str, T)], default: T) -> T {
        let Some(word) = self.text(key) else {
            return default;
        };
        if let Some((_, choice)) = choices.iter().find(|(name, _)| *name == word) {
            return *choice;
        }
        if let Some(given) = self.given(key) {
            let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
            self.fault(
                given,
                format!("has no meaning as `{word}`"),
                format!("Write {}", names.join(", ")),
            );
        }
        default
    }

    /// Several values: a TOML list, or text separated by commas.
    pub(crate) fn list(&mut self, key: &str) -> Option<Vec<String>> {
        let given = self.given(key)?;
        let parts = match &given.value {
            Value::Array(items) => items
                .iter()
                .map(|item| item.as_str().map(str::to_owned))
                .collect(),
            Value::String(text) => Some(text.split(',').map(str::to_owned).collect::<Vec<_>>()),
            _ => None,
        };
        let Some(parts) = parts else {
            self.fault(
                given,
                "must be a list",
                format!("Write {key} = [\"…\", \"…\"], or text with commas"),
            );
            return None;
        };
        Some(
            parts
                .iter()
                .map(|part| part.trim().to_owned())
                .filter(|part| !part.is_empty())
                .collect(),
        )
    }

    pub(crate) fn phones(&mut self, key: &str) -> Vec<PhoneNumber> {
        let Some(spelt) = self.list(key) else {
            return Vec::new();
        };
        spelt
            .iter()
            .filter_map(|number| self.phone(key, number))
            .collect()
    }

    /// A number as a person may type it, with the country code.
    pub(crate) fn phone(&mut self, key: &str, spelt: &str) -> Option<PhoneNumber> {
        let bare: String = spelt
            .chars()
            .filter(|c| !matches!(c, ' ' | '-' | '(' | ')' | '.'))
            .collect();
        match PhoneNumber::from_e164(&bare) {
            Ok(number) => Some(number),
            Err(_) => {
                if let Some(given) = self.given(key) {
                    let what = format!("`{spelt}` is not a telephone number with its country code");
                    self.fault(given, what, "Write it as +13125550100");
                }
                None
            }
        }
    }

    pub(crate) fn regions(&mut self, key: &str) -> Option<Vec<Region>> {
        let spelt = self.list(key)?;
        Some(
            spelt
                .iter()
                .filter_map(|code| self.region(key, code))
                .collect(),
        )
    }

    pub(crate) fn region(&mut self, key: &str, code: &str) -> Option<Region> {
        match code.to_uppercase().parse() {
            Ok(region) => Some(region),
            Err(_) => {
                if let Some(given) = self.given(key) {
                    self.fault(
                        given,
                        format!("`{code}` is not a country"),
                        "Write two letters, as US",
                    );
                }
                None
            }
        }
    }
}
