//! What can be wrong with the words of a template, each with its sentence for the owner.

use serde::{Deserialize, Serialize};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The text is saved; the owner should know.
    Warn,
    /// The text is not saved.
    Refuse,
}

/// A rule that a text can break.
///
/// An automatic answer to a call needs no consent beyond the call itself as long as it answers and
/// does not sell (FCC 14-155, the one-time reply to a request); carriers expect a text to say who
/// sends it, to keep opt-out words for opting out, and to use no public link shortener (CTIA,
/// Messaging Principles and Best Practices, 5.1 and 5.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// It names a price or an amount of money.
    Price,
    /// It names a percentage.
    Percent,
    /// It advertises: a sale, a discount, a coupon, something free, an offer.
    Offer,
    /// It says neither who writes nor for which company.
    HidesSender,
    /// It has a link by a public link shortener.
    LinkShortener,
    /// It asks for an opt-out word, or for C, as an answer to a question.
    KeywordAnswer,
    /// It writes the opt-out in a form that is no word, as `STOP2END`.
    StopToEnd,
    /// It is longer than a carrier takes at once.
    TooLong,
    /// It takes more than one segment, and each is paid for.
    Segments,
    /// A character makes it travel in 16 bits, where fewer fit into a segment.
    Ucs2,
    /// A word on a subject that carriers filter: sex, alcohol, firearms, tobacco and drugs, hate.
    Filtered,
    /// It has a link: carriers look twice at a first text with one.
    Link,
    /// A variable that can be empty stands outside brackets, in a sentence that needs it.
    BareVariable,
}

impl Rule {
    /// All of them, in the order of the manual.
    pub const ALL: [Self; 13] = [
        Self::Price,
        Self::Percent,
        Self::Offer,
        Self::HidesSender,
        Self::LinkShortener,
        Self::KeywordAnswer,
        Self::StopToEnd,
        Self::TooLong,
        Self::Segments,
        Self::Ucs2,
        Self::Filtered,
        Self::Link,
        Self::BareVariable,
    ];

    /// Its name in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::Percent => "percent",
            Self::Offer => "offer",
            Self::HidesSender => "hides_sender",
            Self::LinkShortener => "link_shortener",
            Self::KeywordAnswer => "keyword_answer",
            Self::StopToEnd => "stop_to_end",
            Self::TooLong => "too_long",
            Self::Segments => "segments",
            Self::Ucs2 => "ucs2",
            Self::Filtered => "filtered",
            Self::Link => "link",
            Self::BareVariable => "bare_variable",
        }
    }

    /// Whether a text that breaks it is saved.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::Price
            | Self::Percent
            | Self::Offer
            | Self::HidesSender
            | Self::LinkShortener
            | Self::KeywordAnswer
            | Self::StopToEnd
            | Self::TooLong => Severity::Refuse,
            Self::Segments | Self::Ucs2 | Self::Filtered | Self::Link | Self::BareVariable => {
                Severity::Warn
            }
        }
    }
}

/// One breach of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which rule.
    pub code: Rule,
    /// Whether the text is refused for it.
    pub severity: Severity,
    /// What is wrong and what to do, for the owner.
    pub sentence: String,
    /// The words that it is about; empty where it is about the whole text.
    pub quote: String,
    /// Where they begin in the template, in characters; `None` for the whole text.
    pub at: Option<usize>,
}

impl Finding {
    pub(super) fn whole(code: Rule, sentence: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            sentence: sentence.into(),
            quote: String::new(),
            at: None,
        }
    }

    /// A finding about `source[from..to]` (bytes, on character boundaries).
    pub(super) fn about(
        code: Rule,
        source: &str,
        range: std::ops::Range<usize>,
        sentence: impl FnOnce(&str) -> String,
    ) -> Self {
        let quote = source.get(range.clone()).unwrap_or_default();
        Self {
            code,
            severity: code.severity(),
            sentence: sentence(quote),
            quote: quote.to_owned(),
            at: Some(
                source
                    .get(..range.start)
                    .unwrap_or_default()
                    .chars()
                    .count(),
            ),
        }
    }
}
