//! Values of attributes: each kind checked once, with the code that Twilio gives for that
//! attribute. A bad value is reported, and the default is used.

use std::time::Duration;

use super::parse::Element;
use crate::webhook::Fault;

/// An element being read, and what was found wrong with it.
pub(crate) struct Attributes<'a> {
    pub(crate) element: &'a Element,
    pub(crate) faults: &'a mut Vec<Fault>,
}

impl Attributes<'_> {
    fn refuse(&mut self, code: u32, name: &str, value: &str) {
        let verb = &self.element.name;
        let message = format!("{verb}: Invalid {name} value \"{value}\"");
        self.faults.push(Fault { code, message });
    }

    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.element.attribute(name).map(str::to_owned)
    }

    pub(crate) fn whole(
        &mut self,
        name: &str,
        code: u32,
        allowed: std::ops::RangeInclusive<u64>,
    ) -> Option<u64> {
        let given = self.element.attribute(name)?;
        let value = given.parse().ok().filter(|value| allowed.contains(value));
        if value.is_none() {
            self.refuse(code, name, given);
        }
        value
    }

    pub(crate) fn seconds(
        &mut self,
        name: &str,
        code: u32,
        allowed: std::ops::RangeInclusive<u64>,
    ) -> Option<Duration> {
        self.whole(name, code, allowed).map(Duration::from_secs)
    }

    pub(crate) fn flag(&mut self, name: &str, code: u32) -> Option<bool> {
        match self.element.attribute(name)? {
            "true" => Some(true),
            "false" => Some(false),
            given => {
                self.refuse(code, name, given);
                None
            }
        }
    }

    pub(crate) fn one_of(&mut self, name: &str, code: u32, allowed: &[&str]) -> Option<String> {
        let given = self.element.attribute(name)?;
        if allowed.contains(&given) {
            return Some(given.to_owned());
        }
        self.refuse(code, name, given);
        None
    }

    /// `GET` or `POST`; POST when nothing (good) is given.
    pub(crate) fn method(&mut self, name: &str, code: u32) -> String {
        self.one_of(name, code, &["GET", "POST"])
            .unwrap_or_else(|| "POST".into())
    }

    /// Words separated by blanks, each from a list.
    pub(crate) fn words(
        &mut self,
        name: &str,
        code: u32,
        allowed: &[&str],
        default: &str,
    ) -> Vec<String> {
        let given = self.element.attribute(name).unwrap_or(default);
        let mut words = Vec::new();
        for word in given.split_whitespace() {
            if allowed.contains(&word) {
                words.push(word.to_owned());
            } else {
                self.refuse(code, name, word);
            }
        }
        words
    }

    /// Keys of a telephone; `default` when nothing (good) is given.
    pub(crate) fn keys(&mut self, name: &str, code: u32, default: &str) -> String {
        let Some(given) = self.element.attribute(name) else {
            return default.into();
        };
        if given
            .chars()
            .all(|key| key.is_ascii_digit() || key == '*' || key == '#')
        {
            return given.into();
        }
        self.refuse(code, name, given);
        default.into()
    }
}
