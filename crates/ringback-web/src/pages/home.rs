//! `GET /`: what waits for the owner, and the calls of late.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use ringback_desk::phone::Region;
use ringback_desk::timeline::Tone;
use ringback_store::{StoreError, Tx, calls, notices, texts};
use serde::Deserialize;

use super::{Failure, not_found, show};
use crate::WebState;
use crate::calls::CallRow;
use crate::inbox::MessageRow;
use crate::timeline::home_of;

const CALLS: u32 = 50;
const NOTICES: u32 = 8;
const UNKNOWN: u32 = 50;

/// What a page may ask for.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    business: Option<i64>,
}

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    company: String,
    number: String,
    unknown: Vec<MessageRow>,
    notices: Vec<NoticeRow>,
    calls: Vec<CallRow>,
}

struct NoticeRow {
    at: String,
    sentence: String,
}

/// The front page.
pub(crate) async fn home(
    State(state): State<WebState>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let Some(business) = state.business(asked.business) else {
        return Ok(not_found());
    };
    let region = home_of(&state, business);
    let lines = state.engine().lines().all();
    let line = lines.iter().find(|line| line.business == business);
    let (company, number) = line.map_or_else(Default::default, |line| {
        (line.company.clone(), line.number.display_for(line.region))
    });
    let page = state
        .engine()
        .store()
        .read(move |tx| read(tx, business, region, company, number))
        .await?;
    show(&page)
}

fn read(
    tx: &Tx<'_>,
    business: ringback_desk::id::BusinessId,
    region: Region,
    company: String,
    number: String,
) -> Result<Home, StoreError> {
    let unknown = texts::unknown(tx, business, UNKNOWN)?;
    let notices = notices::recent(tx, business, NOTICES)?;
    let calls = calls::recent(tx, business, CALLS)?;
    Ok(Home {
        company,
        number,
        unknown: unknown
            .iter()
            .map(|story| MessageRow::new(story, region))
            .collect(),
        notices: notices
            .into_iter()
            .map(|notice| NoticeRow {
                at: notice.at.to_rfc3339(),
                sentence: notice.sentence,
            })
            .collect(),
        calls: calls
            .iter()
            .map(|story| CallRow::new(story, region))
            .collect(),
    })
}

/// The CSS class of a tone.
pub(crate) fn tone_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "good",
        Tone::Wait => "wait",
        Tone::Hold => "hold",
        Tone::Bad => "bad",
    }
}
