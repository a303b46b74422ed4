//! What every handler can reach.

use std::sync::Arc;

use metrics_exporter_prometheus::PrometheusHandle;
use ringback_carriers::public_url::PublicUrl;
use ringback_desk::id::BusinessId;
use ringback_engine::{BackupPlan, Engine};
use ringback_https::Https;
use secrecy::SecretString;
use tokio::sync::{Semaphore, watch};

use crate::access::Visitor;
use crate::login::Door;

/// Webhooks that are worked on at the same time; beyond it they are turned away with 503.
const WEBHOOKS_MAX: usize = 2_048;

/// What the web needs to know.
pub struct WebConfig {
    /// The engine.
    pub engine: Engine,
    /// Where the carrier reaches us, as configured there; its signatures cover it.
    pub public_url: PublicUrl,
    /// Opens everything, for whoever runs the installation; only where one was set.
    pub access_token: Option<SecretString>,
    /// Reads the metrics.
    pub metrics: PrometheusHandle,
    /// The certificate, where HTTPS is served here and not by a proxy.
    pub https: Option<Https>,
    /// The backups that the server takes by itself.
    pub backups: Option<BackupPlan>,
    /// The version of the bundled zone data.
    pub zone_data: &'static str,
}

/// The state of the web. Cheap to clone.
#[derive(Clone)]
pub struct WebState {
    inner: Arc<Inner>,
}

struct Inner {
    config: WebConfig,
    webhooks: Semaphore,
    door: Door,
    closing: watch::Sender<bool>,
}

impl std::fmt::Debug for WebState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WebState").finish_non_exhaustive()
    }
}

impl WebState {
    /// The state for this configuration.
    #[must_use]
    pub fn new(config: WebConfig) -> Self {
        Self {
            inner: Arc::new(Inner {
                config,
                webhooks: Semaphore::new(WEBHOOKS_MAX),
                door: Door::new(),
                closing: watch::channel(false).0,
            }),
        }
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.inner.config.engine
    }

    pub(crate) fn config(&self) -> &WebConfig {
        &self.inner.config
    }

    pub(crate) fn webhooks(&self) -> &Semaphore {
        &self.inner.webhooks
    }

    /// What guards the logins.
    pub(crate) fn door(&self) -> &Door {
        &self.inner.door
    }

    /// Ends streams that would otherwise stay open for ever.
    pub fn close(&self) {
        self.inner.closing.send_replace(true);
    }

    /// Waits for [`WebState::close`].
    pub async fn closed(&self) {
        // The sender lives as long as this state, so that the wait can only end by the value.
        let _ = self.closing().wait_for(|closing| *closing).await;
    }

    pub(crate) fn closing(&self) -> watch::Receiver<bool> {
        self.inner.closing.subscribe()
    }

    /// The business that a page is about: the one asked for, if the visitor reaches it; their own
    /// or the first where none is named.
    pub(crate) fn business(&self, visitor: &Visitor, asked: Option<i64>) -> Option<BusinessId> {
        let business = visitor.business(asked.map(BusinessId), || self.first())?;
        // The operator may ask for what is not there.
        let is_there = self.engine().directory().business(business).is_some();
        is_there.then_some(business)
    }

    fn first(&self) -> Option<BusinessId> {
        self.engine().directory().first()
    }

    /// What links of a page carry so that they stay with its business; nothing for the one that is
    /// meant where none is named.
    pub(crate) fn query_of(&self, visitor: &Visitor, business: BusinessId) -> String {
        if self.business(visitor, None) == Some(business) {
            String::new()
        } else {
            format!("?business={}", business.0)
        }
    }
}
