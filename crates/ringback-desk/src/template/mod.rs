//! Message templates: what an owner writes once and every caller reads.
//!
//! Variables stand in braces and are few and fixed, so that a mistake is found when the template is
//! saved and not when a customer gets it. What stands in brackets together with a variable is left
//! out as a whole when that variable has nothing to stand for: `[We open {opens}.]`. A variable
//! that is empty outside brackets leaves no hole either: `Hi {first_name}, this is` becomes
//! `Hi, this is`.

mod error;
mod fill;
mod parse;
mod variable;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use error::{SOURCE_BYTES_MAX, TemplateError};
pub use variable::{Values, Variable};

use fill::Filling;
use parse::Part;

/// The text that an unanswered caller gets unless the owner writes another.
pub const DEFAULT: &str = "Hey, this is {owner} at {company}. Sorry we missed your call — what can we help with? Reply here or call back at {number}.";

/// A template that has been checked. In JSON and in `Display` it is the text it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    source: String,
    parts: Vec<Part>,
}

impl Template {
    /// Reads a template. Blanks inside the braces do not matter; braces have no other use.
    ///
    /// # Errors
    /// See [`TemplateError`].
    pub fn parse(source: &str) -> Result<Self, TemplateError> {
        Ok(Self {
            parts: parse::parse(source)?,
            source: source.to_owned(),
        })
    }

    /// The text with each variable filled in, and without what could not be. What a value holds is
    /// never read as a template.
    #[must_use]
    pub fn render(&self, values: &Values<'_>) -> String {
        let mut filling = Filling::default();
        fill(&mut filling, &self.parts, values);
        filling.finish()
    }

    /// Whether the text depends on `variable`.
    #[must_use]
    pub fn uses(&self, variable: Variable) -> bool {
        uses(&self.parts, variable)
    }

    /// Whether `variable` stands outside brackets, so that the sentence has to do without it.
    #[must_use]
    pub fn needs(&self, variable: Variable) -> bool {
        self.parts.contains(&Part::Variable(variable))
    }

    /// The text that it was read from.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }
}

fn fill(filling: &mut Filling, parts: &[Part], values: &Values<'_>) {
    for part in parts {
        match part {
            Part::Text(text) => filling.push(text),
            Part::Variable(variable) => match values.get(*variable) {
                "" => filling.leave_out(),
                value => filling.push(value),
            },
            Part::Optional(inner) if is_whole(inner, values) => fill(filling, inner, values),
            Part::Optional(_) => filling.leave_out(),
        }
    }
}

fn is_whole(parts: &[Part], values: &Values<'_>) -> bool {
    parts.iter().all(|part| match part {
        Part::Variable(variable) => !values.get(*variable).is_empty(),
        Part::Text(_) | Part::Optional(_) => true,
    })
}

fn uses(parts: &[Part], variable: Variable) -> bool {
    parts.iter().any(|part| match part {
        Part::Text(_) => false,
        Part::Variable(used) => *used == variable,
        Part::Optional(inner) => uses(inner, variable),
    })
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
#[path = "template_tests.rs"]
mod tests;
