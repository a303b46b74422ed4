//! What is known of the line so far: from flags, the configuration, an earlier run, and answers.

use std::collections::BTreeMap;

use anyhow::{Context as _, bail};
use ringback_desk::id::{BusinessId, LineId};
use ringback_desk::lines::Line;
use ringback_desk::phone::PhoneNumber;
use ringback_desk::settings::{self, Fault, Given, LineSettings, Value, Values};
use ringback_desk::words::Trade;
use ringback_store::{businesses, lines, settings as stored};

use super::prompt::Prompt;
use super::{Arguments, Desk};
use crate::config::Layers;

/// Keys that are asked for, and the flag of each.
const FLAGS: [(&str, &str); 9] = [
    ("company", "--company"),
    ("owner", "--owner"),
    ("trade", "--trade"),
    ("zone", "--zone"),
    ("line_number", "--number"),
    ("ring", "--ring"),
    ("hours", "--hours"),
    ("text", "--text"),
    ("forwarded", "--forwarded"),
];

/// Answers by key of the settings.
pub(super) struct Answers {
    values: BTreeMap<&'static str, String>,
}

impl Answers {
    /// Flags before the configuration, that before what an earlier run has stored.
    pub(super) async fn gather(
        desk: &Desk,
        arguments: &Arguments,
        layers: &Layers,
    ) -> anyhow::Result<Self> {
        let mut values = earlier(desk, arguments).await?;
        for (key, _) in FLAGS {
            if let Some(value) = layers.values.get(key).and_then(as_text) {
                values.insert(key, value);
            }
        }
        for (key, flag) in [
            ("company", &arguments.company),
            ("owner", &arguments.owner),
            ("trade", &arguments.trade),
            ("zone", &arguments.zone),
            ("line_number", &arguments.number),
            ("ring", &arguments.ring),
            ("hours", &arguments.hours),
            ("text", &arguments.text),
        ] {
            if let Some(value) = flag {
                values.insert(key, value.trim().to_owned());
            }
        }
        if arguments.forwarded {
            values.insert("forwarded", "true".to_owned());
        }
        Ok(Self { values })
    }

    /// A value, if there is one that is not empty.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.values
            .get(key)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    pub(super) fn set(&mut self, key: &'static str, value: impl Into<String>) {
        self.values.insert(key, value.into());
    }

    /// What is to be stored: the keys that this release knows, with those that belong to one line.
    pub(super) fn to_store(&self) -> Vec<(&'static str, String, bool)> {
        let values = self.values.iter();
        values
            .filter(|(key, value)| {
                // The business holds its own name, the line its number.
                let is_elsewhere = matches!(**key, "line_number" | "company");
                settings::find(key).is_some() && !value.is_empty() && !is_elsewhere
            })
            .map(|(key, value)| (*key, value.clone(), matches!(*key, "ring" | "forwarded")))
            .collect()
    }

    /// Company, owner, trade and zone.
    pub(super) fn business(&mut self, prompt: &Prompt) -> anyhow::Result<()> {
        self.insist(
            prompt,
            "company",
            "The company's name, as it stands in texts",
            None,
        )?;
        self.insist(prompt, "owner", "The owner's first name", None)?;
        if prompt.is_interactive() {
            let trades: Vec<_> = Trade::ALL.into_iter().map(Trade::code).collect();
            let question = format!("The trade ({})", trades.join(", "));
            self.offer(prompt, "trade", &question, Trade::General.code());
        }
        let guess = std::env::var("TZ").unwrap_or_else(|_| "America/New_York".to_owned());
        if prompt.is_interactive() {
            self.offer(prompt, "zone", "Time zone", &guess);
        }
        Ok(())
    }

    /// Phones, hours and text.
    pub(super) fn line(&mut self, prompt: &Prompt) -> anyhow::Result<()> {
        if self.get("forwarded") == Some("true") {
            let question = "The phone that gets customers' answers";
            self.insist(prompt, "ring", question, None)?;
        } else {
            let question = "Phones to ring, separated by commas; the first gets the answers";
            self.insist(prompt, "ring", question, None)?;
        }
        if prompt.is_interactive() {
            let question = "Open (or 24h)";
            self.offer(prompt, "hours", question, "mon-fri 8:00-17:00");
            if self.get("text").is_none() {
                self.offer(prompt, "text", "The text (empty: the usual one)", "");
            }
        }
        Ok(())
    }

    fn insist(
        &mut self,
        prompt: &Prompt,
        key: &'static str,
        question: &str,
        default: Option<&str>,
    ) -> anyhow::Result<()> {
        let known = self.get(key).or(default).map(str::to_owned);
        let answer = prompt
            .insist(question, known.as_deref())
            .with_context(|| format!("{} is not given", flag_of(key)))?;
        self.set(key, answer);
        Ok(())
    }

    fn offer(&mut self, prompt: &Prompt, key: &'static str, question: &str, default: &str) {
        let known = self.get(key).unwrap_or(default).to_owned();
        if let Some(answer) = prompt.ask(question, Some(&known)) {
            self.set(key, answer);
        }
    }

    /// Reads the answers as the line's settings.
    ///
    /// # Errors
    /// Every fault, each with the flag that mends it.
    pub(super) fn check(&self, number: &PhoneNumber) -> anyhow::Result<Line> {
        let mut values = Values::new();
        for (key, value) in &self.values {
            if let Some(known) = settings::find(key).filter(|_| !value.is_empty()) {
                values.insert(known.name, Given::text(flag_of(key), value.clone()));
            }
        }
        let number = Given::text("--number", number.as_str());
        values.insert("line_number", number);
        let mut faults = Vec::new();
        let line = LineSettings::read(vec![&values], &mut faults);
        match line {
            Some(line) if faults.is_empty() => Ok(line.with_ids(BusinessId(0), LineId(0))),
            _ => bail!("{}", in_words(&faults)),
        }
    }
}

/// A value of the configuration as the database would hold it.
fn as_text(given: &Given) -> Option<String> {
    match &given.value {
        Value::Text(text) => Some(text.trim().to_owned()),
        Value::Whole(number) => Some(number.to_string()),
        Value::Decimal(number) => Some(number.to_string()),
        Value::Switch(on) => Some(on.to_string()),
        Value::List(items) => Some(items.join(", ")),
        Value::Other => None,
    }
}

fn in_words(faults: &[Fault]) -> String {
    let lines: Vec<String> = faults.iter().map(|fault| format!("  {fault}")).collect();
    format!("the answers cannot be used:\n{}", lines.join("\n"))
}

fn flag_of(key: &str) -> &'static str {
    FLAGS
        .iter()
        .find(|(known, _)| *known == key)
        .map_or("a setting", |(_, flag)| flag)
}

/// What an earlier run has stored for the line, or for the business that is meant.
async fn earlier(
    desk: &Desk,
    arguments: &Arguments,
) -> anyhow::Result<BTreeMap<&'static str, String>> {
    let (named, number) = (arguments.business.clone(), arguments.number.clone());
    let read = desk.store.read(move |tx| {
        let all = lines::all(tx)?;
        let line = match &number {
            Some(number) => all
                .iter()
                .find(|line| line.number.as_str() == number.trim()),
            None => all.first().filter(|_| all.len() == 1),
        };
        let business = match (&named, line) {
            (Some(named), _) => businesses::find(tx, named)?.map(|found| found.id),
            (None, line) => line.map(|line| line.business),
        };
        let Some(business) = business else {
            return Ok(BTreeMap::new());
        };
        let line = line.filter(|line| line.business == business);
        let mut values = BTreeMap::new();
        if let Some(found) = businesses::get(tx, business)? {
            values.insert("company", found.company);
        }
        values.extend(line.map(|line| ("line_number", line.number.as_str().to_owned())));
        for setting in stored::of_business(tx, business)? {
            let key = FLAGS.iter().find(|(key, _)| *key == setting.key);
            let is_ours = setting.line.is_none() || setting.line == line.map(|line| line.id);
            if let Some((key, _)) = key.filter(|_| is_ours) {
                values.insert(key, setting.value);
            }
        }
        Ok(values)
    });
    read.await.context("database")
}
