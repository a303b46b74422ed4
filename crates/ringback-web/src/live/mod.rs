//! `GET /live`: the live feed as server-sent events
//! (html.spec.whatwg.org/multipage/server-sent-events.html).
//!
//! Each event is one change that is already in the database. A watcher that fell behind, or
//! comes back, is told to read the page again: the database has it all.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::http::HeaderValue;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::{Stream, StreamExt, stream};
use serde::Deserialize;
use tokio_stream::wrappers::errors::BroadcastStreamRecvError;
use tokio_stream::wrappers::{BroadcastStream, WatchStream};

use crate::WebState;
use crate::access::{Visitor, session};
use crate::pages::not_found;
use crate::timeline::{Entry, home_of};

/// Proxies close what is silent for a minute.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// How often an open stream looks whether its visitor may still watch: one indexed read.
const STANDS_EVERY: Duration = Duration::from_secs(3);

/// What a page may ask for.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    business: Option<i64>,
}

/// The stream.
pub(crate) async fn stream(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Response {
    let Some(business) = state.business(&visitor, asked.business) else {
        return not_found();
    };
    let home = home_of(&state, business);
    let changes = BroadcastStream::new(state.engine().feed().watch()).filter_map(move |change| {
        let event = match change {
            Ok(change) if change.business == business => {
                Some(change_event(&Entry::of_change(&change, home)))
            }
            Ok(_) => None,
            Err(BroadcastStreamRecvError::Lagged(_)) => Some(read_again()),
        };
        async move { event.map(Ok::<_, Infallible>) }
    });
    let elsewhere = state.engine().feed().watch_elsewhere();
    let elsewhere = BroadcastStream::new(elsewhere).filter_map(move |changed| {
        // Which of them, only that replica knows: the page is read again.
        let is_ours = match changed {
            Ok(Some(businesses)) => businesses.contains(&business),
            Ok(None) | Err(_) => true,
        };
        async move { is_ours.then(|| Ok(read_again())) }
    });
    let changes = stream::select(changes, elsewhere);
    let closing = WatchStream::new(state.closing()).filter(|closing| {
        let closing = *closing;
        async move { closing }
    });
    let events = until_closing(
        stream::once(async { Ok(read_again()) }).chain(changes),
        closing,
    )
    .take_until(revoked(state, visitor));
    let sse = Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE));
    // nginx keeps events back until a buffer is full, unless it is told not to.
    let mut response = sse.into_response();
    response
        .headers_mut()
        .insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

/// Done soon after the visitor may not be here any more: logged out, here or elsewhere.
async fn revoked(state: WebState, visitor: Visitor) {
    let mut ticks = tokio::time::interval(STANDS_EVERY);
    while session::still_stands(&state, &visitor).await {
        ticks.tick().await;
    }
}

/// A stream that is open for ever would keep the server from stopping.
fn until_closing<T>(
    events: impl Stream<Item = T>,
    closing: impl Stream<Item = bool>,
) -> impl Stream<Item = T> {
    events.take_until(async move {
        let mut closing = std::pin::pin!(closing);
        closing.next().await
    })
}

fn change_event(entry: &Entry) -> Event {
    Event::default()
        .event("change")
        .json_data(serde_json::json!({ "entry": entry }))
        .unwrap_or_else(|_| read_again())
}

fn read_again() -> Event {
    Event::default().event("reset").data("{}")
}
