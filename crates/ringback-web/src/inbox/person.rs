//! `GET /people/{number}`: the conversation with one person, their calls in between.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use ringback_desk::contacts::Contact;
use ringback_desk::id::Id;
use ringback_desk::waiting::Waiting;
use ringback_desk::words::Language;
use ringback_desk::zones;
use ringback_store::texts::TextStory;
use ringback_store::{StoreError, Tx, calls, contacts, media, texts, waiting};
use serde::Deserialize;

use super::{MessageRow, Names};
use crate::WebState;
use crate::calls::{CallRow, call_rows};
use crate::pages::{Failure, Place, Scope, Shell, not_found, show};

/// Texts and calls on a page.
const PAGE: u32 = 60;

/// What of the conversation is asked for.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    /// Only what is older than this.
    before: Option<String>,
}

#[derive(Template)]
#[template(path = "person.html")]
struct PersonPage {
    shell: Shell,
    who: String,
    /// The number, as people read it.
    shown: String,
    first_name: String,
    is_spanish: bool,
    /// The zone that was noted.
    zone: String,
    /// Where their number may be.
    zones_of_number: String,
    /// In E.164.
    number: String,
    /// Where an answer leaves from.
    from: String,
    stance: Stance,
    consent: Consent,
    waiting: Vec<WaitingButton>,
    items: Vec<Item>,
    /// The query of the page before.
    older: Option<String>,
    is_newest: bool,
    /// The last words that the reader sees.
    seen: String,
    draft: Draft,
}

/// What a person can decide about texts to this person.
struct Consent {
    /// Since when what they wrote waits for a decision.
    asked_since: Option<String>,
    /// Automatic texts wait for it.
    is_paused: bool,
    /// There is still something to end.
    may_end: bool,
}

/// A button that says that something is dealt with.
struct WaitingButton {
    key: String,
    since: String,
    sentence: &'static str,
}

/// One thing in a conversation.
enum Item {
    Text(MessageRow),
    Call(CallRow),
}

/// Whether this person may be written to, and what the writer should know before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stance {
    Open,
    /// They said stop, and wrote again since.
    StoppedAndWrote,
    Stopped,
    Landline,
    NotANumber,
}

impl Stance {
    fn of(contact: &Contact, number: &str) -> Self {
        match contact.opted_out_at {
            _ if ringback_desk::phone::PhoneNumber::from_e164(number).is_err() => Self::NotANumber,
            _ if contact.landline_at.is_some() => Self::Landline,
            None => Self::Open,
            Some(_) if contact.may_be_written_to() => Self::StoppedAndWrote,
            Some(_) => Self::Stopped,
        }
    }

    fn may_write(self) -> bool {
        matches!(self, Self::Open | Self::StoppedAndWrote)
    }

    /// What to know, where there is something.
    fn warning(self) -> Option<&'static str> {
        match self {
            Self::Open => None,
            Self::StoppedAndWrote => Some(
                "This person said STOP and has written again since. Answer what they ask, and \
                 nothing else; the carrier may refuse it. Automatic texts stay off until they say \
                 START.",
            ),
            Self::Stopped => {
                Some("This person said STOP. No text goes to them until they say START.")
            }
            Self::Landline => Some("This is a landline, which can't receive texts."),
            Self::NotANumber => Some("This sender can't be answered by text."),
        }
    }
}

/// What stands in the box.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    /// The words.
    pub(super) body: String,
    /// The answer's own key.
    pub(super) key: String,
    /// Why it was not sent.
    pub(super) fault: Option<String>,
}

impl Draft {
    /// An empty box.
    fn new() -> Self {
        Self {
            key: ringback_engine::clock::new_id().to_string(),
            ..Self::default()
        }
    }
}

/// The page.
pub(crate) async fn page(
    State(state): State<WebState>,
    scope: Scope,
    Path(number): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let before = asked.before.as_deref().map(str::parse).transpose();
    let Ok(before) = before else {
        return Ok(not_found());
    };
    render(&state, scope, number, before, Draft::new()).await
}

/// The conversation with this in its box.
pub(super) async fn render(
    state: &WebState,
    scope: Scope,
    number: String,
    before: Option<Id>,
    draft: Draft,
) -> Result<Response, Failure> {
    let store = state.engine().store().clone();
    let state = state.clone();
    let page = store
        .read(move |tx| read(tx, &state, &scope, &number, before, draft.clone()))
        .await?;
    page.map_or_else(|| Ok(not_found()), |page| show(&page))
}

fn read(
    tx: &Tx<'_>,
    state: &WebState,
    scope: &Scope,
    number: &str,
    before: Option<Id>,
    draft: Draft,
) -> Result<Option<PersonPage>, StoreError> {
    let contact = contacts::load(tx, scope.business, number)?;
    let names = Names::read(tx, scope, [number])?;
    let shown = Names::plain(scope, number);
    let Some((items, older)) = items(tx, scope, &names, number, before)? else {
        return Ok(None);
    };
    let shell = Shell::read(tx, state, scope, Place::Conversations)?;
    let line = contact
        .line
        .and_then(|line| state.engine().lines().by_id(line).cloned());
    let seen = texts::newest_word(tx, scope.business, number)?;
    Ok(Some(PersonPage {
        who: contact.first_name.clone().unwrap_or_else(|| shown.clone()),
        shown,
        first_name: contact.first_name.clone().unwrap_or_default(),
        is_spanish: contact.language == Language::Es,
        zone: contact
            .zone
            .as_ref()
            .map(|place| place.name().to_owned())
            .unwrap_or_default(),
        zones_of_number: zones::names_of_number(number).join(", "),
        number: number.to_owned(),
        from: line
            .filter(|line| line.business == scope.business)
            .map(|line| line.number.display_for(scope.home()))
            .or_else(|| scope.number())
            .unwrap_or_default(),
        stance: Stance::of(&contact, number),
        consent: Consent {
            asked_since: waiting::get(tx, scope.business, &Waiting::Consent(number.to_owned()))?
                .map(|row| row.since.to_rfc3339()),
            is_paused: contact.paused_at.is_some(),
            may_end: contact.opted_out_at.is_none(),
        },
        waiting: buttons(tx, scope, number)?,
        items,
        older: older.map(|before| shell.with(&format!("before={before}"))),
        is_newest: before.is_none(),
        seen: seen.map(|seen| seen.to_string()).unwrap_or_default(),
        draft,
        shell,
    }))
}

/// Things in their order, and where the page before begins, if there is one.
type PageOfItems = (Vec<Item>, Option<Id>);

/// Texts and calls in their order, and where the page before begins. Nothing for somebody who
/// neither called nor wrote.
fn items(
    tx: &Tx<'_>,
    scope: &Scope,
    names: &Names,
    number: &str,
    before: Option<Id>,
) -> Result<Option<PageOfItems>, StoreError> {
    let business = scope.business;
    let stories = texts::of_party(tx, business, number, before, PAGE)?;
    let calls = calls::of_caller(tx, business, number, before, PAGE)?;
    if stories.is_empty() && calls.is_empty() {
        return Ok(before.map(|_| (Vec::new(), None)));
    }
    let files = media::of_texts(tx, business, &ids(&stories))?;
    let rows = call_rows(tx, &calls, names)?;
    let texts = stories.iter().map(|story| {
        let files = files.get(&story.text.id).map_or(&[][..], Vec::as_slice);
        let row = MessageRow::new(story, names).with_files(files);
        (story.text.id, Item::Text(row))
    });
    let calls = calls.iter().map(|story| story.call.id).zip(rows);
    let mut items: Vec<_> = texts
        .chain(calls.map(|(id, row)| (id, Item::Call(row))))
        .collect();
    // Ids sort by time.
    items.sort_by_key(|(id, _)| std::cmp::Reverse(*id));
    let is_full = items.len() >= PAGE as usize;
    items.truncate(PAGE as usize);
    let older = items.last().map(|(id, _)| *id).filter(|_| is_full);
    let items = items.into_iter().rev().map(|(_, item)| item).collect();
    Ok(Some((items, older)))
}

fn ids(stories: &[TextStory]) -> Vec<Id> {
    stories.iter().map(|story| story.text.id).collect()
}

fn buttons(tx: &Tx<'_>, scope: &Scope, number: &str) -> Result<Vec<WaitingButton>, StoreError> {
    let matters = [
        (Waiting::Answer(number.to_owned()), "Waits for an answer"),
        (
            Waiting::CallBack(number.to_owned()),
            "Waits to be called back",
        ),
    ];
    let mut buttons = Vec::new();
    for (matter, sentence) in matters {
        if let Some(row) = waiting::get(tx, scope.business, &matter)? {
            buttons.push(WaitingButton {
                key: matter.to_string(),
                since: row.since.to_rfc3339(),
                sentence,
            });
        }
    }
    Ok(buttons)
}

#[cfg(test)]
mod tests {
    use ringback_desk::clock::Instant;

    use super::*;

    #[test]
    fn whoever_said_stop_is_answered_only_after_they_wrote_again() {
        let number = "+13125550131";
        let contact = |opted_out_at, received_at| Contact {
            opted_out_at: Some(Instant(opted_out_at)),
            received_at: Some(Instant(received_at)),
            ..Contact::default()
        };
        assert_eq!(Stance::of(&contact(5, 4), number), Stance::Stopped);
        assert_eq!(Stance::of(&contact(5, 5), number), Stance::Stopped);
        let again = Stance::of(&contact(5, 6), number);
        assert_eq!(again, Stance::StoppedAndWrote);
        assert!(again.may_write() && again.warning().is_some());
        assert_eq!(Stance::of(&Contact::default(), number), Stance::Open);
        assert_eq!(Stance::of(&Contact::default(), "72975"), Stance::NotANumber);
    }
}
