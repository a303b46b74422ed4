//! `GET /api/timeline`: what happened lately, over all calls and texts of a business.

use axum::Json;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use ringback_desk::carrier_event::TextStatus;
use ringback_desk::phone::Region;
use ringback_desk::timeline::{Happened, Moment, Tone};
use ringback_engine::Change;
use ringback_store::{StoreError, Tx, calls, notices, texts};
use serde::{Deserialize, Serialize};

use crate::WebState;
use crate::access::Visitor;
use crate::pages::{Failure, not_found};

/// Entries that one answer holds at most.
const LIMIT_MAX: u32 = 500;

/// What a page may ask for.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    limit: Option<u32>,
    business: Option<i64>,
}

/// One line of the timeline.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Entry {
    /// When: milliseconds since the epoch, UTC.
    pub at: i64,
    /// The call that it belongs to.
    pub call: Option<String>,
    /// The text that it belongs to.
    pub text: Option<String>,
    /// What that text is for.
    pub kind: Option<&'static str>,
    /// The other side's number, in E.164.
    pub contact: Option<String>,
    /// The kind of event, as a code.
    pub what: String,
    /// The event as a sentence for the owner.
    pub sentence: String,
    /// Why, as a code, where there is a reason.
    pub reason: Option<&'static str>,
    /// The state that the carrier reported, where it is a receipt.
    pub status: Option<TextStatus>,
    /// How to colour it.
    pub tone: Tone,
    /// What a text says, on its first entry.
    pub body: Option<String>,
}

impl Entry {
    /// The entry of a change that was just committed.
    pub(crate) fn of_change(change: &Change, home: Region) -> Self {
        let happened = &change.moment.happened;
        Self {
            at: change.moment.at.0,
            call: change.call.map(|id| id.to_string()),
            text: change.text.map(|id| id.to_string()),
            kind: change.kind.map(ringback_desk::texts::TextKind::code),
            contact: change.party.clone(),
            what: code(happened),
            sentence: happened.sentence(home),
            reason: happened.reason(),
            status: match happened {
                Happened::TextStatus { status, .. } => Some(*status),
                _ => None,
            },
            tone: happened.tone(),
            body: change.body.clone(),
        }
    }
}

fn code(happened: &Happened) -> String {
    serde_json::to_value(happened)
        .ok()
        .and_then(|value| value.get("what")?.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// `GET /api/timeline?limit=&business=`
pub(crate) async fn list(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let Some(business) = state.business(&visitor, asked.business) else {
        return Ok(not_found());
    };
    let home = home_of(&state, business);
    let limit = asked.limit.unwrap_or(100).min(LIMIT_MAX);
    let entries = state
        .engine()
        .store()
        .read(move |tx| entries(tx, business, limit, home))
        .await?;
    Ok(Json(serde_json::json!({ "entries": entries })).into_response())
}

/// The region whose people read the numbers of a business.
pub(crate) fn home_of(state: &WebState, business: ringback_desk::id::BusinessId) -> Region {
    let lines = state.engine().lines();
    let line = lines.of_business(Some(business));
    line.map_or(Region::US, |line| line.region)
}

fn entries(
    tx: &Tx<'_>,
    business: ringback_desk::id::BusinessId,
    limit: u32,
    home: Region,
) -> Result<Vec<Entry>, StoreError> {
    let mut changes = Vec::new();
    for story in calls::recent(tx, business, limit)? {
        let call = story.call;
        changes.extend(story.journal.into_iter().map(|moment| {
            change(business, moment, |change| {
                change.call = Some(call.id);
                change.party.clone_from(&call.caller);
            })
        }));
    }
    for story in texts::recent(tx, business, limit)? {
        let text = story.text;
        changes.extend(
            story
                .journal
                .into_iter()
                .enumerate()
                .map(|(index, moment)| {
                    change(business, moment, |change| {
                        change.call = text.call;
                        change.text = Some(text.id);
                        change.kind = Some(text.kind);
                        change.party = Some(text.party.clone());
                        change.body = (index == 0).then(|| text.body.clone());
                    })
                }),
        );
    }
    for notice in notices::recent(tx, business, limit)? {
        let about = notice.sentence;
        let moment = Moment {
            at: notice.at,
            happened: Happened::Notice { about },
        };
        changes.push(change(business, moment, |change| {
            change.call = notice.call;
            change.text = notice.text;
        }));
    }
    changes.sort_by_key(|change| (change.moment.at, change.text.is_some()));
    let skip = changes.len().saturating_sub(limit as usize);
    Ok(changes[skip..]
        .iter()
        .map(|change| Entry::of_change(change, home))
        .collect())
}

fn change(
    business: ringback_desk::id::BusinessId,
    moment: Moment,
    fill: impl FnOnce(&mut Change),
) -> Change {
    let mut change = Change {
        business,
        call: None,
        text: None,
        kind: None,
        party: None,
        body: None,
        moment,
    };
    fill(&mut change);
    change
}
