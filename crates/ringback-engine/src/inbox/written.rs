//! An answer that a person writes on a page, and the press of "Done".

use std::sync::Arc;

use ringback_desk::clock::Instant;
use ringback_desk::contacts::Contact;
use ringback_desk::id::{BusinessId, Id};
use ringback_desk::lines::Line;
use ringback_desk::phone::{Class, PhoneNumber, classify};
use ringback_desk::segments;
use ringback_desk::texts::TextKind;
use ringback_desk::timeline::{Happened, Moment};
use ringback_desk::waiting::Waiting;
use ringback_store::{StoreError, Tx, calls, contacts, inbox, texts, waiting};

use super::customer::parts;
use crate::clock;
use crate::effects::Effects;
use crate::engine::Engine;
use crate::feed::Change;
use crate::line_book::LineBook;
use crate::texts::{NewText, write_text};

/// An answer may be three of the longest texts.
pub const ANSWER_CHARS_MAX: usize = 3 * segments::CHARS_MAX;
/// A key longer than this was made by no browser.
const KEY_CHARS_MAX: usize = 64;

/// An answer as the page sends it.
#[derive(Debug, Clone)]
pub struct WrittenAnswer {
    /// Whose conversation.
    pub business: BusinessId,
    /// To whom, in E.164.
    pub to: String,
    /// The words.
    pub body: String,
    /// Made by the browser for this answer: however often it is posted, it is sent once.
    pub key: String,
    /// The last words that the writer had before their eyes, if they say so: `Some(None)` when there
    /// were none.
    pub seen: Option<Option<Id>>,
}

/// What became of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It is in the outbox.
    Now,
    /// It was already, from an earlier post with the same key.
    Already,
}

/// Why an answer was not taken, each with a sentence for the writer.
#[derive(Debug, thiserror::Error)]
pub enum AnswerError {
    /// Nobody of this number ever called or wrote.
    #[error("nobody with this number has called or written")]
    NotFound,
    /// There is nothing to send.
    #[error("there is nothing to send; write something first")]
    Empty,
    /// It is too long.
    #[error("this is too long for a text; shorten it to {ANSWER_CHARS_MAX} characters")]
    TooLong,
    /// The browser gave no key, or one that cannot be one.
    #[error("the page did not say which answer this is; load it again")]
    NoKey,
    /// Other words have left with this key.
    #[error(
        "your first version has already been sent; look at the conversation before you write on"
    )]
    KeyUsed,
    /// Something was written meanwhile that the writer has not seen.
    #[error("somebody wrote meanwhile; read it, then send your answer again")]
    Unseen,
    /// They said stop, and have not written since.
    #[error(
        "this person said STOP, so no text goes to them; only their own new text or START lifts it"
    )]
    OptedOut,
    /// It is a landline.
    #[error("this is a landline, which can't receive texts; call them")]
    Landline,
    /// Not a number that takes texts from phones.
    #[error("no text can be sent to this sender")]
    NotANumber,
    /// It is one of the business's own numbers.
    #[error("this is one of your own numbers")]
    OwnNumber,
    /// The installation was restored from a backup, and is held.
    #[error(
        "Ringback was restored from a backup, and no text leaves until it is released; your answer \
         was not kept"
    )]
    Restored,
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Engine {
    /// Writes a person's answer into the outbox, from the line of the conversation.
    ///
    /// # Errors
    /// [`AnswerError`], each a sentence for the writer.
    pub async fn write_answer(&self, answer: WrittenAnswer) -> Result<Written, AnswerError> {
        check(&answer)?;
        let now = clock::now();
        let engine = self.clone();
        let written = self
            .store()
            .write(answer.business, move |tx| {
                write(tx, &engine.lines(), &answer, now)
            })
            .await?;
        let Some(effects) = written? else {
            return Ok(Written::Already);
        };
        self.carry_out(effects);
        Ok(Written::Now)
    }

    /// A person has dealt with what waited; says whether it waited.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn done(&self, business: BusinessId, matter: Waiting) -> Result<bool, StoreError> {
        let party = matter.party().map(str::to_owned);
        let call = match matter {
            Waiting::Withheld(call) => Some(call),
            _ => None,
        };
        let now = clock::now();
        let done = self
            .store()
            .write(business, move |tx| waiting::done(tx, business, &matter))
            .await?;
        if done {
            let mut effects = Effects::default();
            effects.of_business(Change {
                business,
                call,
                text: None,
                kind: None,
                party,
                body: None,
                moment: Moment {
                    at: now,
                    happened: Happened::Done,
                },
            });
            self.carry_out(effects);
        }
        Ok(done)
    }
}

fn check(answer: &WrittenAnswer) -> Result<(), AnswerError> {
    if answer.body.trim().is_empty() {
        return Err(AnswerError::Empty);
    }
    if answer.body.encode_utf16().count() > ANSWER_CHARS_MAX {
        return Err(AnswerError::TooLong);
    }
    if answer.key.is_empty() || answer.key.len() > KEY_CHARS_MAX {
        return Err(AnswerError::NoKey);
    }
    match classify(&answer.to, None).class {
        Class::FixedLine => Err(AnswerError::Landline),
        Class::Voip | Class::MobileOrUnknown | Class::TollFree => Ok(()),
        _ => Err(AnswerError::NotANumber),
    }
}

type Outcome = Result<Option<Effects>, AnswerError>;

fn write(
    tx: &Tx<'_>,
    lines: &LineBook,
    answer: &WrittenAnswer,
    now: Instant,
) -> Result<Outcome, StoreError> {
    let (business, to) = (answer.business, answer.to.as_str());
    let parts = parts(&segments::to_gsm7_text(answer.body.trim()));
    if let Some(first) = inbox::answer(tx, business, &answer.key)? {
        let is_same = texts::load(tx, business, &first)?
            .is_some_and(|text| text.party == to && parts.first() == Some(&text.body));
        return Ok(if is_same {
            Ok(None)
        } else {
            Err(AnswerError::KeyUsed)
        });
    }
    let mut contact = contacts::load(tx, business, to)?;
    let Some(line) = line_of(tx, lines, business, to, &contact)? else {
        return Ok(Err(AnswerError::NotFound));
    };
    if let Err(refusal) = may_be_answered(tx, &line, answer, &contact)? {
        return Ok(Err(refusal));
    }
    contact.person_wrote_at = Some(now);
    contact.text_at = Some(now);
    contact.line = Some(line.id);
    contacts::save(tx, business, to, &contact)?;
    waiting::done_with(tx, business, to)?;
    let mut effects = Effects::default();
    for (index, part) in parts.iter().enumerate() {
        let id = clock::new_id();
        if index == 0 {
            inbox::add_answer(tx, business, &answer.key, &id, now)?;
        }
        let text = NewText {
            id,
            kind: TextKind::Answer,
            to,
            body: part,
            call: None,
            about: None,
        };
        write_text(tx, &line, &text, now, &mut effects)?;
    }
    Ok(Ok(Some(effects)))
}

/// The line of the last text, or of the last call. Without either there is nobody to answer.
fn line_of(
    tx: &Tx<'_>,
    lines: &LineBook,
    business: BusinessId,
    to: &str,
    contact: &Contact,
) -> Result<Option<Arc<Line>>, StoreError> {
    let id = match contact.line {
        Some(line) => Some(line),
        None => calls::of_caller(tx, business, to, None, 1)?
            .first()
            .map(|story| story.call.line),
    };
    let line = id.and_then(|id| lines.by_id(id));
    Ok(line
        .filter(|line| line.business == business)
        .map(Arc::clone))
}

fn may_be_answered(
    tx: &Tx<'_>,
    line: &Line,
    answer: &WrittenAnswer,
    contact: &Contact,
) -> Result<Result<(), AnswerError>, StoreError> {
    let Ok(number) = PhoneNumber::from_e164(&answer.to) else {
        return Ok(Err(AnswerError::NotANumber));
    };
    if line.is_held {
        return Ok(Err(AnswerError::Restored));
    }
    if line.is_own(&number) {
        return Ok(Err(AnswerError::OwnNumber));
    }
    if contact.landline_at.is_some() {
        return Ok(Err(AnswerError::Landline));
    }
    if !contact.may_be_written_to() {
        return Ok(Err(AnswerError::OptedOut));
    }
    if let Some(seen) = answer.seen
        && texts::newest_word(tx, line.business, &answer.to)? > seen
    {
        return Ok(Err(AnswerError::Unseen));
    }
    Ok(Ok(()))
}
