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
/// How much of a text a question quotes.
const QUOTED_CHARS_MAX: usize = 40;
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
    /// The conversations, in the order of their digits: 1, 2, … Where a person was erased their
    /// digit stands for nobody, and the others keep theirs.
    pub choices: Vec<Option<PhoneNumber>>,
    /// What the owner wrote, waiting for a digit each; the first is asked about. Never empty.
    pub waiting: Vec<String>,
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
        /// The question that is still open: something else waits for its digit.
        next: Option<Question>,
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
    // Only a keyword is said to the line; an owner's "don't text him again" is for somebody.
    // START is no answer to anybody, whether or not the owner had said stop before.
    match consent::read_keyword(body) {
        Some(consent::Label::OptOut) => return Answer::OptOut,
        Some(consent::Label::OptIn) => return Answer::OptIn,
        Some(consent::Label::Help) => return Answer::Ignore,
        _ => {}
    }
    if consent::is_automatic_answer(body) || body.trim().is_empty() {
        return Answer::Ignore;
    }
    let question = question.filter(|asked| now.since(asked.asked_at) < QUESTION_LASTS);
    if let Some(question) = question
        && let Some((digit, words)) = digit_before(body)
        && let Some(answer) = choose(question, digit, words, now)
    {
        return answer;
    }
    match (open, question) {
        ([], _) => Answer::NobodyToAnswer,
        ([only], None) => Answer::PassOn {
            to: only.number,
            body: body.to_owned(),
            next: None,
        },
        // What waits already is not lost, and keeps its place.
        (several, question) => Answer::Ask(Question {
            choices: choices(several, question),
            waiting: question
                .map(|asked| asked.waiting.clone())
                .unwrap_or_default()
                .into_iter()
                .chain([body.to_owned()])
                .collect(),
            asked_at: now,
        }),
    }
}

/// The digit that a text begins with, and the words behind it.
///
/// "10 minutes", "1:30 works", "2.5 hours" and "2-3 days" begin with a number as well, and choose
/// nobody.
fn digit_before(body: &str) -> Option<(usize, &str)> {
    let body = body.trim();
    let digit = body.chars().next()?.to_digit(10)?;
    // A digit from the emoji keyboard carries two marks.
    let behind = body[1..].trim_start_matches(['\u{fe0f}', '\u{20e3}']);
    let after_blanks = behind.trim_start();
    let words = after_blanks.trim_start_matches(['.', ':', ')', ',', '-', '\u{2013}']);
    let mark = after_blanks[..after_blanks.len() - words.len()]
        .chars()
        .last();
    let number_follows = |text: &str| text.starts_with(|next: char| next.is_ascii_digit());
    let chooses = match mark {
        Some('-' | '\u{2013}') => !number_follows(words.trim_start()),
        Some('.' | ':' | ',') => !number_follows(words),
        Some(_) => true,
        None => after_blanks.is_empty() || after_blanks.len() < behind.len(),
    };
    let digit = usize::try_from(digit).ok()?;
    chooses.then_some((digit, words.trim()))
}

/// A digit before words picks a conversation for them, a digit alone one for what waits. A digit
/// alone that stands for nobody is a slip: the question is put again, and what waits still waits.
fn choose(question: &Question, digit: usize, words: &str, now: Instant) -> Option<Answer> {
    let choice = digit
        .checked_sub(1)
        .and_then(|index| question.choices.get(index).copied().flatten());
    match choice {
        Some(to) => {
            let (first, rest) = question.waiting.split_first()?;
            Some(Answer::PassOn {
                to,
                body: if words.is_empty() { first } else { words }.to_owned(),
                next: (!rest.is_empty()).then(|| Question {
                    choices: question.choices.clone(),
                    waiting: rest.to_vec(),
                    asked_at: now,
                }),
            })
        }
        None if words.is_empty() => Some(Answer::Ask(Question {
            asked_at: now,
            ..question.clone()
        })),
        None => None,
    }
}

/// A digit keeps its meaning while a question is open; whoever wrote since comes behind.
fn choices(open: &[Conversation], question: Option<&Question>) -> Vec<Option<PhoneNumber>> {
    let mut choices = question
        .map(|asked| asked.choices.clone())
        .unwrap_or_default();
    for conversation in open {
        if !choices.contains(&Some(conversation.number)) {
            choices.push(Some(conversation.number));
        }
    }
    choices.truncate(CHOICES_MAX);
    choices
}

impl Question {
    /// The people whom it lists, each with their digit.
    pub fn people(&self) -> impl Iterator<Item = (usize, &PhoneNumber)> {
        let digits = (1..).zip(&self.choices);
        digits.filter_map(|(digit, number)| Some((digit, number.as_ref()?)))
    }

    /// The question without this person; nothing where it is about nobody else.
    #[must_use]
    pub fn without(mut self, number: &PhoneNumber) -> Option<Self> {
        for choice in &mut self.choices {
            *choice = choice.filter(|choice| choice != number);
        }
        let is_empty = self.choices.iter().all(Option::is_none);
        (!is_empty).then_some(self)
    }

    /// The question as a text to the owner.
    #[must_use]
    pub fn to_text(&self, home: Region) -> String {
        let listed: Vec<String> = self
            .people()
            .map(|(digit, number)| format!("{digit}: {}", number.display_for(home)))
            .collect();
        let first = self.waiting.first().map_or("", String::as_str);
        let quoted: String = first.chars().take(QUOTED_CHARS_MAX).collect();
        let more = if quoted.len() < first.len() {
            "..."
        } else {
            ""
        };
        format!(
            "Who is \"{quoted}{more}\" for? Reply with the digit: {}.",
            listed.join(", ")
        )
    }
}

#[cfg(test)]
#[path = "answer_tests.rs"]
mod tests;
