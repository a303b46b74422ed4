//! Looking up form fields, and the parameters that we put into our own URLs.

use std::borrow::Cow;

use super::ParseError;

/// Form fields and query of one webhook. Of a repeated name the first value counts.
pub(super) struct Fields<'a> {
    form: &'a [(String, String)],
    query: &'a str,
}

impl<'a> Fields<'a> {
    pub(super) fn new(form: &'a [(String, String)], query: &'a str) -> Self {
        Self { form, query }
    }

    /// The field's value, which may be empty.
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.form
            .iter()
            .find_map(|(key, value)| (key == name).then_some(value.as_str()))
    }

    /// The field's value if it says anything.
    pub(super) fn filled(&self, name: &str) -> Option<&'a str> {
        self.get(name).filter(|value| !value.is_empty())
    }

    /// Whether the field is there, even if empty.
    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The field's value, without which the webhook means nothing.
    pub(super) fn required(&self, name: &'static str) -> Result<&'a str, ParseError> {
        self.filled(name).ok_or(ParseError::Missing(name))
    }

    /// A whole number that is not negative; anything else is as if nothing were there.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.get(name)?.trim().parse().ok()
    }

    /// A parameter of our own URL, decoded, if it says anything.
    pub(super) fn own(&self, name: &str) -> Option<Cow<'a, str>> {
        form_urlencoded::parse(self.query.as_bytes())
            .find_map(|(key, value)| (key == name && !value.is_empty()).then_some(value))
    }
}

/// Decodes an `application/x-www-form-urlencoded` body into names and values, in order.
#[must_use]
pub fn decode_form(body: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(body).into_owned().collect()
}
