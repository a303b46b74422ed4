//! Callers whose carrier asks again: a webhook that found nobody, or no success, is posted once
//! more under the same call id until it is taken.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::task::JoinHandle;

use crate::bench::carrier::Carrier;
use crate::bench::carrier::script::{self, MissedCall};
use crate::bench::http::{Connection, Front, Message};

/// How long a caller waits for the text before the next one calls.
const TEXT_MS_MAX: u64 = 500;
/// How long the carrier waits before it asks again.
const AGAIN_MS: u64 = 5;
/// After so many refusals in a row something is wrong that no restart mends.
const REFUSALS_MAX: u32 = 2_000;

/// What all callers know.
struct Desk {
    carrier: Arc<Carrier>,
    front: Front,
    next: AtomicU32,
    stop: AtomicBool,
    asked_again: AtomicU32,
    playing: Mutex<Vec<Option<u32>>>,
    faults: Mutex<BTreeMap<String, u32>>,
}

/// The callers at work.
pub(super) struct Callers {
    desk: Arc<Desk>,
    workers: Vec<JoinHandle<Result<()>>>,
}

/// What they did.
#[derive(Debug)]
pub(super) struct Calls {
    /// How many calls were played to their end: those with the indices below this.
    pub(super) played: u32,
    /// How many webhooks were posted once more.
    pub(super) asked_again: u32,
    /// Why, by what happened.
    pub(super) faults: BTreeMap<String, u32>,
}

impl Callers {
    /// Sets so many callers to work.
    pub(super) fn start(carrier: &Arc<Carrier>, front: Front, in_flight: usize) -> Self {
        let desk = Arc::new(Desk {
            carrier: Arc::clone(carrier),
            front,
            next: AtomicU32::new(0),
            stop: AtomicBool::new(false),
            asked_again: AtomicU32::new(0),
            playing: Mutex::new(vec![None; in_flight]),
            faults: Mutex::default(),
        });
        let workers = (0..in_flight).map(|seat| tokio::spawn(work(Arc::clone(&desk), seat)));
        Self {
            workers: workers.collect(),
            desk,
        }
    }

    /// The calls that are being played at this moment.
    pub(super) fn playing(&self) -> Vec<u32> {
        lock(&self.desk.playing).iter().flatten().copied().collect()
    }

    /// Whether any of them has stopped, which none does by itself.
    pub(super) fn have_given_up(&self) -> bool {
        self.workers.iter().any(JoinHandle::is_finished)
    }

    /// What they met, in words.
    pub(super) fn faults(&self) -> String {
        format!("{:?}", lock(&self.desk.faults))
    }

    /// Lets the calls that are being played come to their end.
    ///
    /// # Errors
    /// When the server kept refusing one.
    pub(super) async fn finish(self) -> Result<Calls> {
        self.desk.stop.store(true, Ordering::Relaxed);
        for worker in self.workers {
            worker.await.context("a caller panicked")??;
        }
        Ok(Calls {
            played: self.desk.next.load(Ordering::Relaxed),
            asked_again: self.desk.asked_again.load(Ordering::Relaxed),
            faults: lock(&self.desk.faults).clone(),
        })
    }
}

async fn work(desk: Arc<Desk>, seat: usize) -> Result<()> {
    let mut connection = None;
    while !desk.stop.load(Ordering::Relaxed) {
        let index = desk.next.fetch_add(1, Ordering::Relaxed);
        lock(&desk.playing)[seat] = Some(index);
        let call = desk.carrier.script.call(index);
        desk.play(&call, &mut connection).await?;
        lock(&desk.playing)[seat] = None;
    }
    Ok(())
}

impl Desk {
    async fn play(&self, call: &MissedCall, connection: &mut Option<Connection>) -> Result<()> {
        let answer = self
            .ask(&self.carrier.script.call_arrives(call), connection)
            .await?;
        let action = script::dial_action(answer.text()).context("no Dial in the answer")?;
        let text = self.carrier.ledger.first_text(call.index);
        self.ask(&self.carrier.script.dial_ended(call, &action), connection)
            .await?;
        // The text of a call that met a kill may come after the start again, or not at all.
        let _ = tokio::time::timeout(Duration::from_millis(TEXT_MS_MAX), text).await;
        Ok(())
    }

    async fn ask(&self, request: &[u8], connection: &mut Option<Connection>) -> Result<Message> {
        let mut fault = String::new();
        for _ in 0..REFUSALS_MAX {
            match self.ask_once(request, connection).await {
                Ok(answer) if answer.is_success() => return Ok(answer),
                Ok(answer) => fault = answer.first_line().to_owned(),
                Err(error) => {
                    fault = error.kind().to_string();
                    *connection = None;
                }
            }
            *lock(&self.faults).entry(fault.clone()).or_default() += 1;
            self.asked_again.fetch_add(1, Ordering::Relaxed);
            tokio::time::sleep(Duration::from_millis(AGAIN_MS)).await;
        }
        anyhow::bail!("a webhook was not taken {REFUSALS_MAX} times: {fault}")
    }

    async fn ask_once(
        &self,
        request: &[u8],
        connection: &mut Option<Connection>,
    ) -> std::io::Result<Message> {
        let open = match connection {
            Some(open) => open,
            None => connection.insert(self.front.open().await?),
        };
        open.exchange(request).await
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
