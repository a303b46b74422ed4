//! `GET /calls/{call}`: one call, what happened, and why it was or wasn't texted.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use ringback_desk::calls::Outcome;
use ringback_desk::id::Id;
use ringback_desk::phone::{PhoneNumber, Region};
use ringback_store::calls::{CallStory, StoredCall};
use ringback_store::{calls, media, texts};
use serde::Deserialize;

use crate::WebState;
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
    pub(crate) fn new(story: &CallStory, home: Region) -> Self {
        let call = &story.call;
        let (word, class) = badge(call);
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
            sentence: summary(story, home),
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

fn badge(call: &StoredCall) -> (&'static str, &'static str) {
    match (call.facts.outcome, call.held, call.text) {
        (Outcome::Open, ..) => ("ringing", "wait"),
        (Outcome::Answered, ..) => ("answered", "good"),
        (Outcome::Missed { .. }, Some(_), _) => ("not texted", "hold"),
        (Outcome::Missed { .. }, None, _) => ("texted", "good"),
    }
}

/// The last thing that says something of the outcome.
fn summary(story: &CallStory, home: Region) -> String {
    match (story.call.held, story.call.facts.outcome) {
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
    Path(call): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (Some(business), Ok(call)) = (state.business(asked.business), call.parse::<Id>()) else {
        return Ok(not_found());
    };
    let home = home_of(&state, business);
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
                call: CallRow::new(&story, home),
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
