//! PostgreSQL: writers and readers on one thread of their own, each with a connection.
//!
//! Commands of a group run side by side ([`running`]), one lane for each business ([`lanes`]), and
//! what they ask for travels in waves ([`group`]).

mod address;
mod begin;
mod changes;
mod connector;
mod fault;
mod first;
mod group;
mod lanes;
mod link;
mod reader;
mod running;
mod seat;
mod sql;
mod values;
mod waiting;
mod writer;

use std::rc::Rc;
use std::sync::Arc;

use tokio::sync::{Mutex, broadcast, mpsc};
use tokio::task::{LocalSet, spawn_local};

pub use address::{is_address, without_password};
pub use changes::Change;
pub(crate) use connector::in_words;
pub(crate) use first::for_a_move;
pub(crate) use seat::Seat;
pub(crate) use values::value_of;

use crate::error::StoreError;
use crate::job::{Reply, job};
use crate::keys::{KeyPlace, Keys};
use crate::scope::Scope;
use crate::tx::Tx;
use address::Address;
use changes::{Changed, Teller};
use connector::Connector;
use lanes::Ground;
use reader::Reader;
use running::Stacks;
use waiting::Waiting;
use writer::Writer;

/// Writers that businesses are spread over; one more is the installation's.
const WRITERS: usize = 4;
/// Readers.
const READERS: usize = 3;
/// Commands that may wait for one writer, and queries that may wait for the readers. Beyond it they
/// are turned away, before memory runs out.
const WAITING_MAX: usize = 2_048;
/// What other replicas changed, as far as a listener may fall behind.
const CHANGES_MAX: usize = 1_024;

/// A PostgreSQL database that is open. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Database {
    writers: Arc<[mpsc::Sender<Waiting>]>,
    readers: mpsc::Sender<Waiting>,
    changes: broadcast::Sender<Change>,
    server: Arc<str>,
}

/// The other ends of a [`Database`].
struct Queues {
    writers: Vec<mpsc::Receiver<Waiting>>,
    readers: mpsc::Receiver<Waiting>,
    changes: broadcast::Sender<Change>,
}

impl Database {
    /// Connects to the database at `address` and brings it to this release's schema.
    pub(crate) fn open(address: &str, place: &KeyPlace) -> Result<(Self, Arc<Keys>), StoreError> {
        let address = Address::read(address)?;
        let place = place.clone();
        let (writers, of_writers) = (0..=WRITERS).map(|_| mpsc::channel(WAITING_MAX)).unzip();
        let (readers, of_readers) = mpsc::channel(WAITING_MAX);
        let (changes, _) = broadcast::channel(CHANGES_MAX);
        let queues = Queues {
            writers: of_writers,
            readers: of_readers,
            changes: changes.clone(),
        };
        let (ready, begun) = std::sync::mpsc::channel();
        let spawned = std::thread::Builder::new()
            .name("store-postgres".to_owned())
            .spawn(move || work(address, &place, queues, &ready));
        spawned.map_err(|fault| StoreError::Unavailable(fault.to_string()))?;
        let (keys, server) = begun.recv().map_err(|_| StoreError::Panicked)??;
        let writers: Vec<_> = writers;
        let database = Self {
            writers: writers.into(),
            readers,
            changes,
            server: server.into(),
        };
        Ok((database, keys))
    }

    /// Connects every writer, so that the first command of each does not wait for it.
    pub(crate) async fn warm_up(&self) -> Result<(), StoreError> {
        let connecting = self
            .writers
            .iter()
            .map(|writer| ask(writer, Scope::Installation, |_| Ok(())));
        futures::future::try_join_all(connecting).await.map(|_| ())
    }

    /// Runs a command in a group of those that wait.
    pub(crate) async fn write<T, F>(&self, scope: Scope, command: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: Fn(&Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        let writer = match scope {
            Scope::Installation => WRITERS,
            Scope::Business(business) => {
                usize::try_from(business.0.unsigned_abs()).unwrap_or_default() % WRITERS
            }
        };
        ask(&self.writers[writer], scope, command).await
    }

    /// Runs a query on a snapshot.
    pub(crate) async fn read<T, F>(&self, query: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: Fn(&Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        ask(&self.readers, Scope::Installation, query).await
    }

    /// The same, for a thread that may wait.
    pub(crate) fn read_blocking<T, F>(&self, query: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: Fn(&Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        let result = begin_to(&self.readers, Scope::Installation, query)?;
        result.blocking_recv().map_err(|_| StoreError::Closed)?
    }

    /// Which server it is.
    pub(crate) fn server(&self) -> &str {
        &self.server
    }

    /// How many commands wait for the writers.
    pub(crate) fn queue_depth(&self) -> usize {
        let depth = |queue: &mpsc::Sender<Waiting>| queue.max_capacity() - queue.capacity();
        self.writers.iter().map(depth).sum()
    }

    /// What other replicas change from now on.
    pub(crate) fn changes(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }
}

async fn ask<T, F>(queue: &mpsc::Sender<Waiting>, scope: Scope, command: F) -> Result<T, StoreError>
where
    T: Send + 'static,
    F: Fn(&Tx<'_>) -> Result<T, StoreError> + Send + 'static,
{
    let result = begin_to(queue, scope, command)?;
    result.await.map_err(|_| StoreError::Closed)?
}

fn begin_to<T, F>(
    queue: &mpsc::Sender<Waiting>,
    scope: Scope,
    command: F,
) -> Result<Reply<T>, StoreError>
where
    T: Send + 'static,
    F: Fn(&Tx<'_>) -> Result<T, StoreError> + Send + 'static,
{
    let (job, result) = job(command);
    queue
        .try_send(Waiting::new(scope, job))
        .map_err(|refused| match refused {
            mpsc::error::TrySendError::Full(_) => StoreError::Overloaded,
            mpsc::error::TrySendError::Closed(_) => StoreError::Closed,
        })?;
    Ok(result)
}

type Ready = std::sync::mpsc::Sender<Result<(Arc<Keys>, String), StoreError>>;

/// The thread: says when the database is ready, and works until nobody can ask any more.
fn work(address: Address, place: &KeyPlace, queues: Queues, ready: &Ready) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(fault) => {
            let _ = ready.send(Err(StoreError::Unavailable(fault.to_string())));
            return;
        }
    };
    LocalSet::new().block_on(&runtime, async {
        let begun = async {
            let connector = Connector::new(address)?;
            let (keys, server) = first::for_a_server(&connector, place).await?;
            Ok((Rc::new(connector), Arc::new(keys), server))
        };
        match begun.await {
            Ok((connector, keys, server)) => {
                let _ = ready.send(Ok((Arc::clone(&keys), server)));
                serve(connector, keys, queues).await;
            }
            Err(fault) => {
                let _ = ready.send(Err(fault));
            }
        }
    });
}

async fn serve(connector: Rc<Connector>, keys: Arc<Keys>, queues: Queues) {
    let ground = Ground {
        keys,
        stacks: Stacks::default(),
    };
    let (changed, stored) = Changed::new();
    let mut working = Vec::new();
    for waiting in queues.writers {
        let writer = Writer::new(Rc::clone(&connector), ground.clone(), changed.clone());
        working.push(spawn_local(writer.work(waiting)));
    }
    drop(changed);
    let readers = Arc::new(Mutex::new(queues.readers));
    for _ in 0..READERS {
        let reader = Reader::new(Rc::clone(&connector), ground.clone());
        working.push(spawn_local(reader.work(Arc::clone(&readers))));
    }
    let teller = Teller::new(connector, queues.changes);
    working.push(spawn_local(teller.work(stored)));
    for task in working {
        // One that failed was in a panic that is in the log.
        let _ = task.await;
    }
}

#[cfg(test)]
mod doubt_tests;
#[cfg(test)]
mod postgres_tests;
