//! `GET /`: what waits for the owner, and the calls of late.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use ringback_desk::lines::Line;
use ringback_desk::timeline::Tone;
use ringback_store::{StoreError, Tx, calls, notices, texts};
use serde::Deserialize;

use super::{Failure, not_found, show};
use crate::WebState;
use crate::access::Visitor;
use crate::calls::{CallRow, call_rows};
use crate::inbox::MessageRow;

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
    root: &'static str,
    query: String,
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
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let Some(business) = state.business(&visitor, asked.business) else {
        return Ok(not_found());
    };
    let Some(line) = state.engine().lines().of_business(Some(business)).cloned() else {
        return Ok(not_found());
    };
    let query = state.query_of(&visitor, business);
    let page = state
        .engine()
        .store()
        .read(move |tx| read(tx, &line, query))
        .await?;
    show(&page)
}

fn read(tx: &Tx<'_>, line: &Line, query: String) -> Result<Home, StoreError> {
    let (business, region) = (line.business, line.region);
    let unknown = texts::unknown(tx, business, UNKNOWN)?;
    let notices = notices::recent(tx, business, NOTICES)?;
    let calls = calls::recent(tx, business, CALLS)?;
    Ok(Home {
        root: "",
        query,
        company: line.company.clone(),
        number: line.number.display_for(region),
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
        calls: call_rows(tx, &calls, region)?,
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
