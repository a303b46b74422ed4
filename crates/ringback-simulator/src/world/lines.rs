//! Our own numbers, as Twilio's IncomingPhoneNumber resource describes them.

use std::time::Duration;

use serde::Serialize;

use crate::sid;

/// One of the account's numbers.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// `PN…`
    pub sid: String,
    /// E.164.
    pub number: String,
    /// Asked when a call arrives; none means that calls are neither received nor logged.
    pub voice_url: Option<String>,
    /// `POST` or `GET`.
    pub voice_method: String,
    /// Asked when the voice URL fails.
    pub voice_fallback_url: Option<String>,
    /// Asked when a text arrives.
    pub sms_url: Option<String>,
    /// `POST` or `GET`.
    pub sms_method: String,
    /// Asked when the text URL fails.
    pub sms_fallback_url: Option<String>,
    /// Told when a call ends.
    pub status_callback: Option<String>,
    /// `POST` or `GET`.
    pub status_callback_method: String,
    /// Whether the owner's name for a caller is looked up (`CallerName`).
    pub caller_id_lookup: bool,
    /// Texts leave at this many segments a second; 0 is unlimited.
    pub segments_per_second: f64,
    /// Whether a campaign is registered; without one every text comes back 30034.
    pub registered: bool,
    /// Whether the number can send texts at all (else 21606).
    pub sends_texts: bool,
    /// Simulated time at which the queue is empty.
    #[serde(skip)]
    pub(crate) queue_free_at: Duration,
    #[serde(skip)]
    pub(crate) created_ms: i64,
    #[serde(skip)]
    pub(crate) updated_ms: i64,
}

/// How to set up a line: [`LineSetup::new`], then what differs from a fresh number.
#[derive(Debug, Clone)]
pub struct LineSetup {
    pub(crate) line: Line,
    pub(crate) has_own_pace: bool,
}

impl LineSetup {
    /// A registered number without webhooks.
    #[must_use]
    pub fn new(number: impl Into<String>) -> Self {
        let now = jiff::Timestamp::now().as_millisecond();
        let line = Line {
            sid: sid::fresh("PN"),
            number: number.into(),
            voice_url: None,
            voice_method: "POST".into(),
            voice_fallback_url: None,
            sms_url: None,
            sms_method: "POST".into(),
            sms_fallback_url: None,
            status_callback: None,
            status_callback_method: "POST".into(),
            caller_id_lookup: false,
            segments_per_second: 1.0,
            registered: true,
            sends_texts: true,
            queue_free_at: Duration::ZERO,
            created_ms: now,
            updated_ms: now,
        };
        Self {
            line,
            has_own_pace: false,
        }
    }

    /// Calls to `base/voice`, texts to `base/message`, call ends to `base/status`.
    #[must_use]
    pub fn webhooks(self, base: &str) -> Self {
        let base = base.trim_end_matches('/');
        self.voice_url(format!("{base}/voice"))
            .sms_url(format!("{base}/message"))
            .status_callback(format!("{base}/status"))
    }

    /// Where calls are announced.
    #[must_use]
    pub fn voice_url(mut self, url: impl Into<String>) -> Self {
        self.line.voice_url = Some(url.into());
        self
    }

    /// Where calls are announced when the first address fails.
    #[must_use]
    pub fn voice_fallback_url(mut self, url: impl Into<String>) -> Self {
        self.line.voice_fallback_url = Some(url.into());
        self
    }

    /// Where texts are announced.
    #[must_use]
    pub fn sms_url(mut self, url: impl Into<String>) -> Self {
        self.line.sms_url = Some(url.into());
        self
    }

    /// Where texts are announced when the first address fails.
    #[must_use]
    pub fn sms_fallback_url(mut self, url: impl Into<String>) -> Self {
        self.line.sms_fallback_url = Some(url.into());
        self
    }

    /// Where the end of a call is told.
    #[must_use]
    pub fn status_callback(mut self, url: impl Into<String>) -> Self {
        self.line.status_callback = Some(url.into());
        self
    }

    /// Segments a second; 0 is unlimited.
    #[must_use]
    pub fn pace(mut self, segments_per_second: f64) -> Self {
        self.line.segments_per_second = segments_per_second;
        self.has_own_pace = true;
        self
    }

    /// Without a registered campaign every text comes back 30034.
    #[must_use]
    pub fn unregistered(mut self) -> Self {
        self.line.registered = false;
        self
    }

    /// A number that cannot send texts (21606).
    #[must_use]
    pub fn voice_only(mut self) -> Self {
        self.line.sends_texts = false;
        self
    }

    /// With `CallerName` on every call.
    #[must_use]
    pub fn caller_id_lookup(mut self) -> Self {
        self.line.caller_id_lookup = true;
        self
    }
}
