//! `GET /conversations`: who wrote, those who wait first, and the last words of each.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use ringback_desk::clock::Instant;
use ringback_desk::texts::{Phase, TextKind};
use ringback_store::contacts::{self, LastText, Thread, ThreadCursor};
use ringback_store::{StoreError, Tx, waiting};
use serde::Deserialize;

use super::Names;
use crate::WebState;
use crate::pages::{Failure, Place, Scope, Shell, show};

/// Conversations on a page.
const PAGE: u32 = 30;
/// Those who wait stand on top of the first page, all of them up to here.
const WAITING: u32 = 100;
/// Words of the last text that a row shows.
const SNIPPET_CHARS: usize = 120;

/// What of the list is asked for.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    /// `waiting`: only those who wait.
    filter: Option<String>,
    /// Where the page before ended: milliseconds and number.
    after: Option<String>,
}

#[derive(Template)]
#[template(path = "conversations.html")]
struct List {
    shell: Shell,
    only_waiting: bool,
    is_first: bool,
    waiting: Vec<ThreadRow>,
    rest: Vec<ThreadRow>,
    /// The query of the next page.
    next: Option<String>,
}

/// One conversation in a list.
struct ThreadRow {
    number: String,
    who: String,
    at: String,
    /// Who said the last words, where that was not the customer.
    by: &'static str,
    snippet: String,
    is_opted_out: bool,
    /// Since when they wait, and how long that is.
    waiting: Option<(String, &'static str)>,
}

/// The list.
pub(crate) async fn list(
    State(state): State<WebState>,
    scope: Scope,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let store = state.engine().store().clone();
    let page = store
        .read(move |tx| read(tx, &state, &scope, &asked))
        .await?;
    show(&page)
}

fn read(tx: &Tx<'_>, state: &WebState, scope: &Scope, asked: &Asked) -> Result<List, StoreError> {
    let now = ringback_engine::clock::now();
    let only_waiting = asked.filter.as_deref() == Some("waiting");
    let cursor = asked.after.as_deref().and_then(cursor);
    let waiting = if cursor.is_none() {
        contacts::waiting_threads(tx, scope.business, WAITING)?
    } else {
        Vec::new()
    };
    let shell = Shell::read(tx, state, scope, Place::Conversations)?;
    let mut list = List {
        only_waiting,
        is_first: cursor.is_none(),
        waiting: rows(tx, scope, waiting, now)?,
        rest: Vec::new(),
        next: None,
        shell,
    };
    if !only_waiting {
        let threads = contacts::threads(tx, scope.business, cursor.as_ref(), PAGE)?;
        if threads.len() == PAGE as usize {
            list.next = threads.last().map(|last| list.shell.with(&after(last)));
        }
        list.rest = rows(tx, scope, threads, now)?;
        // Those who wait stand above, however old their last text is; unless there are so many that
        // not all of them do.
        if waiting::count(tx, scope.business, WAITING + 1)? <= WAITING {
            list.rest.retain(|row| row.waiting.is_none());
        }
    }
    Ok(list)
}

fn rows(
    tx: &Tx<'_>,
    scope: &Scope,
    threads: Vec<Thread>,
    now: Instant,
) -> Result<Vec<ThreadRow>, StoreError> {
    let names = Names::read(tx, scope, threads.iter().map(|thread| &*thread.number))?;
    let rows = threads.into_iter();
    Ok(rows
        .map(|thread| ThreadRow::new(thread, &names, now))
        .collect())
}

fn after(last: &Thread) -> String {
    let cursor = format!("{}.{}", last.text_at.0, last.number);
    form_urlencoded::Serializer::new(String::new())
        .append_pair("after", &cursor)
        .finish()
}

fn cursor(after: &str) -> Option<ThreadCursor> {
    let (text_at, number) = after.split_once('.')?;
    Some(ThreadCursor {
        text_at: Instant(text_at.parse().ok()?),
        number: number.to_owned(),
    })
}

impl ThreadRow {
    fn new(thread: Thread, names: &Names, now: Instant) -> Self {
        let (by, snippet) = thread.last.as_ref().map(last_words).unwrap_or_default();
        let waiting = thread.waiting_since;
        Self {
            who: names.of(&thread.number),
            number: thread.number,
            at: thread.text_at.to_rfc3339(),
            by,
            snippet,
            is_opted_out: thread.is_opted_out,
            waiting: waiting.map(|since| (since.to_rfc3339(), crate::pages::age(since, now))),
        }
    }
}

fn last_words(last: &LastText) -> (&'static str, String) {
    let by = match (last.kind, last.phase) {
        (TextKind::Inbound, _) => "",
        (_, Phase::Refused) => "Not sent: ",
        (_, Phase::Unknown) => "Nobody knows: ",
        (TextKind::Answer, _) => "You: ",
        _ => "Ringback: ",
    };
    let mut words: String = last.body.chars().take(SNIPPET_CHARS).collect();
    if words.trim().is_empty() {
        "[picture]".clone_into(&mut words);
    }
    (by, words)
}
