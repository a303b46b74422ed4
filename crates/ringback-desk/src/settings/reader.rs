//! Reading single values: typed ones of a file, or the text of a variable or a form.

use std::ops::RangeInclusive;

use super::{Fault, Given, Value, Values};
use crate::phone::{PhoneNumber, Region};

/// Reads values of one set of keys over another, and gathers what is wrong with them.
#[derive(Debug)]
pub struct Reader<'a> {
    sets: Vec<&'a Values>,
    /// What was found wrong so far.
    pub faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    /// The first set goes before the second.
    pub fn new(sets: Vec<&'a Values>) -> Self {
        Self {
            sets,
            faults: Vec::new(),
        }
    }

    /// The value under this key, from the first set that has it.
    pub fn given(&self, key: &str) -> Option<&'a Given> {
        self.sets.iter().find_map(|set| set.get(key))
    }

    /// Notes what is wrong with a value.
    pub fn fault(&mut self, given: &Given, what: impl Into<String>, fix: impl Into<String>) {
        self.faults.push(Fault::new(given.name.clone(), what, fix));
    }

    /// Notes that a value is not set.
    pub fn missing(&mut self, key: &str, fix: &str) {
        let what = "is not set";
        let mut fault = Fault::new(key, what, fix);
        fault.is_missing = true;
        self.faults.push(fault);
    }

    /// A text; a number stands for its digits.
    pub fn text(&mut self, key: &str) -> Option<String> {
        let given = self.given(key)?;
        match &given.value {
            Value::Text(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            Value::Whole(number) => Some(number.to_string()),
            Value::Text(_) => {
                self.fault(given, "is empty", "Give it a value or leave it out");
                None
            }
            _ => {
                self.fault(given, "must be text", format!("Write {key} = \"…\""));
                None
            }
        }
    }

    /// A text that must be set.
    pub fn required(&mut self, key: &str, fix: &str) -> Option<String> {
        if self.given(key).is_none() {
            self.missing(key, fix);
            return None;
        }
        self.text(key)
    }

    /// A number within bounds.
    pub fn number(&mut self, key: &str, bounds: RangeInclusive<f64>, default: f64) -> f64 {
        let Some(given) = self.given(key) else {
            return default;
        };
        #[allow(clippy::cast_precision_loss)]
        let number = match &given.value {
            Value::Decimal(number) => Some(*number),
            Value::Whole(number) => Some(*number as f64),
            Value::Text(text) => text.trim().parse().ok(),
            _ => None,
        };
        if let Some(number) = number.filter(|number: &f64| bounds.contains(number)) {
            return number;
        }
        let fix = format!("Give a number from {} to {}", bounds.start(), bounds.end());
        self.fault(given, "is not such a number", fix);
        default
    }

    /// A whole number within bounds.
    pub fn whole(&mut self, key: &str, bounds: RangeInclusive<u32>, default: u32) -> u32 {
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

    /// on or off.
    pub fn switch(&mut self, key: &str, default: bool) -> bool {
        let Some(given) = self.given(key) else {
            return default;
        };
        let word = match &given.value {
            Value::Switch(on) => return *on,
            Value::Text(word) => word.trim().to_lowercase(),
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
    pub fn choice<T: Copy>(&mut self, key: &str, choices: &[(&str, T)], default: T) -> T {
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
    pub fn list(&mut self, key: &str) -> Option<Vec<String>> {
        let given = self.given(key)?;
        let parts = match &given.value {
            Value::List(items) => Some(items.clone()),
            Value::Text(text) => Some(text.split(',').map(str::to_owned).collect::<Vec<_>>()),
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

    /// Numbers of telephones.
    pub fn phones(&mut self, key: &str) -> Vec<PhoneNumber> {
        let Some(spelt) = self.list(key) else {
            return Vec::new();
        };
        spelt
            .iter()
            .filter_map(|number| self.phone(key, number))
            .collect()
    }

    /// A number as a person may type it, with the country code.
    pub fn phone(&mut self, key: &str, spelt: &str) -> Option<PhoneNumber> {
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

    /// Countries.
    pub fn regions(&mut self, key: &str) -> Option<Vec<Region>> {
        let spelt = self.list(key)?;
        Some(
            spelt
                .iter()
                .filter_map(|code| self.region(key, code))
                .collect(),
        )
    }

    /// A country, by its two letters (ISO 3166-1 alpha-2).
    pub fn region(&mut self, key: &str, code: &str) -> Option<Region> {
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
