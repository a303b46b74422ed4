//! Everything about the simulated carrier that can be chosen before it starts.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::world::PhoneKind;

/// Settings of one simulated carrier. `Default` is a carrier on a free loopback port at real speed.
#[derive(Clone)]
pub struct SimulatorConfig {
    /// Where the API listens; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The one account that exists (`AC` and 32 hexadecimal digits).
    pub account_sid: String,
    /// Its auth token: the API password and the key of every webhook signature.
    pub auth_token: String,
    /// How much faster than life phones ring, people speak and texts travel; see
    /// [`crate::SimulatorHandle::set_speed`].
    pub speed: f64,
    /// How long a webhook may take, in real time.
    pub webhook_limits: WebhookLimits,
    /// Public addresses and where they lead, as name service and a proxy would do it.
    pub webhook_routes: Vec<WebhookRoute>,
    /// How texts travel.
    pub delivery: Delivery,
    /// Pace of a new line in segments a second (Twilio: 1 for a US long code); 0 is unlimited.
    pub segments_per_second: f64,
    /// What an attribute or element that TwiML does not know leads to.
    pub schema_faults: SchemaFaults,
    /// What is reported when a caller gives up while the phones ring.
    pub gave_up: GaveUpReport,
    /// What a number is that nobody has described.
    pub unknown_phones: PhoneKind,
    /// Whether `MediaUrl`s want basic auth (an account setting, off by default at Twilio).
    pub media_wants_auth: bool,
    /// How many events are kept for [`crate::SimulatorHandle::wait_for`] and the control API.
    pub events_kept_max: usize,
    /// An OpenAPI document to hold every request against; violations become alerts.
    pub validate_openapi: Option<PathBuf>,
    /// Whether `/simulator/…` is served, for tests that drive the carrier from another process. It
    /// wants no login: only for a loopback address.
    pub control_api: bool,
}

impl Default for SimulatorConfig {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            account_sid: format!("AC{}", "5".repeat(32)),
            auth_token: "0123456789abcdef0123456789abcdef".into(),
            speed: 1.0,
            webhook_limits: WebhookLimits::default(),
            webhook_routes: Vec::new(),
            delivery: Delivery::default(),
            segments_per_second: 1.0,
            schema_faults: SchemaFaults::Refuse,
            gave_up: GaveUpReport::Canceled,
            unknown_phones: PhoneKind::Mobile,
            media_wants_auth: false,
            events_kept_max: 100_000,
            validate_openapi: None,
            control_api: false,
        }
    }
}

impl fmt::Debug for SimulatorConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SimulatorConfig")
            .field("listen", &self.listen)
            .field("account_sid", &self.account_sid)
            .field("speed", &self.speed)
            .finish_non_exhaustive()
    }
}

/// Time limits of a webhook (Twilio: 5 s to connect, 15 s to answer, 15 s in all with retries).
#[derive(Debug, Clone, Copy)]
pub struct WebhookLimits {
    /// Until the connection stands.
    pub connect: Duration,
    /// From the request to the whole answer.
    pub answer: Duration,
    /// Over all tries.
    pub total: Duration,
}

impl Default for WebhookLimits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            answer: Duration::from_secs(15),
            total: Duration::from_secs(15),
        }
    }
}

/// Webhooks to `public…` go to `actual…`, signed for the public address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookRoute {
    /// Beginning of a configured URL, e.g. `https://ring.example.com`.
    pub public: String,
    /// What takes its place, e.g. `http://127.0.0.1:8080`.
    pub actual: String,
}

/// How a text travels after it has left the line's queue. Spans are simulated time.
#[derive(Debug, Clone, Copy)]
pub struct Delivery {
    /// Whether texts travel at all; `false` leaves them `queued`, without a callback.
    pub enabled: bool,
    /// Whether `sending` is reported on its own.
    pub reports_sending: bool,
    /// From leaving the queue to `sent`.
    pub sent_after: Duration,
    /// From `sent` to the final state.
    pub final_after: Duration,
    /// Whether a text to a landline is refused at once (21614) instead of coming back
    /// undelivered (30006).
    pub refuses_landlines: bool,
    /// Whether a text to a number that said STOP is refused at once (21610); if not, it fails on
    /// its way with the same code, as it can with a Messaging Service.
    pub refuses_opted_out: bool,
}

impl Default for Delivery {
    fn default() -> Self {
        Self {
            enabled: true,
            reports_sending: false,
            sent_after: Duration::from_millis(150),
            final_after: Duration::from_millis(900),
            refuses_landlines: false,
            refuses_opted_out: true,
        }
    }
}

/// What happens to TwiML that does not follow the schema (12200).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SchemaFaults {
    /// An alert, and the call fails: tests must not overlook it.
    Refuse,
    /// An alert, and the unknown part is skipped, as Twilio does for most of them.
    Warn,
}

/// What Twilio reports when a caller hangs up while the phones still ring. Its documents are
/// silent and reports differ, so every reading can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GaveUpReport {
    /// The Dial action comes with `DialCallStatus=canceled`.
    Canceled,
    /// The Dial action comes with `DialCallStatus=no-answer`.
    NoAnswer,
    /// No Dial action at all: only the status callbacks tell.
    NoAction,
}
