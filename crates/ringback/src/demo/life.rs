//! The life of the server process in the demo: started, watched, started over.

use std::sync::Arc;
use std::time::Duration;

use super::board::ServerState;
use super::deeds::Refused;
use super::entries::Tone;
use super::{Demo, feed};

/// How often it is looked whether the server still runs.
const LOOK_PAUSE: Duration = Duration::from_millis(200);

/// Starts the server in the background, when it does not run.
pub(super) fn start(demo: &Arc<Demo>) -> Result<(), Refused> {
    demo.board.change(|shown| match shown.server {
        ServerState::Up | ServerState::Starting => Err(Refused::from("The server runs already.")),
        ServerState::Down | ServerState::Failed(_) => {
            shown.server = ServerState::Starting;
            Ok(())
        }
    })?;
    let demo = Arc::clone(demo);
    tokio::spawn(async move {
        if let Some(took) = bring_up(&demo).await {
            let words = format!(
                "Started again, ready in {} ms. It goes on with what it had promised.",
                took.as_millis()
            );
            demo.board.note(words, Tone::Good);
        }
    });
    Ok(())
}

/// Starts the server and waits until it is ready; `None` when it failed, which the page shows.
pub(super) async fn bring_up(demo: &Demo) -> Option<Duration> {
    let started = demo.server.start().await;
    let state = match &started {
        Ok(_) => ServerState::Up,
        Err(why) => ServerState::Failed(format!("{why:#}")),
    };
    demo.board.change(|shown| shown.server = state);
    started.ok()
}

/// A new database, an empty network, silent phones.
pub(super) async fn start_over(demo: &Arc<Demo>) -> Result<(), Refused> {
    if demo.keeps_database {
        return Err("This demo keeps its database. Without --database it can start over.".into());
    }
    let was = demo
        .board
        .change(|shown| std::mem::replace(&mut shown.server, ServerState::Starting));
    if was == ServerState::Starting {
        return Err("The server is just starting.".into());
    }
    stop_feed(demo);
    demo.server.kill().await;
    if let Err(fault) = demo.clear_database() {
        let why = format!("The old database could not be removed: {fault}");
        demo.board
            .change(|shown| shown.server = ServerState::Failed(why));
        return Ok(());
    }
    demo.carrier.reset();
    if !demo.carrier.is_up() {
        demo.carrier.come_up();
    }
    demo.board.change(|shown| shown.carrier_up = true);
    demo.board.start_over();
    start_feed(demo);
    let demo = Arc::clone(demo);
    tokio::spawn(async move { bring_up(&demo).await });
    Ok(())
}

/// Follows the server's feed from now on.
pub(super) fn start_feed(demo: &Arc<Demo>) {
    let reader = Arc::clone(demo);
    let task = tokio::spawn(async move { feed::follow(reader.feed.clone(), &reader.board).await });
    if let Some(old) = demo.feed_task().replace(task) {
        old.abort();
    }
}

fn stop_feed(demo: &Demo) {
    if let Some(task) = demo.feed_task().take() {
        task.abort();
    }
}

/// Notices when the server ends by itself.
pub(super) async fn watch(demo: &Demo) {
    loop {
        tokio::time::sleep(LOOK_PAUSE).await;
        let is_up = demo.board.lock().server == ServerState::Up;
        if is_up && let Some(how) = demo.server.ended() {
            demo.board
                .change(|shown| shown.server = ServerState::Failed(how.clone()));
            demo.board.note(how, Tone::Bad);
        }
    }
}
