//! What every part of the carrier shares: world, clock, events, faults, and the way out by HTTP.

use std::future::Future;
use std::sync::atomic::AtomicI64;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::clock::SimClock;
use crate::config::SimulatorConfig;
use crate::event::{EventLog, SimEvent};
use crate::fault::FaultDesk;
use crate::openapi::OpenApi;
use crate::webhook::WebhookClient;
use crate::world::{Alert, World};

/// Shared by every task of one simulated carrier.
pub(crate) struct Core {
    pub(crate) config: SimulatorConfig,
    /// Scheme, host and port of the API, without a slash at the end.
    pub(crate) base_url: String,
    pub(crate) clock: SimClock,
    pub(crate) events: EventLog,
    pub(crate) faults: FaultDesk,
    pub(crate) webhooks: WebhookClient,
    /// Description of the API that requests are held against, if any.
    pub(crate) openapi: Option<OpenApi>,
    pub(crate) in_flight: AtomicI64,
    world: Mutex<World>,
    /// Ends every task of this carrier when it says `true`.
    closing: watch::Sender<bool>,
}

pub(crate) type Shared = Arc<Core>;

impl Core {
    pub(crate) fn new(
        config: SimulatorConfig,
        base_url: String,
        openapi: Option<OpenApi>,
    ) -> Shared {
        Arc::new(Self {
            clock: SimClock::new(config.speed),
            events: EventLog::new(config.events_kept_max),
            faults: FaultDesk::default(),
            webhooks: WebhookClient::new(&config),
            openapi,
            in_flight: AtomicI64::new(0),
            world: Mutex::default(),
            closing: watch::Sender::new(false),
            base_url,
            config,
        })
    }

    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn tell(&self, event: SimEvent) {
        if self.events.is_watched() {
            self.events.tell(event);
        }
    }

    pub(crate) fn alert(&self, alert: Alert) {
        tracing::debug!(code = alert.code, about = alert.about, "{}", alert.message);
        self.world().alerts.push(alert.clone());
        self.tell(SimEvent::Alerted { alert });
    }

    /// Starts a task that ends with the carrier.
    pub(crate) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let mut closing = self.closing.subscribe();
        tokio::spawn(async move {
            tokio::select! {
                () = task => {}
                _ = closing.wait_for(|closed| *closed) => {}
            }
        });
    }

    pub(crate) fn close(&self) {
        self.closing.send_replace(true);
    }
}

/// Milliseconds since 1970.
pub(crate) fn now_ms() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

/// RFC 2822 in UTC, as Twilio writes dates: `Mon, 23 Nov 2026 15:04:05 +0000`.
pub(crate) fn rfc2822(at_ms: i64) -> String {
    jiff::Timestamp::from_millisecond(at_ms)
        .map(|at| at.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string())
        .unwrap_or_default()
}
