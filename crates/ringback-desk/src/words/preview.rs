//! A text before it is saved: how it reads, how it travels, and what is wrong with it.

use serde::Serialize;

use super::language::Language;
use super::line_words::with_stop_line;
use super::lint::{self, Finding, Severity};
use super::situation::Situation;
use crate::segments::{self, Encoding};
use crate::template::{Template, Values, Variable};

/// A text as a caller would get it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// The text as it leaves.
    pub text: String,
    /// How it travels.
    pub encoding: Encoding,
    /// How many segments are paid for.
    pub segments: usize,
    /// Septets in GSM-7; UTF-16 units in UCS-2.
    pub chars: usize,
    /// How many more fit before another segment begins.
    pub chars_left: usize,
    /// What it takes at a carrier with smart encoding switched on.
    pub smart: Smart,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
    /// Whether it is refused for one of them.
    pub refused: bool,
}

/// The size of a text with smart encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Smart {
    /// How it travels.
    pub encoding: Encoding,
    /// In how many segments.
    pub segments: usize,
}

/// Fills in and judges. `stop_line` is the language of the line on how to opt out, where the first
/// text to a number has one.
#[must_use]
pub fn preview(template: &Template, values: &Values<'_>, stop_line: Option<Language>) -> Preview {
    let filled = template.render(values);
    let mut text = segments::to_gsm7_text(&filled);
    if let Some(language) = stop_line {
        text = with_stop_line(&text, language.stop_line());
    }
    let findings = lint::lint_as(template, values, &text);
    let smart = segments::measure(&segments::smart(&filled));
    let size = segments::measure(&text);
    let chars = match size.encoding {
        Encoding::Gsm7 => size.chars,
        Encoding::Ucs2 => size.message_bits / 16,
    };
    Preview {
        encoding: size.encoding,
        segments: size.segments,
        chars,
        chars_left: room(size.encoding, size.segments).saturating_sub(chars),
        smart: Smart {
            encoding: smart.encoding,
            segments: smart.segments,
        },
        refused: findings
            .iter()
            .any(|finding| finding.severity == Severity::Refuse),
        findings,
        text,
    }
}

/// What so many segments hold.
fn room(encoding: Encoding, segments: usize) -> usize {
    let (alone, joined) = match encoding {
        Encoding::Gsm7 => (160, 153),
        Encoding::Ucs2 => (70, 67),
    };
    if segments == 1 {
        alone
    } else {
        segments * joined
    }
}

/// What a preview says where the page does not know better.
#[must_use]
pub fn sample(situation: Situation, language: Language, variable: Variable) -> &'static str {
    let opens = match (situation, language) {
        (Situation::Vacation, Language::En) => "Jan 4",
        (Situation::Vacation, Language::Es) => "el 4 ene",
        (_, Language::En) => "Tue 8 AM",
        (_, Language::Es) => "el mar 8 AM",
    };
    match (variable, situation) {
        (Variable::Owner, _) => "Sam",
        (Variable::Company, _) => "Riverside Plumbing",
        (Variable::Number, _) => "(312) 555-0100",
        (Variable::FirstName, Situation::Known | Situation::Voicemail) => "Dana",
        (Variable::Opens, Situation::Closed | Situation::Holiday | Situation::Vacation) => opens,
        (Variable::Holiday, Situation::Holiday) => "Thanksgiving",
        (Variable::FirstName | Variable::Opens | Variable::Holiday, _) => "",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn shown(source: &str, stop_line: Option<Language>) -> Preview {
        let template = Template::parse(source).unwrap();
        let values = Values {
            owner: "Sam",
            company: "Hill",
            ..Values::default()
        };
        preview(&template, &values, stop_line)
    }

    #[test]
    fn counts_what_leaves_with_the_stop_line() {
        let with = shown("{owner} here — hi.", Some(Language::En));
        assert_eq!(with.text, "Sam here - hi. Reply STOP to opt out.");
        assert_eq!((with.segments, with.chars, with.chars_left), (1, 37, 123));
        assert_eq!(shown("{owner} here — hi.", None).chars_left, 146);
        let long = format!("{{owner}} {}", "x".repeat(140));
        assert!(shown(&long, None).findings.is_empty());
        let long = shown(&long, Some(Language::En));
        assert_eq!((long.segments, long.chars_left), (2, 306 - 167));
        assert_eq!(long.findings.len(), 1, "two segments are warned of");
        assert!(!long.refused);
    }

    #[test]
    fn counts_units_where_an_emoji_is_in_it() {
        let emoji = shown("{owner} 👋", None);
        assert_eq!(emoji.encoding, Encoding::Ucs2);
        assert_eq!((emoji.chars, emoji.chars_left), (6, 64));
        assert!(shown("{owner}: a coupon", None).refused);
    }
}
