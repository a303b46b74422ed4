//! A connection that breaks with `COMMIT` on the way: before it arrives, and before its answer does.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use ringback_desk::clock::Instant;
use ringback_scratch::Scratch;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};

use crate::{KeyPlace, Scope, Store, businesses, lines};

/// Everything passes.
const PASS: u8 = 0;
/// The next `COMMIT` arrives, and its answer does not.
const CUT_ANSWER: u8 = 1;
/// The next `COMMIT` does not arrive.
const CUT_COMMIT: u8 = 2;

/// Stands between the store and the server, on a socket in `folder`.
fn stand_between(folder: &Path, server: PathBuf) -> Arc<AtomicU8> {
    let mode = Arc::new(AtomicU8::new(PASS));
    let listener = UnixListener::bind(folder.join(".s.PGSQL.5432")).expect("a socket");
    let of_all = Arc::clone(&mode);
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let server = UnixStream::connect(&server).await.expect("the server");
            tokio::spawn(pass(client, server, Arc::clone(&of_all)));
        }
    });
    mode
}

async fn pass(mut client: UnixStream, mut server: UnixStream, mode: Arc<AtomicU8>) {
    let (mut asked, mut answered) = (vec![0; 65_536], vec![0; 65_536]);
    loop {
        tokio::select! {
            read = client.read(&mut asked) => {
                let Some(length @ 1..) = read.ok() else { return };
                let has_commit = asked[..length].windows(6).any(|word| word == b"COMMIT");
                let cut = if has_commit { mode.swap(PASS, Ordering::SeqCst) } else { PASS };
                if cut == CUT_COMMIT {
                    return;
                }
                server.write_all(&asked[..length]).await.expect("sent");
                if cut == CUT_ANSWER {
                    tokio::time::sleep(Duration::from_millis(300)).await;
                    return;
                }
            }
            read = server.read(&mut answered) => {
                let Some(length @ 1..) = read.ok() else { return };
                if client.write_all(&answered[..length]).await.is_err() {
                    return;
                }
            }
        }
    }
}

/// The socket in an address such as `postgres:///a?host=/run/postgresql&user=postgres`.
fn socket(url: &str) -> &str {
    let (_, rest) = url.split_once("host=").expect("a socket");
    rest.split('&').next().expect("its folder")
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants PostgreSQL"]
async fn what_was_committed_is_not_done_again_and_what_was_not_is() {
    let scratch = Scratch::create().await;
    let folder = tempfile::tempdir().expect("a folder");
    let (url, here) = (scratch.url(), folder.path().display().to_string());
    let server = Path::new(socket(&url)).join(".s.PGSQL.5432");
    let mode = stand_between(folder.path(), server);
    let through = url.replace(socket(&url), &here);
    // Connects on a thread of its own, which the one in between must be free to serve.
    let opening = tokio::task::spawn_blocking(move || {
        Store::open_with_key(Path::new(&through), &KeyPlace::Memory)
    });
    let store = opening.await.expect("joined").expect("opens");
    for (name, cut) in [("a", CUT_ANSWER), ("b", CUT_COMMIT), ("c", CUT_ANSWER)] {
        mode.store(cut, Ordering::SeqCst);
        let added = store
            .write(Scope::Installation, move |tx| {
                lines::installed_at(tx, Instant(1))?;
                businesses::add(tx, name)
            })
            .await
            .expect("the database says how it was");
        // Done again it would find the name taken.
        assert!(added.is_some(), "{name}");
        assert_eq!(mode.load(Ordering::SeqCst), PASS, "{name}: it was cut");
    }
    let all = store.read(businesses::all).await.expect("read");
    let names: Vec<&str> = all.iter().map(|it| it.company.as_str()).collect();
    assert_eq!(names, ["a", "b", "c"]);
}
