//! `GET /`: what waits for the owner, the longest first, and the calls of late.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use ringback_desk::clock::Instant;
use ringback_desk::waiting::Waiting;
use ringback_store::waiting::{self, WaitingStory};
use ringback_store::{StoreError, Tx, calls, notices, texts};

use super::{Failure, Place, Scope, Shell, show};
use crate::WebState;
use crate::calls::{CallRow, call_rows, callers};
use crate::inbox::{MessageRow, Names};

const CALLS: u32 = 8;
const NOTICES: u32 = 6;
const UNKNOWN: u32 = 50;
const WAITING: u32 = 50;

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    shell: Shell,
    /// No line works yet: the set-up comes first.
    is_new: bool,
    unknown: Vec<MessageRow>,
    waiting: Vec<WaitingCard>,
    notices: Vec<NoticeRow>,
    calls: Vec<CallRow>,
}

struct NoticeRow {
    at: String,
    sentence: String,
}

/// One thing to do.
struct WaitingCard {
    /// Names it in the form.
    key: String,
    who: String,
    /// In E.164; empty for callers without a number.
    number: String,
    /// The call's page.
    call: Option<String>,
    since: String,
    /// How long it waits, for its colour: `fresh`, `warm` or `late`.
    age: &'static str,
    sentence: String,
    /// What they wrote.
    body: Option<String>,
    is_answer: bool,
    /// Somebody decides whether texts go on.
    is_consent: bool,
}

/// The front page.
pub(crate) async fn home(State(state): State<WebState>, scope: Scope) -> Result<Response, Failure> {
    let store = state.engine().store().clone();
    let page = store.read(move |tx| read(tx, &state, &scope)).await?;
    show(&page)
}

fn read(tx: &Tx<'_>, state: &WebState, scope: &Scope) -> Result<Home, StoreError> {
    let business = scope.business;
    let now = ringback_engine::clock::now();
    let unknown = texts::unknown(tx, business, UNKNOWN)?;
    let notices = notices::recent(tx, business, NOTICES)?;
    let calls = calls::recent(tx, business, CALLS)?;
    let waiting = waiting::list(tx, business, WAITING)?;
    let of_waiting = waiting.iter().filter_map(|story| story.row.waiting.party());
    let of_unknown = unknown.iter().map(|story| &*story.text.party);
    let numbers = of_waiting.chain(of_unknown).chain(callers(&calls));
    let names = Names::read(tx, scope, numbers)?;
    Ok(Home {
        is_new: scope.line.is_none(),
        shell: Shell::read(tx, state, scope, Place::Waiting)?,
        unknown: unknown
            .iter()
            .map(|story| MessageRow::new(story, &names))
            .collect(),
        waiting: waiting
            .into_iter()
            .map(|story| WaitingCard::new(story, &names, now))
            .collect(),
        notices: notices
            .into_iter()
            .map(|notice| NoticeRow {
                at: notice.at.to_rfc3339(),
                sentence: notice.sentence,
            })
            .collect(),
        calls: call_rows(tx, &calls, &names)?,
    })
}

impl WaitingCard {
    fn new(story: WaitingStory, names: &Names, now: Instant) -> Self {
        let row = story.row;
        let number = row.waiting.party().unwrap_or_default().to_owned();
        let is_answer = matches!(row.waiting, Waiting::Answer(_));
        let is_consent = matches!(row.waiting, Waiting::Consent(_));
        let sentence = match (&row.waiting, story.held, &story.body) {
            (Waiting::Answer(_), _, _) => match row.times {
                1 => "Wrote, and waits for an answer.".to_owned(),
                times => format!("Wrote {times} times, and waits for an answer."),
            },
            (Waiting::Consent(_), _, _) => {
                "What they wrote may mean that they want no more texts. You decide.".to_owned()
            }
            (Waiting::Withheld(_), _, _) => "Nobody took the call. There is no number to call \
                                             back; they may have left a voicemail."
                .to_owned(),
            (_, Some(held), _) => called(row.times, held.sentence()),
            (_, None, Some(_)) => called(row.times, "The text to them did not arrive."),
            (_, None, None) => called(row.times, ""),
        };
        Self {
            key: row.waiting.to_string(),
            who: if number.is_empty() {
                "Withheld number".to_owned()
            } else {
                names.of(&number)
            },
            number,
            call: row.call.map(|call| call.to_string()),
            since: row.since.to_rfc3339(),
            age: age(row.since, now),
            sentence,
            body: story.body.filter(|_| is_answer || is_consent),
            is_answer,
            is_consent,
        }
    }
}

fn called(times: u32, why: &str) -> String {
    let times = match times {
        1 => String::new(),
        times => format!("Called {times} times. "),
    };
    format!("{times}{why}")
}

/// How long something waits, for its colour. Whoever has to wait an hour has called somebody else.
pub(crate) fn age(since: Instant, now: Instant) -> &'static str {
    match now.since(since).as_secs() / 60 {
        0..10 => "fresh",
        10..60 => "warm",
        _ => "late",
    }
}
