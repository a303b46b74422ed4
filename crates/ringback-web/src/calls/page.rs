//! `GET /calls/{call}`: one call, what happened, and why it was or wasn't texted.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use ringback_desk::id::Id;
use ringback_store::{StoreError, Tx, calls, media, texts};

use super::CallRow;
use crate::WebState;
use crate::inbox::{MomentRow, Names};
use crate::pages::{Failure, Place, Scope, Shell, not_found, show};

#[derive(Template)]
#[template(path = "call.html")]
struct CallPage {
    shell: Shell,
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
    scope: Scope,
    Path(call): Path<String>,
) -> Result<Response, Failure> {
    let Ok(call) = call.parse::<Id>() else {
        return Ok(not_found());
    };
    let store = state.engine().store().clone();
    let page = store
        .read(move |tx| read(tx, &state, &scope, &call))
        .await?;
    page.map_or_else(|| Ok(not_found()), |page| show(&page))
}

fn read(
    tx: &Tx<'_>,
    state: &WebState,
    scope: &Scope,
    call: &Id,
) -> Result<Option<CallPage>, StoreError> {
    let (business, home) = (scope.business, scope.home());
    let Some(story) = calls::get(tx, business, call)? else {
        return Ok(None);
    };
    let text = match story.call.text {
        Some(text) => texts::get(tx, business, &text)?,
        None => None,
    };
    let of_text = text.iter().flat_map(|text| &text.journal);
    let mut moments: Vec<_> = story
        .journal
        .iter()
        .chain(of_text)
        .map(|moment| MomentRow::new(moment, home))
        .collect();
    moments.sort_by(|one, other| one.at.cmp(&other.at));
    let names = Names::read(tx, scope, story.call.caller.as_deref())?;
    let voicemails = media::of_call(tx, business, call)?.into_iter();
    Ok(Some(CallPage {
        shell: Shell::read(tx, state, scope, Place::Calls)?,
        call: CallRow::new(&story, text.as_ref().map(|text| &text.text), &names),
        carrier_id: story.call.carrier_id.clone(),
        moments,
        voicemails: voicemails
            .map(|item| VoicemailRow {
                id: item.id.to_string(),
                seconds: item.seconds.unwrap_or(0),
                here: item.file.is_some(),
            })
            .collect(),
        body: text.map(|text| text.text.body),
    }))
}
