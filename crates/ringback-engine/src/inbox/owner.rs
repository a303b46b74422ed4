//! A text from one of the owner's phones: an answer to somebody, a choice, or nothing to pass on.

use ringback_desk::calls::HoldReason;
use ringback_desk::inbox::{Answer, Question, answer};
use ringback_desk::phone::PhoneNumber;
use ringback_desk::segments;
use ringback_desk::texts::TextKind;
use ringback_desk::timeline::Happened;
use ringback_store::{StoreError, Tx, contacts, inbox, waiting};

use super::OPEN_FOR;
use super::customer::parts;
use super::receive::Received;
use crate::clock;
use crate::effects::Effects;
use crate::notices::{Telling, tell};
use crate::texts::{NewText, shown, write_text};

/// Conversations that are looked at; a question lists at most nine.
const OPEN_MAX: u32 = 10;

/// What became of the owner's text.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// For its journal.
    pub(super) happened: Vec<Happened>,
    /// Whom its words went to.
    pub(super) about: Option<String>,
}

impl From<Vec<Happened>> for Read {
    fn from(happened: Vec<Happened>) -> Self {
        Self {
            happened,
            about: None,
        }
    }
}

/// Finds out whom it is for, and passes it on.
pub(super) fn read(
    tx: &Tx<'_>,
    received: &Received<'_>,
    effects: &mut Effects,
) -> Result<Read, StoreError> {
    let (line, now) = (received.line, received.now);
    if line.is_suspended {
        return suspended(tx, received).map(Read::from);
    }
    let open: Vec<_> =
        contacts::conversations(tx, line.business, line.id, now.minus(OPEN_FOR), OPEN_MAX)?
            .into_iter()
            .filter(|conversation| !line.is_own(&conversation.number))
            .collect();
    let question = inbox::question(tx, line.business, line.id)?;
    if !received.text.media.is_empty() {
        tell_owner(
            tx,
            received,
            "Pictures can't be passed on yet; only your words go to the caller.",
            effects,
        )?;
    }
    match answer(&received.text.body, &open, question.as_ref(), now) {
        Answer::PassOn { to, body, next } => {
            let mut happened = pass_on(tx, received, &to, &body, effects)?;
            if let Some(next) = next {
                happened.extend(ask(tx, received, &next, effects)?);
            } else if question.is_some() {
                inbox::set_question(tx, line.business, line.id, None)?;
            }
            Ok(Read {
                happened,
                about: Some(to.to_string()),
            })
        }
        Answer::Ask(question) => ask(tx, received, &question, effects).map(Read::from),
        Answer::NobodyToAnswer => {
            tell_owner(
                tx,
                received,
                "No conversation is open, so your text went to nobody.",
                effects,
            )?;
            Ok(Read::default())
        }
        Answer::OptOut => own_consent(tx, received, false).map(Read::from),
        Answer::OptIn => own_consent(tx, received, true).map(Read::from),
        Answer::Ignore => Ok(vec![Happened::AutomaticAnswer].into()),
    }
}

/// Nothing leaves, so that the owner's words go to nobody; STOP and START count all the same.
fn suspended(tx: &Tx<'_>, received: &Received<'_>) -> Result<Vec<Happened>, StoreError> {
    match answer(&received.text.body, &[], None, received.now) {
        Answer::OptOut => own_consent(tx, received, false),
        Answer::OptIn => own_consent(tx, received, true),
        _ => Ok(vec![Happened::Held {
            reason: HoldReason::Suspended,
        }]),
    }
}

fn pass_on(
    tx: &Tx<'_>,
    received: &Received<'_>,
    to: &PhoneNumber,
    body: &str,
    effects: &mut Effects,
) -> Result<Vec<Happened>, StoreError> {
    let (line, now) = (received.line, received.now);
    let mut contact = contacts::load(tx, line.business, to.as_str())?;
    if contact.opted_out_at.is_some() {
        let who = shown(to.as_str(), line.region);
        let words =
            format!("{who} said STOP, so your text was not sent. Only their START lifts it.");
        tell_owner(tx, received, &words, effects)?;
        return Ok(Vec::new());
    }
    contact.person_wrote_at = Some(now);
    contact.text_at = Some(now);
    contacts::save(tx, line.business, to.as_str(), &contact)?;
    waiting::done_with(tx, line.business, to.as_str())?;
    for part in parts(&segments::to_gsm7_text(body)) {
        let text = NewText {
            id: clock::new_id(),
            kind: TextKind::Answer,
            to: to.as_str(),
            body: &part,
            call: None,
            about: None,
        };
        write_text(tx, line, &text, now, effects)?;
    }
    Ok(vec![Happened::AnswerPassedOn])
}

fn ask(
    tx: &Tx<'_>,
    received: &Received<'_>,
    question: &Question,
    effects: &mut Effects,
) -> Result<Vec<Happened>, StoreError> {
    let line = received.line;
    inbox::set_question(tx, line.business, line.id, Some(question))?;
    let text = NewText {
        id: clock::new_id(),
        kind: TextKind::Question,
        to: &received.party,
        body: &question.to_text(line.region),
        call: None,
        about: None,
    };
    write_text(tx, line, &text, received.now, effects)?;
    let conversations = u32::try_from(question.people().count()).unwrap_or(u32::MAX);
    Ok(vec![Happened::AskedWhich { conversations }])
}

/// The owner's own STOP: the carrier blocks relays to that phone, and so do we. As with customers,
/// what was written last counts, whenever it is heard of.
fn own_consent(
    tx: &Tx<'_>,
    received: &Received<'_>,
    wants_texts: bool,
) -> Result<Vec<Happened>, StoreError> {
    let business = received.line.business;
    let mut contact = contacts::load(tx, business, &received.party)?;
    let (counts, happened) = if wants_texts {
        (contact.start(received.written_at), Happened::OptedIn)
    } else {
        (contact.stop(received.written_at), Happened::OptedOut)
    };
    if !counts {
        return Ok(Vec::new());
    }
    contacts::save(tx, business, &received.party, &contact)?;
    Ok(vec![happened])
}

/// A word back to the phone that wrote, at most once in ten minutes each.
fn tell_owner(
    tx: &Tx<'_>,
    received: &Received<'_>,
    words: &str,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    let telling = Telling {
        id: clock::new_id(),
        key: format!(
            "owner:{}:{words}:{}",
            received.party,
            received.now.0.div_euclid(600_000)
        ),
        sentence: words.to_owned(),
        call: None,
        text: None,
        by_text: Some(&received.party),
        line: received.line,
    };
    tell(tx, &telling, received.now, effects)
}
