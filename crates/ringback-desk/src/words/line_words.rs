//! The wordings of one line, each read once, when a call first needs it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::history::number_of;
use super::language::Language;
use super::situation::Situation;
use super::starting::starting;
use super::trade::Trade;
use crate::phone::{PhoneNumber, Region};
use crate::segments;
use crate::template::{Template, Values, Variable};

/// One way to say it.
#[derive(Debug, Clone)]
pub struct Wording {
    template: Template,
    number: u32,
    /// What leaves when nothing of the caller or the hour is in it.
    plain: OnceLock<Plain>,
}

#[derive(Debug, Clone)]
struct Plain {
    text: String,
    with_stop_line: String,
}

impl Wording {
    fn new(template: Template) -> Self {
        Self {
            number: number_of(template.source()),
            template,
            plain: OnceLock::new(),
        }
    }

    /// The template.
    #[must_use]
    pub fn template(&self) -> &Template {
        &self.template
    }

    /// What [`super::History`] knows it by.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The text as it leaves: filled in, in GSM-7 where that is possible, with the line that says
    /// how to opt out where that is asked for and the text does not say it already.
    ///
    /// Values that are the line's own must not differ from one call to the next.
    #[must_use]
    pub fn fill(&self, values: &Values<'_>, stop_line: Option<&'static str>) -> Cow<'_, str> {
        let is_plain = Variable::ALL
            .into_iter()
            .all(|variable| !variable.may_be_empty() || values.get(variable).is_empty());
        if is_plain {
            let plain = self.plain.get_or_init(|| self.fill_plain(values));
            let text = match stop_line {
                Some(line) if plain.with_stop_line.ends_with(line) => &plain.with_stop_line,
                Some(line) => return Cow::Owned(with_stop_line(&plain.text, line)),
                None => &plain.text,
            };
            return Cow::Borrowed(text);
        }
        let text = segments::to_gsm7_text(&self.template.render(values));
        Cow::Owned(match stop_line {
            Some(line) => with_stop_line(&text, line),
            None => text,
        })
    }

    fn fill_plain(&self, values: &Values<'_>) -> Plain {
        let text = segments::to_gsm7_text(&self.template.render(values));
        Plain {
            with_stop_line: with_stop_line(&text, Language::En.stop_line()),
            text,
        }
    }
}

/// Appends the line, unless the text says it already.
#[must_use]
pub fn with_stop_line(text: &str, line: &str) -> String {
    if says_how_to_stop(text) {
        return text.to_owned();
    }
    format!("{} {line}", text.trim_end())
}

/// Whether a text says how to opt out.
#[must_use]
pub fn says_how_to_stop(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|word| word == "STOP")
}

/// Situations, each in every language.
const PLACES: usize = Situation::ALL.len() * Language::ALL.len();

/// The wordings of a line for each situation and language.
#[derive(Debug, Clone)]
pub struct LineWords {
    trade: Trade,
    own: OwnTexts,
    /// Read when they are first needed: thousands of lines never need most of theirs.
    wordings: [OnceLock<Box<[Wording]>>; PLACES],
    /// Whether the first text to a number says how to opt out.
    pub stop_line: bool,
    /// Whether somebody who read all of the owner's own wordings within the month gets a built-in
    /// one, rather than the same sentence twice.
    pub varies: bool,
    /// The line's number as people read it, once it was needed.
    shown_number: OnceLock<String>,
}

/// What the owner wrote, by situation and language.
pub type OwnTexts = BTreeMap<(Situation, Language), Vec<Template>>;

impl LineWords {
    /// The owner's own texts, and starting texts of the trade where they wrote none.
    ///
    /// Who wrote a text for open hours means it for callers known by name as well, until they
    /// write another for those.
    #[must_use]
    pub fn new(trade: Trade, mut own: OwnTexts, stop_line: bool) -> Self {
        for language in Language::ALL {
            if let Some(open) = own.get(&(Situation::Open, language)).cloned() {
                own.entry((Situation::Known, language)).or_insert(open);
            }
        }
        Self {
            trade,
            own,
            wordings: [const { OnceLock::new() }; PLACES],
            stop_line,
            varies: true,
            shown_number: OnceLock::new(),
        }
    }

    fn read(&self, situation: Situation, language: Language) -> Box<[Wording]> {
        match self.own.get(&(situation, language)) {
            Some(own) => own.iter().cloned().map(Wording::new).collect(),
            None => starting(self.trade, situation, language)
                .iter()
                .filter_map(|text| Template::parse(text).ok())
                .map(Wording::new)
                .collect(),
        }
    }

    /// `{number}`: the line's number as people of its region read it.
    #[must_use]
    pub fn shown_number(&self, number: &PhoneNumber, region: Region) -> &str {
        self.shown_number.get_or_init(|| number.display_for(region))
    }

    /// The wordings for a situation; none where no text is sent in it.
    #[must_use]
    pub fn of(&self, situation: Situation, language: Language) -> &[Wording] {
        let place = situation as usize * Language::ALL.len() + language as usize;
        self.wordings[place].get_or_init(|| self.read(situation, language))
    }
    /// A built-in wording for a situation in which the owner's own were all read: the first whose
    /// number `is_fresh`, its place, and of how many. None where the line has none of its own, or
    /// the owner wants no other than theirs.
    #[must_use]
    pub fn spare(
        &self,
        situation: Situation,
        language: Language,
        is_fresh: impl Fn(u32) -> bool,
    ) -> Option<(usize, usize, Wording)> {
        if !self.varies || !self.own.contains_key(&(situation, language)) {
            return None;
        }
        let texts = starting(self.trade, situation, language);
        let (index, text) = (0..)
            .zip(texts)
            .find(|(_, text)| is_fresh(number_of(text)))?;
        let template = Template::parse(text).ok()?;
        Some((index, texts.len(), Wording::new(template)))
    }
}
