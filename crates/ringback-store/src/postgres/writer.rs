//! A writer: one connection, one transaction for as many commands as wait.
//!
//! A group takes the turns of its businesses, so that no two commands about the same business run
//! at the same time on whichever replica, and notes its mark. When the connection breaks with
//! `COMMIT` on the way, the mark says whether the group is stored: it stands in the same
//! transaction, and whoever reads it waits for that transaction's end. (An id of the transaction
//! would say the same, but for a server that crashed: it may give the same id out again.)

use std::collections::BTreeSet;
use std::rc::Rc;
use std::time::Duration;

use tokio::sync::mpsc;

use super::changes::Changed;
use super::connector::Connector;
use super::fault::Fault;
use super::group::{Outcome, transaction};
use super::lanes::{Apart, Ground, Kind};
use super::link::{Link, Step};
use super::seat::{Statement, Wants};
use super::sql;
use super::values::Owned;
use super::waiting::{Waiting, let_go};
use crate::scope::Scope;

/// Commands in one commit.
const GROUP_MAX: usize = 256;
/// How often a group is tried again that others were in the way of.
const TRIES_MAX: u32 = 20;
/// How long it waits before: longer each time.
const WAIT: Duration = Duration::from_millis(2);
/// The lane of statements that are no command's.
const NO_LANE: usize = usize::MAX;

pub(super) struct Writer {
    /// Names it in its mark.
    id: Vec<u8>,
    mark: i64,
    /// Names the connection that it had last.
    last: String,
    link: Option<Link>,
    connector: Rc<Connector>,
    ground: Ground,
    changed: Changed,
}

impl Writer {
    pub(super) fn new(connector: Rc<Connector>, ground: Ground, changed: Changed) -> Self {
        Self {
            id: uuid::Uuid::now_v7().as_bytes().to_vec(),
            mark: 0,
            last: String::new(),
            link: None,
            connector,
            ground,
            changed,
        }
    }

    /// Works until nobody can ask any more.
    pub(super) async fn work(mut self, mut waiting: mpsc::Receiver<Waiting>) {
        let mut group = Vec::new();
        while waiting.recv_many(&mut group, GROUP_MAX).await > 0 {
            self.store(std::mem::take(&mut group)).await;
        }
    }

    /// Stores a group; when one of its commands fails, that one alone is left out.
    async fn store(&mut self, group: Vec<Waiting>) {
        let Some(apart) = self.store_together(group).await else {
            return;
        };
        if !apart.others.is_empty() {
            Box::pin(self.store(apart.others)).await;
        }
        for job in apart.failing {
            Box::pin(self.store(vec![job])).await;
        }
    }

    /// Stores a group, or gives it back in two parts to be stored one after the other.
    async fn store_together(&mut self, group: Vec<Waiting>) -> Option<Apart> {
        let mut jobs = group;
        let mut tries = 0;
        loop {
            if !self.connect(&mut jobs).await {
                return None;
            }
            let (apart, fault, is_in_doubt) = match self.try_to(jobs).await {
                Outcome::Stored(stored) => {
                    self.tell(stored);
                    return None;
                }
                Outcome::Failed {
                    apart,
                    fault,
                    is_in_doubt,
                } => (apart, fault, is_in_doubt),
            };
            match fault {
                Fault::Lost(why) => {
                    tracing::warn!(why, is_in_doubt, "a connection to the database was lost");
                    self.link = None;
                    jobs = together(apart);
                    if is_in_doubt && self.is_stored(&mut jobs).await {
                        self.tell(jobs);
                        return None;
                    }
                    let_go(&mut jobs, &why);
                    if jobs.is_empty() {
                        return None;
                    }
                }
                Fault::Again(_) if tries < TRIES_MAX => {
                    tries += 1;
                    metrics::counter!("ringback_store_retries_total").increment(1);
                    self.roll_back().await;
                    tokio::time::sleep(WAIT * tries).await;
                    jobs = together(apart);
                }
                fault => {
                    self.roll_back().await;
                    return refuse(apart, fault);
                }
            }
        }
    }

    async fn try_to(&mut self, jobs: Vec<Waiting>) -> Outcome {
        let Some(link) = self.link.as_mut() else {
            return Outcome::Failed {
                apart: Apart {
                    failing: Vec::new(),
                    others: jobs,
                },
                fault: Fault::Lost("no connection".to_owned()),
                is_in_doubt: false,
            };
        };
        self.mark += 1;
        let first = vec![
            Step::Words("BEGIN"),
            run(sql::TURNS, vec![Owned::Text(turns(&jobs))]),
            run(
                sql::MARK,
                vec![Owned::Blob(self.id.clone()), Owned::Int(self.mark)],
            ),
        ];
        transaction(link, first, jobs, Kind::Writing, &self.ground).await
    }

    fn tell(&self, stored: Vec<Waiting>) {
        for job in stored {
            self.changed.note(job.scope);
            job.job.succeeded();
        }
    }

    /// A connection that works; `false` when nobody is left who waits for it.
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
            match self.connector.connect("writer").await {
                Ok(link) => {
                    link.name().clone_into(&mut self.last);
                    self.link = Some(link);
                }
                Err(fault) => {
                    let_go(jobs, &fault);
                    if jobs.is_empty() {
                        return false;
                    }
                    backoff.wait().await;
                }
            }
        }
        true
    }

    async fn roll_back(&mut self) {
        if let Some(link) = self.link.as_mut()
            && link.send(&[Step::Words("ROLLBACK")]).await.is_err()
        {
            self.link = None;
        }
    }

    /// Whether the last group is stored, of which nobody said so. Those that cannot wait for the
    /// answer are told that there is none.
    async fn is_stored(&mut self, jobs: &mut Vec<Waiting>) -> bool {
        let before = self.last.clone();
        while self.connect(jobs).await {
            let Some(link) = self.link.as_mut() else {
                continue;
            };
            // The old connection may still stand on the server's side; its transaction ends here.
            let ended = link.client().execute(sql::END_OTHER, &[&before]).await;
            let found = match ended {
                Ok(_) => link.client().query_opt(sql::MARKED, &[&self.id]).await,
                Err(fault) => Err(fault),
            };
            match found {
                Ok(row) => return row.is_some_and(|row| row.get::<_, i64>(0) == self.mark),
                Err(fault) => {
                    tracing::warn!(%fault, "the database does not say whether it stored a group");
                    self.link = None;
                }
            }
        }
        false
    }
}

fn run(sql: &'static str, values: Vec<Owned>) -> Step {
    let statement = Statement {
        sql,
        values,
        wants: Wants::Nothing,
    };
    Step::Run(statement, NO_LANE)
}

/// One command alone is told why; of several, those of the lane that failed are to be tried alone.
fn refuse(apart: Apart, fault: Fault) -> Option<Apart> {
    let mut apart = apart;
    if apart.failing.is_empty() {
        // Nobody's statement.
        apart.failing = std::mem::take(&mut apart.others);
    }
    if apart.failing.len() + apart.others.len() > 1 {
        return Some(apart);
    }
    let job = apart.failing.pop()?;
    job.failed(fault.into_error());
    None
}

fn together(apart: Apart) -> Vec<Waiting> {
    let mut jobs = apart.failing;
    jobs.extend(apart.others);
    jobs
}

/// The turns that a group takes, in the order in which everybody takes them.
fn turns(jobs: &[Waiting]) -> String {
    let turns: BTreeSet<i64> = jobs
        .iter()
        .map(|job| match job.scope {
            Scope::Business(business) => business.0,
            Scope::Installation => 0,
        })
        .collect();
    let turns: Vec<String> = turns.iter().map(ToString::to_string).collect();
    turns.join(",")
}
