//! Which conversation the owner's text belongs to.
//!
//! The owner answers from their own phone, to the business line, so that a text says nothing of
//! whom it is for. With one conversation open it is clear; with several Ringback asks, and never
//! guesses.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::clock::Instant;
use crate::consent;
use crate::phone::{PhoneNumber, Region};

/// A question names at most this many conversations, so that one digit picks one.
const CHOICES_MAX: usize = 9;
/// After a day nobody remembers what 1 and 2 stood for.
const QUESTION_LASTS: Duration = Duration::from_hours(24);

/// A conversation that an answer may belong to: a person who wrote, and whose last text, either
/// way, is less than a day old.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversation {
    /// With whom.
    pub number: PhoneNumber,
    /// When the last text went, either way.
    pub text_at: Instant,
}

/// A question that was put to the owner and is not answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The conversations, in the order of their digits: 1, 2, …
    pub choices: Vec<PhoneNumber>,
    /// What the owner wrote, waiting for the digit.
    pub waiting: String,
    /// When it was asked.
    pub asked_at: Instant,
}

/// What to do with a text from the owner's phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Send this to that person.
    PassOn {
        /// To whom.
        to: PhoneNumber,
        /// What.
        body: String,
    },
    /// Ask which conversation is meant.
    Ask(Question),
    /// No conversation is open.
    NobodyToAnswer,
    /// The owner said stop to their own line: relays end.
    OptOut,
    /// The owner said start.
    OptIn,
    /// A keyword or an automatic answer: it goes nowhere.
    Ignore,
}

/// Decides. `open` are the open conversations, newest first.
#[must_use]
pub fn answer(
    body: &str,
    open: &[Conversation],
    question: Option<&Question>,
    now: Instant,
) -> Answer {
    match consent::read(body, &consent::Context::default()).verdict {
        consent::Verdict::OptOut => return Answer::OptOut,
        consent::Verdict::OptIn => return Answer::OptIn,
        consent::Verdict::Help => return Answer::Ignore,
        consent::Verdict::NotOptOut => {}
    }
    if consent::is_automatic_answer(body) || body.trim().is_empty() {
        return Answer::Ignore;
    }
    if let Some(question) = question.filter(|asked| now.since(asked.asked_at) < QUESTION_LASTS)
        && let Some((to, body)) = picked(body, question)
    {
        return Answer::PassOn { to, body };
    }
    match open {
        [] => Answer::NobodyToAnswer,
        [only] => Answer::PassOn {
            to: only.number,
            body: body.to_owned(),
        },
        several => Answer::Ask(Question {
            choices: choices(several),
            waiting: body.to_owned(),
            asked_at: now,
        }),
    }
}

/// A digit alone picks a conversation for what waits; a digit before words picks one for them.
fn picked(body: &str, question: &Question) -> Option<(PhoneNumber, String)> {
    let body = body.trim();
    let digit = body.chars().next()?.to_digit(10)?;
    let rest = &body[1..];
    // "10 minutes" is an answer that begins with a number, and not a choice.
    if rest.starts_with(|next: char| next.is_alphanumeric()) {
        return None;
    }
    let index = usize::try_from(digit).ok()?.checked_sub(1)?;
    let to = *question.choices.get(index)?;
    let rest = rest
        .trim_start_matches([' ', '.', ':', ')', ',', '-'])
        .trim();
    let answer = if rest.is_empty() {
        question.waiting.clone()
    } else {
        rest.to_owned()
    };
    Some((to, answer))
}

/// The same order every time, so that a digit keeps its meaning while nobody new writes.
fn choices(open: &[Conversation]) -> Vec<PhoneNumber> {
    open.iter()
        .take(CHOICES_MAX)
        .map(|conversation| conversation.number)
        .collect()
}

impl Question {
    /// The question as a text to the owner.
    #[must_use]
    pub fn to_text(&self, home: Region) -> String {
        let listed: Vec<String> = self
            .choices
            .iter()
            .enumerate()
            .map(|(index, number)| format!("{} {}", index + 1, number.display_for(home)))
            .collect();
        format!(
            "Who is that for? Reply with the digit: {}.",
            listed.join(", ")
        )
    }
}

#[cfg(test)]
#[path = "answer_tests.rs"]
mod tests;
