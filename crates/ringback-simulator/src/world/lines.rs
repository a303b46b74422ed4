//! Our own numbers, as Twilio's IncomingPhoneNumber resource describes them.

use std::time::Duration;

use serde::Serialize;

use super::paperwork::{LineService, Paperwork};
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
    /// `POST` or `GET`.
    pub voice_fallback_method: String,
    /// An application that takes calls instead of the voice URL.
    pub voice_application_sid: Option<String>,
    /// A SIP trunk that takes calls instead of the voice URL.
    pub trunk_sid: Option<String>,
    /// Asked when a text arrives.
    pub sms_url: Option<String>,
    /// `POST` or `GET`.
    pub sms_method: String,
    /// Asked when the text URL fails.
    pub sms_fallback_url: Option<String>,
    /// `POST` or `GET`.
    pub sms_fallback_method: String,
    /// An application that takes texts instead of the text URL.
    pub sms_application_sid: Option<String>,
    /// The messaging service that it is in.
    pub service: Option<LineService>,
    /// Told when a call ends.
    pub status_callback: Option<String>,
    /// `POST` or `GET`.
    pub status_callback_method: String,
    /// Whether the owner's name for a caller is looked up (`CallerName`).
    pub caller_id_lookup: bool,
    /// Texts leave at this many segments a second; 0 is unlimited.
    pub segments_per_second: f64,
    /// What the carriers have been told; without a registration every text comes back.
    pub paperwork: Paperwork,
    /// Whether the number takes calls at all.
    pub takes_calls: bool,
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
            voice_fallback_method: "POST".into(),
            voice_application_sid: None,
            trunk_sid: None,
            sms_url: None,
            sms_method: "POST".into(),
            sms_fallback_url: None,
            sms_fallback_method: "POST".into(),
            sms_application_sid: None,
            service: Some(LineService::default()),
            status_callback: None,
            status_callback_method: "POST".into(),
            caller_id_lookup: false,
            segments_per_second: 1.0,
            paperwork: Paperwork::Registered,
            takes_calls: true,
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

    /// Nothing was registered and no messaging service made: every text comes back 30034.
    #[must_use]
    pub fn unregistered(self) -> Self {
        self.paperwork(Paperwork::Nothing).service(None)
    }

    /// What the carriers have been told.
    #[must_use]
    pub fn paperwork(mut self, paperwork: Paperwork) -> Self {
        self.line.paperwork = paperwork;
        self
    }

    /// In this messaging service, or in none.
    #[must_use]
    pub fn service(mut self, service: Option<LineService>) -> Self {
        self.line.service = service;
        self
    }

    /// A number that takes no calls.
    #[must_use]
    pub fn text_only(mut self) -> Self {
        self.line.takes_calls = false;
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

impl Line {
    /// Where a call is announced: nowhere if something else takes it.
    pub(crate) fn calls_go_to(&self) -> Option<&str> {
        let is_taken = self.trunk_sid.is_some() || self.voice_application_sid.is_some();
        let url = self.voice_url.as_deref();
        url.filter(|_| self.takes_calls && !is_taken)
    }

    /// Where a text is announced: a service comes before an application, and that before the
    /// number's own address.
    pub(crate) fn texts_go_to(&self) -> Option<(String, String)> {
        match &self.service {
            Some(service) if !service.uses_number_webhook => service
                .inbound_url
                .clone()
                .map(|url| (url, "POST".to_owned())),
            _ if self.sms_application_sid.is_some() => None,
            _ => Some((self.sms_url.clone()?, self.sms_method.clone())),
        }
    }

    /// Whether a text to it is not even kept: its service has no address and leaves none to it.
    pub(crate) fn drops_texts(&self) -> bool {
        let service = self.service.as_ref();
        service.is_some_and(|it| !it.uses_number_webhook && it.inbound_url.is_none())
    }

    /// Whether it is toll-free.
    pub(crate) fn is_toll_free(&self) -> bool {
        let codes = ["800", "833", "844", "855", "866", "877", "888"];
        let national = self.number.strip_prefix("+1").unwrap_or_default();
        codes.iter().any(|code| national.starts_with(code))
    }

    /// Id of the messaging service.
    pub(crate) fn service_sid(&self) -> String {
        self.sid.replacen("PN", "MG", 1)
    }
}
