//! Which wording a caller gets. Pure: the same call, contact and hour give the same words.

use std::borrow::Cow;

use super::chosen::Chosen;
use super::door::Door;
use super::history::Used;
use super::line_words::Wording;
use super::situation::Situation;
use crate::clock::Instant;
use crate::contacts::Contact;
use crate::lines::Line;
use crate::template::Values;

/// What the choice depends on, beside the line and the caller.
#[derive(Debug, Clone, Copy)]
pub struct Occasion<'a> {
    /// What stands on the door.
    pub door: &'a Door,
    /// The caller left a voicemail, and the line waited for it.
    pub voicemail: bool,
    /// The caller was texted within the line's window.
    pub again: bool,
}

/// A text, and how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The text as it leaves.
    pub body: String,
    /// Why it reads so.
    pub chosen: Chosen,
    /// What to remember of it.
    pub used: Used,
}

/// What a text to this caller answers. A voicemail comes before the hour, for the text says that
/// it arrived; the name comes last, for the other texts greet by it as well.
#[must_use]
pub fn situation(occasion: &Occasion<'_>, contact: &Contact) -> Situation {
    if occasion.again {
        return Situation::Again;
    }
    if occasion.voicemail {
        return Situation::Voicemail;
    }
    match occasion.door {
        Door::Vacation { .. } => Situation::Vacation,
        Door::Holiday { .. } => Situation::Holiday,
        Door::Closed { .. } => Situation::Closed,
        Door::Open if first_name(contact).is_empty() => Situation::Open,
        Door::Open => Situation::Known,
    }
}

/// Writes the text; `None` where the line has no words for the situation.
#[must_use]
pub fn choose(
    line: &Line,
    occasion: &Occasion<'_>,
    contact: &Contact,
    now: Instant,
) -> Option<Written> {
    let situation = situation(occasion, contact);
    let language = contact.language;
    let pick = pick(line, situation, contact, now)?;
    let values = Values {
        owner: &line.owner,
        company: &line.company,
        number: line.words.shown_number(&line.number, line.region),
        first_name: first_name(contact),
        opens: occasion.door.opens(),
        holiday: occasion.door.holiday(),
    };
    let is_first = line.words.stop_line && contact.texted_at.is_none();
    let stop_line = is_first.then(|| language.stop_line());
    Some(Written {
        body: pick.wording.fill(&values, stop_line).into_owned(),
        chosen: Chosen {
            situation,
            language,
            wording: pick.index + 1,
            of: pick.of,
            repeat: pick.index > 0 && !pick.is_built_in,
            built_in: pick.is_built_in,
            opens: said(situation, occasion.door.opens()),
            holiday: said(situation, occasion.door.holiday()),
            stop_line: is_first,
        },
        used: Used {
            wording: pick.wording.number(),
            situation,
            at: now,
        },
    })
}

/// What the journal says of the door, where that was the reason.
fn said(situation: Situation, what: &str) -> String {
    match situation {
        Situation::Closed | Situation::Holiday | Situation::Vacation => what.to_owned(),
        Situation::Open | Situation::Known | Situation::Again | Situation::Voicemail => {
            String::new()
        }
    }
}

/// The wording that is used.
struct Pick<'a> {
    wording: Cow<'a, Wording>,
    /// Its place among its like; 0 is the first.
    index: usize,
    of: usize,
    /// It is one of the starting texts, where the line has its own.
    is_built_in: bool,
}

/// The first of the line's wordings that the person did not get within the month. If they got them
/// all, a built-in one that they did not get; failing that, the line's that is longest ago.
fn pick<'a>(
    line: &'a Line,
    situation: Situation,
    contact: &Contact,
    now: Instant,
) -> Option<Pick<'a>> {
    let language = contact.language;
    let wordings = line.words.of(situation, language);
    let used_at = |number: u32| contact.wordings.used_at(number, now);
    let (index, wording) = wordings
        .iter()
        .enumerate()
        .min_by_key(|(_, wording)| used_at(wording.number()).map_or(i64::MIN, |at| at.0))?;
    if used_at(wording.number()).is_some() {
        let spare = line
            .words
            .spare(situation, language, |number| used_at(number).is_none());
        if let Some((index, of, wording)) = spare {
            return Some(Pick {
                wording: Cow::Owned(wording),
                index,
                of,
                is_built_in: true,
            });
        }
    }
    Some(Pick {
        wording: Cow::Borrowed(wording),
        index,
        of: wordings.len(),
        is_built_in: false,
    })
}

fn first_name(contact: &Contact) -> &str {
    contact.first_name.as_deref().unwrap_or_default().trim()
}
