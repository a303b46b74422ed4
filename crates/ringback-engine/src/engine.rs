//! The engine: everything that moves, behind one handle.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use ringback_carriers::twilio::client::TwilioClient;
use ringback_carriers::twilio::urls::Urls;
use ringback_desk::clock::Instant;
use ringback_desk::id::Id;
use ringback_store::{Store, StoreError, lines, texts};
use tokio::sync::{Notify, mpsc};

use crate::effects::Effects;
use crate::feed::Feed;
use crate::line_book::LineBook;
use crate::texts::Outbox;
use crate::{catch_up, clock, timers};

/// How long requests that are out may take to come back when the engine stops.
const DRAIN: Duration = Duration::from_secs(8);

/// What the engine is made of.
#[derive(Debug)]
pub struct EngineConfig {
    /// The database.
    pub store: Store,
    /// The carrier's API.
    pub client: TwilioClient,
    /// Where the carrier reaches us.
    pub urls: Urls,
    /// The lines.
    pub lines: LineBook,
    /// The carrier's account that is ours.
    pub account: String,
    /// Where pictures and voicemails are kept.
    pub media: PathBuf,
}

/// Why a webhook that was signed is turned away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is of another account.
    #[error("this account is not ours")]
    AccountNotOurs,
    /// It is for a number that is not one of our lines.
    #[error("this number is not one of our lines")]
    NumberNotOurs,
}

/// The running engine. Cheap to clone.
#[derive(Clone)]
pub struct Engine {
    inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub store: Store,
    pub client: TwilioClient,
    pub urls: Urls,
    pub lines: LineBook,
    pub account: String,
    pub media: PathBuf,
    pub feed: Feed,
    pub outbox: Outbox,
    /// Rows that a task is busy with, so that the timer does not start a second one.
    pub busy: Mutex<HashSet<Id>>,
    pub installed_at: Instant,
    pub fetch: Notify,
    closing: AtomicBool,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine")
            .field("lines", &self.inner.lines.len())
            .finish_non_exhaustive()
    }
}

impl Engine {
    /// Takes over what a dead process left, and begins to work.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn start(config: EngineConfig) -> Result<Self, StoreError> {
        let now = clock::now();
        let installed_at = config
            .store
            .write(move |tx| {
                texts::take_over(tx, now)?;
                lines::installed_at(tx, now)
            })
            .await?;
        let (outbox, waiting) = mpsc::unbounded_channel();
        let engine = Self {
            inner: Arc::new(Inner {
                store: config.store,
                client: config.client,
                urls: config.urls,
                lines: config.lines,
                account: config.account,
                media: config.media,
                feed: Feed::default(),
                outbox: Outbox::new(outbox),
                busy: Mutex::default(),
                installed_at,
                fetch: Notify::new(),
                closing: AtomicBool::new(false),
            }),
        };
        tokio::spawn(crate::texts::dispatch(engine.clone(), waiting));
        tokio::spawn(timers::run(engine.clone()));
        tokio::spawn(catch_up::run(engine.clone()));
        Ok(engine)
    }

    /// Begins no more sends, and waits for those that are out.
    pub async fn stop(&self) {
        self.inner.closing.store(true, Ordering::SeqCst);
        let drained = tokio::time::timeout(DRAIN, self.inner.outbox.drained());
        if drained.await.is_err() {
            tracing::warn!("a request to the carrier is still out; it is looked up at next start");
        }
    }

    /// The lines.
    #[must_use]
    pub fn lines(&self) -> &LineBook {
        &self.inner.lines
    }

    /// The database.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// The live feed.
    #[must_use]
    pub fn feed(&self) -> &Feed {
        &self.inner.feed
    }

    /// Where the carrier reaches us.
    #[must_use]
    pub fn urls(&self) -> &Urls {
        &self.inner.urls
    }

    /// Where pictures and voicemails are kept.
    #[must_use]
    pub fn media_directory(&self) -> &std::path::Path {
        &self.inner.media
    }

    /// How many texts the dispatcher has in memory.
    #[must_use]
    pub fn texts_in_hand(&self) -> usize {
        self.inner.outbox.held()
    }

    /// Whether a webhook of this account is ours to handle.
    ///
    /// # Errors
    /// [`Refusal::AccountNotOurs`].
    pub fn check_account(&self, account: &str) -> Result<(), Refusal> {
        if account == self.inner.account {
            Ok(())
        } else {
            Err(Refusal::AccountNotOurs)
        }
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.inner
    }

    pub(crate) fn is_closing(&self) -> bool {
        self.inner.closing.load(Ordering::SeqCst)
    }

    /// Carries out what a committed command left to do.
    pub(crate) fn carry_out(&self, effects: Effects) {
        self.inner.feed.tell(effects.changes);
        for text in effects.outbox {
            self.inner.outbox.hand_over(text);
        }
        if effects.fetch {
            self.inner.fetch.notify_one();
        }
    }

    /// Marks a row as being worked on; `None` when it is already.
    pub(crate) fn busy_with(&self, id: Id) -> Option<Busy> {
        let mut busy = self
            .inner
            .busy
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        busy.insert(id).then(|| Busy {
            engine: self.clone(),
            id,
        })
    }
}

/// Held while a task works on a row.
pub(crate) struct Busy {
    engine: Engine,
    id: Id,
}

impl Drop for Busy {
    fn drop(&mut self) {
        let busy = &self.engine.inner.busy;
        busy.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&self.id);
    }
}
