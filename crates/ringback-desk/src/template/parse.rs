//! Reading a template: text, variables in braces, and optional parts in brackets.

use super::error::{SOURCE_BYTES_MAX, TemplateError, end_of, start_of};
use super::variable::Variable;

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Stands as it is.
    Text(String),
    /// Is filled in.
    Variable(Variable),
    /// Is left out as a whole when one of its variables stands for nothing. Holds no other.
    Optional(Vec<Part>),
}

/// Reads a template. Time grows with its length and nothing else.
pub(super) fn parse(source: &str) -> Result<Vec<Part>, TemplateError> {
    if source.len() > SOURCE_BYTES_MAX {
        return Err(TemplateError::TooLong(source.len()));
    }
    if source.trim().is_empty() {
        return Err(TemplateError::Empty);
    }
    let mut parts = Vec::new();
    let mut rest = source;
    while let Some(at) = rest.find('[') {
        let inside = &rest[at + 1..];
        let Some(close) = inside.find([']', '[']) else {
            break;
        };
        let optional = &inside[..close];
        if inside[close..].starts_with(']') && optional.contains('{') {
            parts.extend(plain(&rest[..at])?);
            parts.push(Part::Optional(plain(optional)?));
            rest = &inside[close + 1..];
        } else {
            // Brackets around nothing that could be empty are brackets.
            parts.extend(plain(&rest[..=at])?);
            rest = inside;
        }
    }
    parts.extend(plain(rest)?);
    Ok(parts)
}

/// Reads what has no optional parts.
fn plain(source: &str) -> Result<Vec<Part>, TemplateError> {
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
    Ok(parts)
}

fn variable(name: &str) -> Result<Variable, TemplateError> {
    Variable::named(name.trim())
        .ok_or_else(|| TemplateError::UnknownVariable(start_of(name.trim())))
}
