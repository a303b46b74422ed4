//! Form fields, in the order in which they were written; names may repeat.

use std::borrow::Cow;

/// The fields of a form or a query string.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Form(pub(crate) Vec<(Cow<'static, str>, String)>);

impl Form {
    pub(crate) fn parse(encoded: &[u8]) -> Self {
        let fields = form_urlencoded::parse(encoded);
        Self(
            fields
                .map(|(name, value)| (name.into_owned().into(), value.into_owned()))
                .collect(),
        )
    }

    /// Adds a field.
    pub(crate) fn push(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// Adds a field, for building in one expression.
    pub(crate) fn with(
        mut self,
        name: impl Into<Cow<'static, str>>,
        value: impl Into<String>,
    ) -> Self {
        self.push(name, value);
        self
    }

    /// First value of that name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// First value of that name, where an empty one counts as absent.
    pub(crate) fn filled(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|value| !value.is_empty())
    }

    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_ref())
    }

    pub(crate) fn encode(&self) -> String {
        let mut out = form_urlencoded::Serializer::new(String::with_capacity(512));
        for (name, value) in &self.0 {
            out.append_pair(name, value);
        }
        out.finish()
    }
}
