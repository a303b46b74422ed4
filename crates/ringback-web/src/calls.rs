//! `GET /calls/{call}`: one call, what happened, and why it was or wasn't texted.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use ringback_desk::calls::Outcome;
use ringback_desk::carrier_event::TextStatus;
use ringback_desk::id::Id;
use ringback_desk::phone::{PhoneNumber, Region};
use ringback_desk::texts::Phase;
use ringback_store::calls::{CallStory, StoredCall};
use ringback_store::texts::StoredText;
use ringback_store::{StoreError, Tx, calls, media, texts};
use serde::Deserialize;

use crate::WebState;
use crate::access::Visitor;
use crate::inbox::MomentRow;
use crate::pages::{Failure, not_found, show};
use crate::timeline::home_of;

/// Which business.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    business: Option<i64>,
}

/// One call in a list.
pub(crate) struct CallRow {
    pub id: String,
    pub who: String,
    /// The number in E.164, for links; empty for withheld callers.
    pub number: String,
    pub at: String,
    pub word: &'static str,
    pub class: &'static str,
    pub sentence: String,
}

impl CallRow {
    /// `text` is the text that answers the call, where there is one.
    fn new(story: &CallStory, text: Option<&StoredText>, home: Region) -> Self {
        let call = &story.call;
        let (word, class) = badge(call, text);
        let at = call.facts.arrived_at.or(call.decided_at);
        Self {
            id: call.id.to_string(),
            who: who(call, home),
            number: call.caller.clone().unwrap_or_default(),
            at: at
                .map(ringback_desk::clock::Instant::to_rfc3339)
                .unwrap_or_default(),
            word,
            class,
            sentence: summary(story, text, home),
        }
    }
}

fn who(call: &StoredCall, home: Region) -> String {
    call.caller
        .as_deref()
        .and_then(|caller| PhoneNumber::from_e164(caller).ok())
        .map_or_else(
            || "Withheld number".to_owned(),
            |number| number.display_for(home),
        )
}

/// Rows for these calls, with one query for all their texts.
pub(crate) fn call_rows(
    tx: &Tx<'_>,
    stories: &[CallStory],
    home: Region,
) -> Result<Vec<CallRow>, StoreError> {
    let Some(first) = stories.first() else {
        return Ok(Vec::new());
    };
    let wanted: Vec<_> = stories.iter().filter_map(|story| story.call.text).collect();
    let texts = texts::these(tx, first.call.business, &wanted)?;
    Ok(stories
        .iter()
        .map(|story| CallRow::new(story, story.call.text.and_then(|id| texts.get(&id)), home))
        .collect())
}

fn badge(call: &StoredCall, text: Option<&StoredText>) -> (&'static str, &'static str) {
    match (call.facts.outcome, call.held) {
        (Outcome::Open, _) => ("ringing", "wait"),
        (Outcome::Answered, _) => ("answered", "good"),
        (Outcome::Missed { .. }, Some(_)) => ("not texted", "hold"),
        (Outcome::Missed { .. }, None) => text.map_or(("texted", "good"), badge_of_text),
    }
}

fn badge_of_text(text: &StoredText) -> (&'static str, &'static str) {
    match (text.delivery.phase, text.delivery.status) {
        (Phase::Pending | Phase::Attempted, _) => ("texting", "wait"),
        (Phase::Unknown, _) => ("nobody knows", "bad"),
        (Phase::Refused, _) => ("not texted", "bad"),
        (Phase::Held, _) => ("not texted", "hold"),
        (_, Some(TextStatus::Undelivered | TextStatus::Failed | TextStatus::Canceled)) => {
            ("did not arrive", "bad")
        }
        (Phase::Accepted | Phase::Received, _) => ("texted", "good"),
    }
}

/// What says most of the outcome.
fn summary(story: &CallStory, text: Option<&StoredText>, home: Region) -> String {
    let held = story.call.held.or(text.and_then(|text| text.delivery.held));
    match (held, story.call.facts.outcome) {
        (Some(held), _) => held.sentence().to_owned(),
        (None, Outcome::Missed { why }) => why.sentence().to_owned(),
        _ => story
            .journal
            .last()
            .map(|moment| moment.happened.sentence(home))
            .unwrap_or_default(),
    }
}

#[derive(Template)]
#[template(path = "call.html")]
struct CallPage {
    root: &'static str,
    query: String,
    call: CallRow,
    carrier_id: String,
    moments: Vec<MomentRow>,
    voicemails: Vec<VoicemailRow>,
    body: Option<String>,
}

struct VoicemailRow {
    id: String,
    seconds: u32,
    here: bool,
}

/// The page of one call.
pub(crate) async fn page(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(call): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (Some(business), Ok(call)) = (state.business(&visitor, asked.business), call.parse::<Id>())
    else {
        return Ok(not_found());
    };
    let home = home_of(&state, business);
    let query = state.query_of(&visitor, business);
    let page = state
        .engine()
        .store()
        .read(move |tx| {
            let Some(story) = calls::get(tx, business, &call)? else {
                return Ok(None);
            };
            let text = match story.call.text {
                Some(text) => texts::get(tx, business, &text)?,
                None => None,
            };
            let voicemails = media::of_call(tx, business, &call)?;
            let mut moments: Vec<_> = story
                .journal
                .iter()
                .map(|moment| MomentRow::new(moment, home))
                .collect();
            if let Some(text) = &text {
                moments.extend(
                    text.journal
                        .iter()
                        .map(|moment| MomentRow::new(moment, home)),
                );
            }
            moments.sort_by(|one, other| one.at.cmp(&other.at));
            Ok(Some(CallPage {
                root: "../",
                query,
                call: CallRow::new(&story, text.as_ref().map(|text| &text.text), home),
                carrier_id: story.call.carrier_id.clone(),
                moments,
                voicemails: voicemails
                    .into_iter()
                    .map(|item| VoicemailRow {
                        id: item.id.to_string(),
                        seconds: item.seconds.unwrap_or(0),
                        here: item.file.is_some(),
                    })
                    .collect(),
                body: text.map(|text| text.text.body),
            }))
        })
        .await?;
    page.map_or_else(|| Ok(not_found()), |page| show(&page))
}
