//! Callers whose carrier asks again: a webhook that found nobody, or no success, is posted once
//! more under the same call id until it is taken.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use tokio::task::JoinHandle;

use crate::bench::carrier::Carrier;
use crate::bench::carrier::script::{self, MissedCall};
use crate::bench::http::{Connection, Front, Message};

/// How long a caller waits for the text before the next one calls.
const TEXT_MS_MAX: u64 = 500;
/// How long the carrier waits before it asks again, at first and at most.
const AGAIN_MS: u64 = 5;
const AGAIN_MS_MAX: u64 = 250;
/// How long the carrier waits for an answer (Twilio: 15 s for a voice webhook).
const ANSWER_SECONDS_MAX: u64 = 15;

/// How callers call.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Manner {
    /// Calls in flight at the same time.
    pub(crate) in_flight: usize,
    /// How long each waits between two calls.
    pub(crate) pause: Duration,
    /// How long one webhook is asked again before something must be wrong that time does not
    /// mend.
    pub(crate) patience: Duration,
    /// How many calls are made in all, where they do not go on until they are stopped.
    pub(crate) calls_max: u32,
}

/// Turned away because there is too much to do, without a word of when to come again.
pub(crate) const SILENT_REFUSAL: &str = "503 without Retry-After";

/// What all callers know.
struct Desk {
    manner: Manner,
    carrier: Arc<Carrier>,
    front: Front,
    next: AtomicU32,
    stop: AtomicBool,
    asked_again: AtomicU32,
    playing: Mutex<Vec<Option<u32>>>,
    faults: Mutex<BTreeMap<String, u32>>,
}

/// The callers at work.
pub(crate) struct Callers {
    desk: Arc<Desk>,
    workers: Vec<JoinHandle<Result<()>>>,
}

/// What they did.
#[derive(Debug)]
pub(crate) struct Calls {
    /// How many calls were played to their end: those with the indices below this.
    pub(crate) played: u32,
    /// How many webhooks were posted once more.
    pub(crate) asked_again: u32,
    /// Why, by what happened.
    pub(crate) faults: BTreeMap<String, u32>,
}

impl Callers {
    /// Sets so many callers to work.
    pub(crate) fn start(carrier: &Arc<Carrier>, front: Front, manner: Manner) -> Self {
        let desk = Arc::new(Desk {
            manner,
            carrier: Arc::clone(carrier),
            front,
            next: AtomicU32::new(0),
            stop: AtomicBool::new(false),
            asked_again: AtomicU32::new(0),
            playing: Mutex::new(vec![None; manner.in_flight]),
            faults: Mutex::default(),
        });
        let workers = (0..manner.in_flight).map(|seat| tokio::spawn(work(Arc::clone(&desk), seat)));
        Self {
            workers: workers.collect(),
            desk,
        }
    }

    /// The calls that are being played at this moment.
    pub(crate) fn playing(&self) -> Vec<u32> {
        lock(&self.desk.playing).iter().flatten().copied().collect()
    }

    /// Whether all of them have made their calls.
    pub(crate) fn are_done(&self) -> bool {
        self.workers.iter().all(JoinHandle::is_finished)
    }

    /// Whether any of them has stopped, which none does by itself as long as there are calls to
    /// be made.
    pub(crate) fn have_given_up(&self) -> bool {
        self.workers.iter().any(JoinHandle::is_finished)
    }

    /// How often they met this.
    pub(crate) fn met(&self, what: &str) -> u32 {
        lock(&self.desk.faults).get(what).copied().unwrap_or(0)
    }

    /// What they met, in words.
    pub(crate) fn faults(&self) -> String {
        format!("{:?}", lock(&self.desk.faults))
    }

    /// Lets the calls that are being played come to their end.
    ///
    /// # Errors
    /// When the server kept refusing one.
    pub(crate) async fn finish(self) -> Result<Calls> {
        self.desk.stop.store(true, Ordering::Relaxed);
        for worker in self.workers {
            worker.await.context("a caller panicked")??;
        }
        Ok(Calls {
            played: self
                .desk
                .next
                .load(Ordering::Relaxed)
                .min(self.desk.manner.calls_max),
            asked_again: self.desk.asked_again.load(Ordering::Relaxed),
            faults: lock(&self.desk.faults).clone(),
        })
    }
}

async fn work(desk: Arc<Desk>, seat: usize) -> Result<()> {
    let mut connection = None;
    while !desk.stop.load(Ordering::Relaxed) {
        let index = desk.next.fetch_add(1, Ordering::Relaxed);
        if index >= desk.manner.calls_max {
            return Ok(());
        }
        lock(&desk.playing)[seat] = Some(index);
        let call = desk.carrier.script.call(index);
        desk.play(&call, &mut connection).await?;
        lock(&desk.playing)[seat] = None;
        tokio::time::sleep(desk.manner.pause).await;
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
        let began = Instant::now();
        let mut again = Duration::from_millis(AGAIN_MS);
        loop {
            let fault = match self.ask_once(request, connection).await {
                Ok(answer) if answer.is_success() => return Ok(answer),
                Ok(answer) if answer.status() == 503 && answer.header("retry-after").is_none() => {
                    SILENT_REFUSAL.to_owned()
                }
                Ok(answer) => answer.first_line().to_owned(),
                Err(error) => {
                    *connection = None;
                    error.kind().to_string()
                }
            };
            if began.elapsed() > self.manner.patience {
                let asked = began.elapsed().as_secs();
                anyhow::bail!("a webhook was not taken for {asked} s: {fault}");
            }
            *lock(&self.faults).entry(fault).or_default() += 1;
            self.asked_again.fetch_add(1, Ordering::Relaxed);
            tokio::time::sleep(again).await;
            again = (again * 2).min(Duration::from_millis(AGAIN_MS_MAX));
        }
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
        let limit = Duration::from_secs(ANSWER_SECONDS_MAX);
        tokio::time::timeout(limit, open.exchange(request))
            .await
            .unwrap_or_else(|_| Err(std::io::ErrorKind::TimedOut.into()))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
