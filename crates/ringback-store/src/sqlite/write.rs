//! The writer: one thread, one transaction for as many commands as wait.
//!
//! A group runs bare, without savepoints. When one of its commands fails, the group is rolled
//! back and its commands are done again one by one, so that the failure is its own. Replies
//! leave after the commit, never before.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;

use rusqlite::Connection;
use tokio::sync::mpsc;

use crate::error::StoreError;
use crate::job::{Job, job};
use crate::keys::Keys;
use crate::tx::{Backend, Tx};

/// Commands that may wait. Beyond it they are turned away, before memory runs out.
const WAITING_MAX: usize = 4_096;
/// Commands in one commit.
const GROUP_MAX: usize = 256;

enum Message {
    Job(Box<dyn Job>),
    Look(Box<dyn FnOnce(&Connection) + Send>),
}

/// The handle to the writer thread, which ends when the last handle is gone.
#[derive(Clone)]
pub(super) struct Writer {
    jobs: mpsc::Sender<Message>,
}

impl Writer {
    pub(super) fn start(connection: Connection, keys: Arc<Keys>) -> Self {
        let (jobs, waiting) = mpsc::channel(WAITING_MAX);
        let spawned = thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || work(&connection, &keys, waiting));
        // Without the thread the receiver is gone, and every write says that it is closed.
        if let Err(fault) = spawned {
            tracing::error!(%fault, "the database's writer could not be started");
        }
        Self { jobs }
    }

    pub(super) async fn write<T, F>(&self, command: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: Fn(&Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        let (job, result) = job(command);
        self.jobs
            .try_send(Message::Job(job))
            .map_err(|refused| match refused {
                mpsc::error::TrySendError::Full(_) => StoreError::Overloaded,
                mpsc::error::TrySendError::Closed(_) => StoreError::Closed,
            })?;
        result.await.map_err(|_| StoreError::Closed)?
    }

    pub(super) fn queue_depth(&self) -> usize {
        self.jobs.max_capacity() - self.jobs.capacity()
    }

    pub(super) fn with_connection(&self, look: impl FnOnce(&Connection) + Send + 'static) {
        let (done, wait) = std::sync::mpsc::channel();
        let message = Message::Look(Box::new(move |connection| {
            look(connection);
            let _ = done.send(());
        }));
        if self.jobs.blocking_send(message).is_ok() {
            wait.recv().expect("the look ran to its end");
        }
    }
}

fn work(connection: &Connection, keys: &Keys, mut waiting: mpsc::Receiver<Message>) {
    let mut group: Vec<Box<dyn Job>> = Vec::with_capacity(GROUP_MAX);
    while let Some(first) = waiting.blocking_recv() {
        let mut next = Some(first);
        while let Some(message) = next {
            match message {
                Message::Job(job) => group.push(job),
                Message::Look(look) => look(connection),
            }
            next = if group.len() < GROUP_MAX {
                waiting.try_recv().ok()
            } else {
                None
            };
        }
        if !group.is_empty() {
            commit_group(connection, keys, &mut group);
        }
    }
}

fn commit_group(connection: &Connection, keys: &Keys, group: &mut Vec<Box<dyn Job>>) {
    if transaction(connection, keys, group).is_ok() {
        for job in group.drain(..) {
            job.succeeded();
        }
        return;
    }
    for job in group.drain(..) {
        let mut alone = [job];
        let outcome = transaction(connection, keys, &mut alone);
        let [job] = alone;
        match outcome {
            Ok(()) => job.succeeded(),
            Err(fault) => job.failed(fault),
        }
    }
}

/// One transaction over all jobs: all of them, or none.
fn transaction(
    connection: &Connection,
    keys: &Keys,
    jobs: &mut [Box<dyn Job>],
) -> Result<(), StoreError> {
    connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
    let ran = run_all(connection, keys, jobs).and_then(|()| {
        connection.prepare_cached("COMMIT")?.execute([])?;
        Ok(())
    });
    if ran.is_err() && !connection.is_autocommit() {
        connection.execute_batch("ROLLBACK")?;
    }
    ran
}

fn run_all(
    connection: &Connection,
    keys: &Keys,
    jobs: &mut [Box<dyn Job>],
) -> Result<(), StoreError> {
    let tx = Tx::new(Backend::Sqlite(connection), keys);
    for job in jobs {
        // A panic loses its command and nothing else.
        catch_unwind(AssertUnwindSafe(|| job.run(&tx))).map_err(|_| StoreError::Panicked)??;
    }
    Ok(())
}

#[cfg(test)]
#[path = "write_tests.rs"]
mod tests;
