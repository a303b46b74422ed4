//! One setting on a page: its value, where that comes from, and what is wrong with it.

use std::collections::HashMap;

use ringback_desk::id::LineId;
use ringback_desk::lines::Line;
use ringback_desk::phone::PhoneNumber;
use ringback_desk::settings::{Fault, Value, find};
use ringback_desk::words::{Language, Situation};
use ringback_engine::Configured;
use ringback_store::settings::Setting;

use super::sections::{Asked, Control};

/// One setting on a page.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) key: &'static str,
    pub(super) label: &'static str,
    /// What it sets, with its bounds.
    pub(super) help: String,
    pub(super) unit: &'static str,
    /// As it is set; empty where the default counts.
    pub(super) value: String,
    /// What counts while nothing is set.
    pub(super) default: String,
    /// For a choice: the value, what it is called, whether it counts.
    pub(super) choices: Vec<(&'static str, &'static str, bool)>,
    pub(super) is_text: bool,
    /// For the words of a text: when it is sent, and in which language, as the preview asks.
    pub(super) situation: Option<(&'static str, &'static str)>,
    /// It stands in the file or the environment, and is changed there.
    pub(super) is_fixed: bool,
    pub(super) fault: Option<String>,
}

const ON_OFF: &[(&str, &str)] = &[("on", "On"), ("off", "Off")];

/// What is set, for the whole business or for one of its lines.
pub(super) struct Current<'a> {
    /// The line whose own settings are looked at; all lines where there is none.
    pub(super) line: Option<LineId>,
    /// The business's lines.
    pub(super) lines: &'a [(LineId, PhoneNumber)],
    pub(super) configured: &'a Configured,
    pub(super) stored: &'a [Setting],
    /// The company's name, which the business has beside its settings.
    pub(super) company: &'a str,
    /// A line as it works now, for defaults that are not one word.
    pub(super) working: Option<&'a Line>,
}

impl Current<'_> {
    /// The settings of a section, with what a person has just typed and what is wrong with it.
    pub(super) fn fields(
        &self,
        asked: &[Asked],
        typed: &HashMap<String, String>,
        faults: &[Fault],
    ) -> Vec<Field> {
        let fields = asked.iter().map(|asked| {
            let mut field = self.field(asked);
            if let Some(typed) = typed.get(asked.key).filter(|_| !field.is_fixed) {
                field.set(asked.control, typed.clone());
            }
            let fault = faults.iter().find(|fault| fault.key == asked.key);
            field.fault = fault.map(sentence);
            field
        });
        fields.collect()
    }

    fn field(&self, asked: &Asked) -> Field {
        let about = find(asked.key).map_or("", |key| key.about);
        let (about, default) = split(about);
        let fixed = self.fixed(asked.key);
        let mut field = Field {
            key: asked.key,
            label: asked.label,
            help: asked.help.map_or(about, str::to_owned),
            unit: match asked.control {
                Control::Number(unit) => unit,
                _ => "",
            },
            value: String::new(),
            default: self.default_of(asked, default),
            choices: Vec::new(),
            is_text: asked.control == Control::Text,
            situation: situation_of(asked.key).map(|(of, said)| (of.code(), said.code())),
            is_fixed: fixed.is_some(),
            fault: None,
        };
        let value = fixed.or_else(|| self.stored(asked.key, self.line).map(str::to_owned));
        field.set(asked.control, value.unwrap_or_default());
        field
    }

    /// The value that the page shows for this setting.
    pub(super) fn shown(&self, asked: &Asked) -> String {
        let field = self.field(asked);
        match asked.control {
            Control::Switch | Control::Choice(_) if field.value.is_empty() => field.default,
            _ => field.value,
        }
    }

    /// What the file or the environment says.
    pub(super) fn fixed(&self, key: &str) -> Option<String> {
        let mut meant = self
            .lines
            .iter()
            .filter(|(id, _)| self.line.is_none_or(|line| line == *id));
        meant.find_map(|(_, number)| {
            let line = self.configured.lines.get(number)?;
            let given = line.layers.iter().find_map(|layer| layer.get(key))?;
            Some(written(&given.value))
        })
    }

    fn stored(&self, key: &str, line: Option<LineId>) -> Option<&str> {
        let mut settings = self.stored.iter();
        let setting = settings.find(|setting| setting.line == line && setting.key == key);
        match setting {
            Some(setting) => Some(&setting.value),
            None if key == "company" && line.is_none() => Some(self.company),
            None => None,
        }
    }

    /// What counts for a line that sets nothing is the business's; then a default.
    fn default_of(&self, asked: &Asked, default: String) -> String {
        if self.line.is_some()
            && let Some(shared) = self.stored(asked.key, None)
        {
            return shared.to_owned();
        }
        match (asked.control, self.working) {
            (Control::Text, Some(line)) => by_trade(line, asked.key).unwrap_or(default),
            _ => default,
        }
    }
}

impl Field {
    fn set(&mut self, control: Control, value: String) {
        let choices = match control {
            Control::Switch => ON_OFF,
            Control::Choice(choices) => choices,
            _ => &[],
        };
        let counts = if value.is_empty() {
            self.default.clone()
        } else if control == Control::Switch {
            switch(&value).to_owned()
        } else {
            value.clone()
        };
        self.choices = choices
            .iter()
            .map(|(choice, name)| (*choice, *name, *choice == counts))
            .collect();
        self.value = value;
    }

    /// The id of the element that says what is wrong, or what it is about.
    pub(super) fn described_by(&self) -> String {
        match self.fault {
            Some(_) => format!("fault-{} help-{}", self.key, self.key),
            None => format!("help-{}", self.key),
        }
    }
}

/// A switch has many spellings.
fn switch(value: &str) -> &'static str {
    match value.trim().to_lowercase().as_str() {
        "off" | "false" | "no" | "0" => "off",
        _ => "on",
    }
}

/// What a key is about, and its default: both stand in one sentence at the key.
fn split(about: &str) -> (String, String) {
    let Some((help, default)) = about.split_once(" Default") else {
        return (about.to_owned(), String::new());
    };
    let default = default.trim_start_matches([':', ' ']);
    let default = match default {
        "true" => "on",
        "false" => "off",
        other => other.split(':').next().unwrap_or(other),
    };
    (help.to_owned(), default.to_owned())
}

/// When the text under a key is sent, and in which language.
fn situation_of(key: &str) -> Option<(Situation, Language)> {
    let (name, language) = match key.strip_suffix("_es") {
        Some(name) => (name, Language::Es),
        None => (key, Language::En),
    };
    let situation = match name.strip_prefix("text")? {
        "" => Situation::Open,
        rest => Situation::named(rest.strip_prefix('_')?)?,
    };
    Some((situation, language))
}

fn by_trade(line: &Line, key: &str) -> Option<String> {
    let (situation, language) = situation_of(key)?;
    let wordings = line.words.of(situation, language).iter();
    let sources: Vec<_> = wordings
        .map(|wording| wording.template().source())
        .collect();
    Some(sources.join("\n---\n"))
}

fn written(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Whole(number) => number.to_string(),
        Value::Decimal(number) => number.to_string(),
        Value::Switch(true) => "on".to_owned(),
        Value::Switch(false) => "off".to_owned(),
        Value::List(items) => items.join(", "),
        Value::Other => String::new(),
    }
}

fn sentence(fault: &Fault) -> String {
    let mut letters = fault.what.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    let what = format!("{}{}", first.unwrap_or_default(), letters.as_str());
    format!("{what}. {}.", fault.fix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_texts_key_says_when_it_is_sent() {
        assert_eq!(situation_of("text"), Some((Situation::Open, Language::En)));
        let known = Some((Situation::Known, Language::Es));
        assert_eq!(situation_of("text_known_es"), known);
        for key in ["texting", "text_minutes", "help_text", "countries"] {
            assert_eq!(situation_of(key), None, "{key}");
        }
    }

    #[test]
    fn the_default_is_taken_out_of_the_sentence() {
        for (about, help, default) in [
            ("Rings, 10 to 60. Default 25", "Rings, 10 to 60.", "25"),
            ("Zone. Default: the region", "Zone.", "the region"),
            ("false: nothing. Default true", "false: nothing.", "on"),
            ("Numbers", "Numbers", ""),
            ("0 to 60. Default 0: all are", "0 to 60.", "0"),
        ] {
            assert_eq!(split(about), (help.to_owned(), default.to_owned()));
        }
    }
}
