//! The page's own small server: files, one stream of events, and the visitor's actions.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::{Json, Router, middleware, routing};
use futures::Stream;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::board::Told;
use super::{Demo, assets, deeds, guard};

/// The longest post: a text of 1,600 characters, each of them escaped.
const BODY_BYTES_MAX: usize = 32 * 1024;

/// Everything that the page asks for.
pub(super) fn router(demo: Arc<Demo>) -> Router {
    Router::new()
        .route("/events", routing::get(events))
        .route("/state", routing::get(state))
        .nest("/do", deeds::routes())
        .fallback(routing::get(assets::file))
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(middleware::from_fn(guard::own_page_only))
        .layer(middleware::from_fn(assets::headers))
        .with_state(demo)
}

async fn state(State(demo): State<Arc<Demo>>) -> Json<serde_json::Value> {
    Json(demo.board.state())
}

async fn events(
    State(demo): State<Arc<Demo>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let (first, later) = demo.board.join();
    let listener = Listener { demo, first, later };
    Sse::new(futures::stream::unfold(listener, next)).keep_alive(KeepAlive::default())
}

struct Listener {
    demo: Arc<Demo>,
    first: VecDeque<Told>,
    later: Receiver<Told>,
}

async fn next(mut listener: Listener) -> Option<(Result<Event, Infallible>, Listener)> {
    let (kind, data) = loop {
        if let Some(told) = listener.first.pop_front() {
            break told;
        }
        match listener.later.recv().await {
            Ok(told) => break told,
            // Too slow to hear everything: begin anew with all there is.
            Err(RecvError::Lagged(_)) => {
                (listener.first, listener.later) = listener.demo.board.join();
            }
            Err(RecvError::Closed) => return None,
        }
    };
    Some((Ok(Event::default().event(kind).data(data)), listener))
}
