//! A way to the database that takes longer: everything that is asked arrives so much later, as if
//! the server stood in another building. What follows is not held up by what goes before, so that
//! pipelined statements share one delay.
//!
//! Threads that block, since a runtime's timers are too coarse for a millisecond.

use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// The name that clients of PostgreSQL look for in a directory.
pub(super) const SOCKET: &str = ".s.PGSQL.5432";

/// Listens in `directory` and passes on to the socket `to`.
///
/// # Errors
/// When it cannot listen there.
pub(super) fn start(directory: &Path, to: PathBuf, delay: Duration) -> Result<()> {
    std::fs::create_dir_all(directory)?;
    let listener = UnixListener::bind(directory.join(SOCKET))
        .with_context(|| format!("cannot listen in {}", directory.display()))?;
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let Ok(server) = UnixStream::connect(&to) else {
                continue;
            };
            // A connection of which only one half works is none.
            let _ = pass(client, server, delay);
        }
    });
    Ok(())
}

fn pass(client: UnixStream, server: UnixStream, delay: Duration) -> std::io::Result<()> {
    let (mut asked, mut answers) = (client.try_clone()?, server.try_clone()?);
    let (mut to_server, mut to_client) = (server, client);
    let (queue, due) = mpsc::channel::<(Instant, Vec<u8>)>();
    thread::spawn(move || {
        let mut buffer = vec![0; 1 << 16];
        while let Ok(length @ 1..) = asked.read(&mut buffer) {
            let at = Instant::now() + delay;
            if queue.send((at, buffer[..length].to_vec())).is_err() {
                return;
            }
        }
    });
    thread::spawn(move || {
        for (at, bytes) in due {
            thread::sleep(at.saturating_duration_since(Instant::now()));
            if to_server.write_all(&bytes).is_err() {
                return;
            }
        }
        let _ = to_server.shutdown(std::net::Shutdown::Both);
    });
    thread::spawn(move || {
        let _ = std::io::copy(&mut answers, &mut to_client);
        let _ = to_client.shutdown(std::net::Shutdown::Both);
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_answer_comes_later_and_pipelined_ones_together() {
        let directory = tempfile::tempdir().unwrap();
        let to = directory.path().join("echo");
        let echo = UnixListener::bind(&to).unwrap();
        thread::spawn(move || {
            let (mut stream, _) = echo.accept().unwrap();
            let mut back = stream.try_clone().unwrap();
            std::io::copy(&mut stream, &mut back)
        });
        let delay = Duration::from_millis(30);
        start(&directory.path().join("slow"), to, delay).unwrap();
        let mut stream = UnixStream::connect(directory.path().join("slow").join(SOCKET)).unwrap();
        let began = Instant::now();
        for byte in b"abc" {
            stream.write_all(&[*byte]).unwrap();
        }
        let mut answer = [0; 3];
        stream.read_exact(&mut answer).unwrap();
        assert_eq!(&answer, b"abc");
        let took = began.elapsed();
        assert!(took >= delay && took < 3 * delay, "{took:?}");
    }
}
