//! Reads what Ringback thinks from the server's own feed, with the token that the browser never
//! sees, and comes back whenever the server does.

use std::time::Duration;

use anyhow::Context;
use serde::Deserialize;

use super::board::Board;
use super::entries::Entry;
use super::server_events::ServerEvents;

/// Pause before the feed is asked for again.
const RETRY_PAUSE: Duration = Duration::from_millis(80);
/// How much of the past is asked for.
const TIMELINE_LIMIT: u32 = 200;

/// Where the feed is, and what opens it.
#[derive(Clone)]
pub(super) struct FeedSource {
    pub(super) http: reqwest::Client,
    /// `http://127.0.0.1:port`, no slash at the end.
    pub(super) base: String,
    pub(super) token: String,
}

#[derive(Deserialize)]
struct TimelinePage {
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
struct Change {
    entry: Option<Entry>,
}

/// Follows the feed until the demo ends.
pub(super) async fn follow(source: FeedSource, board: &Board) {
    loop {
        if let Err(fault) = follow_once(&source, board).await {
            tracing::debug!("the feed ended: {fault:#}");
        }
        tokio::time::sleep(RETRY_PAUSE).await;
    }
}

async fn follow_once(source: &FeedSource, board: &Board) -> anyhow::Result<()> {
    // First the live feed, then the list, so that nothing falls between the two.
    let mut live = get(source, "/live").await?;
    read_list(source, board).await?;
    let mut events = ServerEvents::default();
    while let Some(bytes) = live.chunk().await? {
        for event in events.take(&bytes) {
            match event.kind.as_str() {
                "change" => take_change(&event.data, board),
                // The server says that something went by unheard.
                "reset" => read_list(source, board).await?,
                _ => {}
            }
        }
    }
    Ok(())
}

async fn read_list(source: &FeedSource, board: &Board) -> anyhow::Result<()> {
    let path = format!("/api/timeline?limit={TIMELINE_LIMIT}");
    let answer = get(source, &path).await?;
    let page: TimelinePage = answer.json().await.context("the timeline")?;
    let mut entries = page.entries;
    entries.sort_by_key(|entry| entry.at);
    for entry in entries {
        board.add(entry);
    }
    Ok(())
}

fn take_change(data: &str, board: &Board) {
    match serde_json::from_str::<Change>(data) {
        Ok(Change { entry: Some(entry) }) => board.add(entry),
        Ok(Change { entry: None }) => {}
        Err(fault) => tracing::warn!("a change that cannot be read: {fault}"),
    }
}

async fn get(source: &FeedSource, path: &str) -> anyhow::Result<reqwest::Response> {
    let request = source
        .http
        .get(format!("{}{path}", source.base))
        .bearer_auth(&source.token);
    Ok(request.send().await?.error_for_status()?)
}
