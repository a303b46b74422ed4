//! What callers are told: the owner's texts, each read and judged when it is set.

use std::time::Duration;

use super::super::{Given, Reader, Value};
use crate::phone::{PhoneNumber, Region};
use crate::template::{Template, Values};
use crate::words::lint::{lint, refusal};
use crate::words::{Language, LineWords, OwnTexts, Situation, Trade, split_wordings};

/// More wordings of one text than anybody tells apart.
const WORDINGS_MAX: usize = 10;
/// The longest that a text waits for a voicemail.
const VOICEMAIL_WAIT_SECONDS_MAX: u32 = 60;

/// The key of each text.
pub(crate) const KEYS: [(&str, Situation, Language); 14] = [
    ("text", Situation::Open, Language::En),
    ("text_closed", Situation::Closed, Language::En),
    ("text_holiday", Situation::Holiday, Language::En),
    ("text_vacation", Situation::Vacation, Language::En),
    ("text_known", Situation::Known, Language::En),
    ("text_again", Situation::Again, Language::En),
    ("text_voicemail", Situation::Voicemail, Language::En),
    ("text_es", Situation::Open, Language::Es),
    ("text_closed_es", Situation::Closed, Language::Es),
    ("text_holiday_es", Situation::Holiday, Language::Es),
    ("text_vacation_es", Situation::Vacation, Language::Es),
    ("text_known_es", Situation::Known, Language::Es),
    ("text_again_es", Situation::Again, Language::Es),
    ("text_voicemail_es", Situation::Voicemail, Language::Es),
];

/// Whose texts they are; what is missing or wrong is a fault of its own.
pub(super) struct Names<'a> {
    pub(super) owner: Option<&'a str>,
    pub(super) company: Option<&'a str>,
    pub(super) number: Option<&'a PhoneNumber>,
    pub(super) region: Option<Region>,
}

impl Names<'_> {
    /// The line's number as people read it.
    pub(super) fn shown(&self) -> String {
        match (self.number, self.region) {
            (Some(number), Some(region)) => number.display_for(region),
            _ => String::new(),
        }
    }
}

/// What a typical text is measured with.
pub(super) fn sample<'a>(names: &Names<'a>, shown: &'a str) -> Values<'a> {
    Values {
        owner: names.owner.unwrap_or("Sam"),
        company: names.company.unwrap_or("Riverside Plumbing"),
        number: shown,
        first_name: "Dana",
        opens: "Tue 8 AM",
        holiday: "Thanksgiving",
    }
}

/// Reads all texts. `None` when one of them is refused.
pub(super) fn read(reader: &mut Reader<'_>, names: &Names<'_>) -> Option<LineWords> {
    let trades = Trade::ALL.map(|trade| (trade.code(), trade));
    let trade = reader.choice("trade", &trades, Trade::General);
    let is_american = names.region == Some(Region::US);
    let stop_line = reader.choice(
        "stop_line",
        &[("on", true), ("off", false), ("auto", is_american)],
        is_american,
    );
    let shown = names.shown();
    let sample = sample(names, &shown);
    let mut own = OwnTexts::new();
    let mut is_whole = true;
    for (key, situation, language) in KEYS {
        match wordings(reader, key, &sample) {
            Some(wordings) if wordings.is_empty() => {}
            Some(wordings) => drop(own.insert((situation, language), wordings)),
            None => is_whole = false,
        }
    }
    let varies = reader.switch("repeat_wording", true);
    is_whole.then(|| {
        let mut words = LineWords::new(trade, own, stop_line);
        words.varies = varies;
        words
    })
}

/// Reads how long a text waits for a voicemail.
pub(super) fn voicemail_wait(reader: &mut Reader<'_>) -> Duration {
    let seconds = reader.whole("voicemail_wait_seconds", 0..=VOICEMAIL_WAIT_SECONDS_MAX, 0);
    Duration::from_secs(u64::from(seconds))
}

/// The wordings of one key: none when it is not set, `None` when one is refused.
fn wordings(reader: &mut Reader<'_>, key: &str, sample: &Values<'_>) -> Option<Vec<Template>> {
    let Some(given) = reader.given(key) else {
        return Some(Vec::new());
    };
    let sources = match sources(given) {
        Ok(sources) => sources,
        Err((what, fix)) => {
            reader.fault(given, what, fix);
            return None;
        }
    };
    let mut wordings = Vec::new();
    for source in sources {
        match judge(&source, sample) {
            Ok(template) => wordings.push(template),
            Err((what, fix)) => {
                reader.fault(given, what, fix);
                return None;
            }
        }
    }
    Some(wordings)
}

/// What is wrong, and how to mend it.
pub(super) type Wrong = (String, String);

/// One wording, or several: a list, or text with a line of three dashes between them.
fn sources(given: &Given) -> Result<Vec<String>, Wrong> {
    let sources: Vec<String> = match &given.value {
        Value::Text(text) => split_wordings(text),
        Value::List(texts) => texts.clone(),
        _ => {
            return Err((
                "must be text".to_owned(),
                "Write it in quotes; several wordings as a list".to_owned(),
            ));
        }
    };
    let kept: Vec<String> = sources
        .iter()
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
        .collect();
    if kept.is_empty() {
        return Err((
            "is empty".to_owned(),
            "Give it a value or leave it out".to_owned(),
        ));
    }
    if kept.len() > WORDINGS_MAX {
        return Err((
            format!("has {} wordings", kept.len()),
            format!("Keep {WORDINGS_MAX} at most"),
        ));
    }
    Ok(kept)
}

/// Reads a template as a setting is read: braces first, then its words.
pub(super) fn judge(source: &str, sample: &Values<'_>) -> Result<Template, Wrong> {
    let template = Template::parse(source).map_err(|fault| {
        (
            fault.to_string(),
            "Use only {owner}, {company} and {number}, or {first_name}, {opens} and {holiday}, \
             which may be empty"
                .to_owned(),
        )
    })?;
    match refusal(&lint(&template, sample)) {
        Some(finding) => Err((
            format!("is refused ({})", finding.code.code()),
            finding.sentence.trim_end_matches('.').to_owned(),
        )),
        None => Ok(template),
    }
}

#[cfg(test)]
#[path = "words_tests.rs"]
mod tests;
