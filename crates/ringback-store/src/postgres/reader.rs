//! Readers: queries that wait at the same time share a snapshot and its round trips.

use std::rc::Rc;
use std::sync::Arc;

use tokio::sync::{Mutex, mpsc};

use super::connector::Connector;
use super::fault::Fault;
use super::group::{Outcome, transaction};
use super::lanes::{Ground, Kind};
use super::link::{Link, Step};
use super::waiting::{Waiting, let_go};

/// Queries in one snapshot: few, for the quick ones wait for the slow ones.
const GROUP_MAX: usize = 16;
/// All statements of a query see the same state, and nothing is written.
const BEGIN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// The queue that all readers take from.
pub(super) type Queue = Arc<Mutex<mpsc::Receiver<Waiting>>>;

pub(super) struct Reader {
    link: Option<Link>,
    connector: Rc<Connector>,
    ground: Ground,
}

impl Reader {
    pub(super) fn new(connector: Rc<Connector>, ground: Ground) -> Self {
        Self {
            link: None,
            connector,
            ground,
        }
    }

    /// Works until nobody can ask any more.
    pub(super) async fn work(mut self, queue: Queue) {
        loop {
            let mut group = Vec::new();
            let taken = queue.lock().await.recv_many(&mut group, GROUP_MAX).await;
            if taken == 0 {
                return;
            }
            self.read(group).await;
        }
    }

    async fn read(&mut self, group: Vec<Waiting>) {
        let mut jobs = group;
        while !jobs.is_empty() {
            if !self.connect(&mut jobs).await {
                return;
            }
            let Some(link) = self.link.as_mut() else {
                continue;
            };
            let first = vec![Step::Words(BEGIN)];
            let outcome = transaction(link, first, jobs, Kind::Reading, &self.ground).await;
            let Outcome::Failed { apart, fault, .. } = outcome else {
                return;
            };
            if let Fault::Lost(why) = fault {
                tracing::warn!(why, "a connection to the database was lost");
                self.link = None;
                jobs = apart.failing;
                jobs.extend(apart.others);
                let_go(&mut jobs, &why);
                continue;
            }
            if link.send(&[Step::Words("ROLLBACK")]).await.is_err() {
                self.link = None;
            }
            let fault = fault.into_error();
            let (mut failing, others) = (apart.failing, apart.others);
            match failing.pop() {
                Some(job) => job.failed(fault),
                // Nobody's statement: there is nobody to spare.
                None => {
                    for job in others {
                        job.failed(crate::StoreError::Unavailable(fault.to_string()));
                    }
                    return;
                }
            }
            if others.is_empty() {
                return;
            }
            jobs = others;
        }
    }

    async fn connect(&mut self, jobs: &mut Vec<Waiting>) -> bool {
        if self
            .link
            .as_ref()
            .is_some_and(|link| link.client().is_closed())
        {
            self.link = None;
        }
        let mut backoff = self.connector.backoff();
        while self.link.is_none() {
            match self.connector.connect("reader").await {
                Ok(link) => self.link = Some(link),
                Err(fault) => {
                    let_go(jobs, &fault);
                    backoff.wait().await;
                }
            }
            if jobs.is_empty() {
                return false;
            }
        }
        !jobs.is_empty()
    }
}
