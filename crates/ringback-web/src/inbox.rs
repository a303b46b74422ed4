//! `GET /people/{number}`: the thread with one person.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use ringback_desk::carrier_event::TextStatus;
use ringback_desk::phone::{PhoneNumber, Region};
use ringback_desk::texts::{Phase, TextKind};
use ringback_desk::timeline::Moment;
use ringback_store::texts::{StoredText, TextStory};
use ringback_store::{calls, contacts, media, texts};
use serde::Deserialize;

use crate::WebState;
use crate::access::Visitor;
use crate::calls::{CallRow, call_rows};
use crate::pages::{Failure, not_found, show, tone_class};
use crate::timeline::home_of;

const MESSAGES: u32 = 100;
const CALLS: u32 = 20;

/// Which business.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    business: Option<i64>,
}

/// One line of a journal on a page.
pub(crate) struct MomentRow {
    pub at: String,
    pub sentence: String,
    pub class: &'static str,
}

impl MomentRow {
    pub(crate) fn new(moment: &Moment, home: Region) -> Self {
        Self {
            at: moment.at.to_rfc3339(),
            sentence: moment.happened.sentence(home),
            class: tone_class(moment.happened.tone()),
        }
    }
}

/// One text on a page.
pub(crate) struct MessageRow {
    pub id: String,
    pub who: String,
    pub number: String,
    pub at: String,
    pub body: String,
    pub inbound: bool,
    pub state: String,
    pub class: &'static str,
    pub files: Vec<FileRow>,
}

/// One picture.
pub(crate) struct FileRow {
    pub id: String,
    pub is_image: bool,
    pub here: bool,
}

impl MessageRow {
    pub(crate) fn new(story: &TextStory, home: Region) -> Self {
        let text = &story.text;
        let (state, class) = state_of(text);
        Self {
            id: text.id.to_string(),
            who: PhoneNumber::from_e164(&text.party)
                .map_or_else(|_| text.party.clone(), |number| number.display_for(home)),
            number: text.party.clone(),
            at: story
                .journal
                .first()
                .map(|moment| moment.at.to_rfc3339())
                .unwrap_or_default(),
            body: text.body.clone(),
            inbound: text.kind == TextKind::Inbound,
            state,
            class,
            files: Vec::new(),
        }
    }
}

fn state_of(text: &StoredText) -> (String, &'static str) {
    let delivery = &text.delivery;
    match delivery.phase {
        Phase::Received => (String::new(), "good"),
        Phase::Pending | Phase::Attempted => ("on its way".to_owned(), "wait"),
        Phase::Unknown => ("nobody knows".to_owned(), "bad"),
        Phase::Refused => ("not sent".to_owned(), "bad"),
        Phase::Held => (
            delivery
                .held
                .map(|held| held.sentence().to_owned())
                .unwrap_or_default(),
            "hold",
        ),
        Phase::Accepted => match delivery.status {
            Some(TextStatus::Delivered | TextStatus::Read) => ("delivered".to_owned(), "good"),
            Some(TextStatus::Sent) => ("sent".to_owned(), "good"),
            Some(TextStatus::Undelivered | TextStatus::Failed | TextStatus::Canceled) => {
                ("did not arrive".to_owned(), "bad")
            }
            _ => ("at the carrier".to_owned(), "wait"),
        },
    }
}

#[derive(Template)]
#[template(path = "person.html")]
struct PersonPage {
    root: &'static str,
    query: String,
    who: String,
    /// In E.164.
    number: String,
    opted_out: bool,
    landline: bool,
    messages: Vec<MessageRow>,
    calls: Vec<CallRow>,
}

/// The thread.
pub(crate) async fn page(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(number): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let Some(business) = state.business(&visitor, asked.business) else {
        return Ok(not_found());
    };
    let home = home_of(&state, business);
    let query = state.query_of(&visitor, business);
    let page = state
        .engine()
        .store()
        .read(move |tx| {
            let contact = contacts::load(tx, business, &number)?;
            let stories = texts::of_party(tx, business, &number, None, MESSAGES)?;
            let calls = calls::of_caller(tx, business, &number, None, CALLS)?;
            if stories.is_empty() && calls.is_empty() {
                return Ok(None);
            }
            let mut files = media::of_texts(tx, business, &ids(&stories))?;
            let mut messages: Vec<_> = stories
                .iter()
                .map(|story| {
                    let mut row = MessageRow::new(story, home);
                    row.files = files
                        .remove(&story.text.id)
                        .unwrap_or_default()
                        .iter()
                        .map(FileRow::new)
                        .collect();
                    row
                })
                .collect();
            messages.reverse();
            Ok(Some(PersonPage {
                root: "../",
                query,
                who: PhoneNumber::from_e164(&number)
                    .map_or_else(|_| number.clone(), |number| number.display_for(home)),
                number: number.clone(),
                opted_out: contact.opted_out_at.is_some(),
                landline: contact.landline_at.is_some(),
                messages,
                calls: call_rows(tx, &calls, home)?,
            }))
        })
        .await?;
    page.map_or_else(|| Ok(not_found()), |page| show(&page))
}

fn ids(stories: &[TextStory]) -> Vec<ringback_desk::id::Id> {
    stories.iter().map(|story| story.text.id).collect()
}

impl FileRow {
    fn new(item: &media::Media) -> Self {
        Self {
            id: item.id.to_string(),
            is_image: item.content_type.starts_with("image/"),
            here: item.file.is_some(),
        }
    }
}
