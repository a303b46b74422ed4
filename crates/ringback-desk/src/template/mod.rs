//! Message templates: what an owner writes once and every caller reads.
//!
//! Variables stand in braces and are few and fixed, so that a mistake is found when the template is
//! saved and not when a customer gets it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The text that an unanswered caller gets unless the owner writes another.
pub const DEFAULT: &str = "Hey, this is {owner} at {company}. Sorry we missed your call — what can we help with? Reply here or call back at {number}.";

/// What may stand in braces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Variable {
    /// `{owner}`: the person's first name.
    Owner,
    /// `{company}`: the business.
    Company,
    /// `{number}`: the line's number, as people read it.
    Number,
}

impl Variable {
    /// All of them, in the order in which errors list them.
    pub const ALL: [Self; 3] = [Self::Owner, Self::Company, Self::Number];

    /// The name between the braces.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Company => "company",
            Self::Number => "number",
        }
    }
}

/// What the variables stand for in one text.
#[derive(Debug, Clone, Copy)]
pub struct Values<'a> {
    /// `{owner}`.
    pub owner: &'a str,
    /// `{company}`.
    pub company: &'a str,
    /// `{number}`, already written the way people read it.
    pub number: &'a str,
}

impl Values<'_> {
    fn get(&self, variable: Variable) -> &str {
        match variable {
            Variable::Owner => self.owner,
            Variable::Company => self.company,
            Variable::Number => self.number,
        }
    }
}

/// A template that has been checked. In JSON and in `Display` it is the text it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    source: String,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Variable(Variable),
}

/// What is wrong with a template; each names the place and says what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// There is nothing in it.
    #[error("the text is empty")]
    Empty,
    /// A name in braces that is no variable.
    #[error("{{{0}}} is not known here; use {{owner}}, {{company}} or {{number}}")]
    UnknownVariable(String),
    /// `{` without its `}`.
    #[error(
        "the {{ before \"{0}\" is never closed with }}; use {{owner}}, {{company}} or {{number}}"
    )]
    UnclosedBrace(String),
    /// `}` without its `{`.
    #[error("there is a }} without a {{ after \"{0}\"")]
    StrayBrace(String),
}

/// How much of the text an error quotes, in characters.
const QUOTED_CHARS_MAX: usize = 30;

impl Template {
    /// Reads a template. Blanks inside the braces do not matter; braces have no other use.
    ///
    /// # Errors
    /// See [`TemplateError`].
    pub fn parse(source: &str) -> Result<Self, TemplateError> {
        if source.trim().is_empty() {
            return Err(TemplateError::Empty);
        }
        let mut parts = Vec::new();
        let mut rest = source;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, from_brace) = rest.split_at(at);
            if !before.is_empty() {
                parts.push(Part::Text(before.to_owned()));
            }
            let inside = from_brace
                .strip_prefix('{')
                .ok_or_else(|| TemplateError::StrayBrace(end_of(before)))?;
            let close = inside
                .find(['{', '}'])
                .filter(|&close| inside[close..].starts_with('}'))
                .ok_or_else(|| TemplateError::UnclosedBrace(start_of(inside)))?;
            parts.push(Part::Variable(variable(&inside[..close])?));
            rest = &inside[close + 1..];
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        Ok(Self {
            source: source.to_owned(),
            parts,
        })
    }

    /// The text with each variable filled in. What a value holds is never read as a template.
    #[must_use]
    pub fn render(&self, values: &Values<'_>) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.as_str(),
                Part::Variable(variable) => values.get(*variable),
            })
            .collect()
    }

    /// The text that it was read from.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }
}

fn variable(name: &str) -> Result<Variable, TemplateError> {
    Variable::ALL
        .into_iter()
        .find(|known| known.name() == name.trim())
        .ok_or_else(|| TemplateError::UnknownVariable(start_of(name.trim())))
}

fn start_of(text: &str) -> String {
    text.chars().take(QUOTED_CHARS_MAX).collect()
}

fn end_of(text: &str) -> String {
    let skipped = text.chars().count().saturating_sub(QUOTED_CHARS_MAX);
    text.chars().skip(skipped).collect()
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}

impl FromStr for Template {
    type Err = TemplateError;

    fn from_str(source: &str) -> Result<Self, Self::Err> {
        Self::parse(source)
    }
}

impl Serialize for Template {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.source)
    }
}

impl<'de> Deserialize<'de> for Template {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let source = std::borrow::Cow::<'de, str>::deserialize(from)?;
        Self::parse(&source).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    const VALUES: Values<'static> = Values {
        owner: "Sam",
        company: "Riverside {owner} Plumbing",
        number: "(312) 555-0100",
    };

    #[test]
    fn fills_in_the_default() {
        let text = Template::parse(DEFAULT).unwrap().render(&VALUES);
        assert_eq!(
            text,
            "Hey, this is Sam at Riverside {owner} Plumbing. Sorry we missed your call — what can \
             we help with? Reply here or call back at (312) 555-0100."
        );
    }

    #[test]
    fn takes_blanks_in_braces_and_texts_without_any() {
        assert_eq!(
            Template::parse("{ owner }!").unwrap().render(&VALUES),
            "Sam!"
        );
        assert_eq!(
            Template::parse("Call us.").unwrap().render(&VALUES),
            "Call us."
        );
    }

    #[test]
    fn says_what_is_wrong() {
        let cases = [
            (" \n", "the text is empty"),
            (
                "Hi {name}",
                "{name} is not known here; use {owner}, {company} or {number}",
            ),
            (
                "{Owner}",
                "{Owner} is not known here; use {owner}, {company} or {number}",
            ),
            (
                "{}",
                "{} is not known here; use {owner}, {company} or {number}",
            ),
            (
                "Hi {owner, call",
                "the { before \"owner, call\" is never closed with }; use {owner}, {company} or {number}",
            ),
            (
                "{ow{owner}",
                "the { before \"ow{owner}\" is never closed with }; use {owner}, {company} or {number}",
            ),
            (
                "Hi owner} there",
                "there is a } without a { after \"Hi owner\"",
            ),
        ];
        for (source, expected) in cases {
            assert_eq!(
                Template::parse(source).unwrap_err().to_string(),
                expected,
                "{source:?}"
            );
        }
    }

    #[test]
    fn is_its_text_in_json() {
        let template = Template::parse("{owner}").unwrap();
        let json = serde_json::to_string(&template).unwrap();
        assert_eq!(json, "\"{owner}\"");
        assert_eq!(serde_json::from_str::<Template>(&json).unwrap(), template);
        assert!(serde_json::from_str::<Template>("\"{x}\"").is_err());
    }

    proptest! {
        #[test]
        fn never_loses_text(source in "[a-z{} —]{0,12}|(\\{owner\\}|x|\\{ company\\})*") {
            if let Ok(template) = Template::parse(&source) {
                let owner = source.matches("{owner}").count();
                let text = template.render(&Values { owner: "0", company: "1", number: "2" });
                let has_braces = text.contains(['{', '}']);
                prop_assert!(!has_braces, "{}", text);
                prop_assert_eq!(text.matches('0').count(), owner);
                prop_assert_eq!(text.matches('x').count(), source.matches('x').count());
            }
        }
    }
}
