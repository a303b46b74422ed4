//! A value as it was given, before it is read.

use std::collections::BTreeMap;
use std::fmt;

/// A value as the file, the environment or the database holds it.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// Text; from the environment, the database and forms it is always this.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number with a point.
    Decimal(f64),
    /// true or false.
    Switch(bool),
    /// A list of texts.
    List(Vec<String>),
    /// Something no setting is made of: a date, a table.
    Other,
}

/// A value as text, as a form shows it and the database keeps it.
#[must_use]
pub fn as_text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Whole(number) => number.to_string(),
        Value::Decimal(number) => number.to_string(),
        Value::Switch(on) => on.to_string(),
        Value::List(items) => items.join(", "),
        Value::Other => String::new(),
    }
}

/// One value, and the name under which it was given: what a fault calls it.
#[derive(Clone)]
pub struct Given {
    /// `RINGBACK_RING`, `line[0].ring`, `ring`.
    pub name: String,
    /// The value.
    pub value: Value,
}

impl Given {
    /// A text under its key.
    pub fn text(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            value: Value::Text(value.into()),
        }
    }
}

impl fmt::Debug for Given {
    /// The value may be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Given")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// One layer of values, by key.
pub type Values = BTreeMap<&'static str, Given>;
