//! The engine: everything that moves, behind one handle.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use ringback_carriers::twilio::client::{ApiError, TwilioClient};
use ringback_carriers::twilio::urls::Urls;
use ringback_desk::clock::Instant;
use ringback_desk::id::{BusinessId, Id, LineId};
use ringback_store::{Scope, Store, StoreError, businesses, lines, texts};
use tokio::sync::{Notify, mpsc};

use crate::directory::{Configured, Directory, Stored};
use crate::effects::Effects;
use crate::feed::Feed;
use crate::line_book::LineBook;
use crate::registration::{self, Watch};
use crate::replicas::{self, Duty};
use crate::texts::Outbox;
use crate::{catch_up, clock, process, timers};

/// How long requests that are out may take to come back when the engine stops.
const DRAIN: Duration = Duration::from_secs(8);

/// What the first business of an empty database is called until its owner names it.
pub const FIRST_BUSINESS: &str = "My business";

/// What the engine is made of.
#[derive(Debug)]
pub struct EngineConfig {
    /// The database.
    pub store: Store,
    /// Where the carrier reaches us.
    pub urls: Urls,
    /// What the configuration says of lines and accounts.
    pub configured: Configured,
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
    pub urls: Urls,
    configured: Configured,
    directory: RwLock<Arc<Directory>>,
    pub media: PathBuf,
    pub feed: Feed,
    pub outbox: Outbox,
    /// Rows that a task is busy with, so that the timer does not start a second one.
    pub busy: Mutex<HashSet<Id>>,
    pub installed_at: Instant,
    pub fetch: Notify,
    pub registrations: Watch,
    pub duty: Duty,
    closing: AtomicBool,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine")
            .field("lines", &self.lines().len())
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
        let named = config.configured.names();
        let (installed_at, stored) = config
            .store
            .write(Scope::Installation, move |tx| {
                // Where others may be alive, what is theirs is theirs until its lease ends.
                if !tx.is_shared() {
                    texts::take_over(tx, now)?;
                }
                for (company, number) in &named {
                    lines::ensure(tx, company, number)?;
                }
                if businesses::all(tx)?.is_empty() {
                    businesses::add(tx, FIRST_BUSINESS)?;
                }
                Ok((lines::installed_at(tx, now)?, Stored::read(tx)?))
            })
            .await?;
        let directory = Directory::new(&config.configured, stored, &Directory::default());
        let (outbox, waiting) = mpsc::unbounded_channel();
        let engine = Self {
            inner: Arc::new(Inner {
                store: config.store,
                urls: config.urls,
                configured: config.configured,
                directory: RwLock::new(Arc::new(directory)),
                media: config.media,
                feed: Feed::default(),
                outbox: Outbox::new(outbox),
                busy: Mutex::default(),
                installed_at,
                fetch: Notify::new(),
                registrations: Watch::default(),
                duty: Duty::default(),
                closing: AtomicBool::new(false),
            }),
        };
        process::spawn(crate::texts::dispatch(engine.clone(), waiting));
        if engine.store().is_shared() {
            engine.store().warm_up().await?;
            replicas::take(&engine).await?;
            process::spawn(replicas::keep(engine.clone()));
            process::spawn(replicas::hear(engine.clone()));
        }
        process::spawn(timers::run(engine.clone()));
        process::spawn(catch_up::run(engine.clone()));
        process::spawn(registration::run(engine.clone()));
        Ok(engine)
    }

    /// Whether this process keeps the timers; where there is one process, it does.
    pub(crate) fn is_on_duty(&self) -> bool {
        !self.store().is_shared() || self.inner.duty.is_ours()
    }

    /// Begins no more sends, and waits for those that are out.
    pub async fn stop(&self) {
        self.inner.closing.store(true, Ordering::SeqCst);
        let drained = tokio::time::timeout(DRAIN, self.inner.outbox.drained());
        if drained.await.is_err() {
            tracing::warn!("a request to the carrier is still out; it is looked up at next start");
        }
    }

    /// The businesses, lines and accounts as they are now.
    #[must_use]
    pub fn directory(&self) -> Arc<Directory> {
        let directory = &self.inner.directory;
        Arc::clone(&directory.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The lines that work.
    #[must_use]
    pub fn lines(&self) -> Arc<LineBook> {
        Arc::clone(self.directory().lines())
    }

    /// The carrier's API, under the account of this business.
    ///
    /// # Errors
    /// [`ApiError::SetUp`] when the business has no account.
    pub fn client_of(&self, business: BusinessId) -> Result<TwilioClient, ApiError> {
        let directory = self.directory();
        let account = directory.account_of(business);
        account
            .map(|account| account.client().clone())
            .ok_or_else(|| ApiError::SetUp("the business has no carrier account".to_owned()))
    }

    /// What the configuration says of lines and accounts.
    #[must_use]
    pub fn configured(&self) -> &Configured {
        &self.inner.configured
    }

    /// Reads businesses, settings and accounts again, after something was set.
    ///
    /// # Errors
    /// When the database cannot be read; all stays as it was.
    pub async fn reload(&self) -> Result<(), StoreError> {
        let stored = self.store().read(Stored::read).await?;
        let before = self.directory();
        let after = Arc::new(Directory::new(&self.inner.configured, stored, &before));
        let mut directory = self
            .inner
            .directory
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        if after.revision() >= directory.revision() {
            *directory = after;
        }
        Ok(())
    }

    /// Asks the carrier soon whether a line is registered.
    pub fn ask_registration_soon(&self, line: LineId) {
        self.inner.registrations.nudge(line, clock::now());
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
        if let Some(line) = effects.ask_registration {
            self.inner.registrations.nudge(line, clock::now());
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
