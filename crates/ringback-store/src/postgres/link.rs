//! A connection: statements prepared once, and as many as there are in one round trip.

use std::collections::HashMap;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;
use std::time::Duration;

use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error};

use super::fault::Fault;
use super::seat::{Answer, Statement, Wants};
use super::values::Owned;

/// A round trip that takes longer is given up: the server has its own, shorter limits, so that only
/// a dead connection gets here.
const ROUND_TRIP_MAX: Duration = Duration::from_secs(20);

/// Round trips that were made.
pub(super) static ROUND_TRIPS: AtomicU64 = AtomicU64::new(0);

/// What travels in a round trip.
pub(super) enum Step {
    /// Words without values, such as `COMMIT`.
    Words(&'static str),
    /// A statement, and which lane of a group it is of.
    Run(Statement, usize),
}

/// A round trip that failed, and the lane whose statement it was, if it was one's.
pub(super) struct Failed {
    pub(super) fault: Fault,
    pub(super) lane: Option<usize>,
}

/// A connection to the server.
pub(super) struct Link {
    client: Client,
    /// Names it on the server.
    name: String,
    prepared: HashMap<Name, tokio_postgres::Statement>,
}

/// Where a statement's text stands in the program.
type Name = (usize, usize);

type Sent<'s> = Pin<Box<dyn Future<Output = Result<Answer, Error>> + 's>>;

impl Link {
    pub(super) fn new(client: Client, name: String) -> Self {
        Self {
            client,
            name,
            prepared: HashMap::new(),
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn into_client(self) -> Client {
        self.client
    }

    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    /// Sends all of it, one after the other without waiting, and gathers the answers in order.
    pub(super) async fn send(&mut self, steps: &[Step]) -> Result<Vec<Answer>, Failed> {
        ROUND_TRIPS.fetch_add(1, Ordering::Relaxed);
        let trip = async {
            self.prepare(steps).await?;
            self.run(steps).await
        };
        match tokio::time::timeout(ROUND_TRIP_MAX, trip).await {
            Ok(done) => done,
            Err(_) => Err(Failed {
                fault: Fault::Lost("it does not answer".to_owned()),
                lane: None,
            }),
        }
    }

    async fn prepare(&mut self, steps: &[Step]) -> Result<(), Failed> {
        let mut names: Vec<(Name, usize)> = Vec::new();
        let mut preparing: Vec<Pin<Box<dyn Future<Output = _>>>> = Vec::new();
        for step in steps {
            let Step::Run(statement, lane) = step else {
                continue;
            };
            let name = name(statement.sql);
            let is_known = self.prepared.contains_key(&name);
            if is_known || names.iter().any(|(other, _)| *other == name) {
                continue;
            }
            let sql = crate::dialect::statement(statement.sql);
            let kinds: Vec<Type> = statement.values.iter().map(Owned::kind).collect();
            let client = &self.client;
            names.push((name, *lane));
            preparing.push(Box::pin(
                async move { client.prepare_typed(&sql, &kinds).await },
            ));
        }
        let prepared = in_order(preparing).await;
        for ((name, lane), prepared) in names.into_iter().zip(prepared) {
            let prepared = prepared.map_err(|fault| failed(fault, Some(lane)))?;
            self.prepared.insert(name, prepared);
        }
        Ok(())
    }

    async fn run(&self, steps: &[Step]) -> Result<Vec<Answer>, Failed> {
        let mut sent: Vec<Sent<'_>> = Vec::with_capacity(steps.len());
        for step in steps {
            sent.push(match step {
                Step::Words(words) => Box::pin(async move {
                    self.client.batch_execute(words).await?;
                    Ok(Answer::Count(0))
                }),
                Step::Run(statement, _) => Box::pin(self.ask(statement)),
            });
        }
        let mut answers = Vec::with_capacity(steps.len());
        for (answer, step) in in_order(sent).await.into_iter().zip(steps) {
            let lane = match step {
                Step::Words(_) => None,
                Step::Run(_, lane) => Some(*lane),
            };
            // The first fault is the reason of all that follow.
            answers.push(answer.map_err(|fault| failed(fault, lane))?);
        }
        Ok(answers)
    }

    async fn ask(&self, statement: &Statement) -> Result<Answer, Error> {
        let prepared = &self.prepared[&name(statement.sql)];
        let values: Vec<&(dyn ToSql + Sync)> = statement
            .values
            .iter()
            .map(|value| value as &(dyn ToSql + Sync))
            .collect();
        if statement.wants == Wants::Rows {
            return Ok(Answer::Rows(self.client.query(prepared, &values).await?));
        }
        let count = self.client.execute(prepared, &values).await?;
        Ok(Answer::Count(usize::try_from(count).unwrap_or(usize::MAX)))
    }
}

fn name(sql: &'static str) -> Name {
    (sql.as_ptr() as usize, sql.len())
}

fn failed(fault: Error, lane: Option<usize>) -> Failed {
    Failed {
        fault: fault.into(),
        lane,
    }
}

/// Begins all of them in order, so that they are sent in order, and waits for one after the other:
/// their answers come in order as well.
async fn in_order<T, F: Future<Output = T> + ?Sized>(mut futures: Vec<Pin<Box<F>>>) -> Vec<T> {
    let mut ready: Vec<Option<T>> = Vec::with_capacity(futures.len());
    poll_fn(|cx| {
        for future in &mut futures {
            ready.push(match future.as_mut().poll(cx) {
                Poll::Ready(value) => Some(value),
                Poll::Pending => None,
            });
        }
        Poll::Ready(())
    })
    .await;
    let mut values = Vec::with_capacity(futures.len());
    for (future, ready) in futures.into_iter().zip(ready) {
        values.push(match ready {
            Some(value) => value,
            None => future.await,
        });
    }
    values
}
