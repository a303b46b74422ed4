//! The simulated carrier of a story: what it knows, and how it is.
//!
//! It shares no code with the adapter: its words are written down from Twilio's pages.

mod api;
mod calls;
mod forge;
mod receipts;
mod texts;
mod webhook;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

pub(crate) use api::Api;
pub(crate) use calls::call;
pub(crate) use forge::forge;
pub(crate) use texts::text;
pub(crate) use webhook::Webhook;

use crate::story::Weather;

/// What a storm leaves behind passes in this time.
const LATELY: Duration = Duration::from_secs(90);

/// A call as the carrier keeps it.
#[derive(Debug, Clone)]
pub(crate) struct RemoteCall {
    pub(crate) from: String,
    /// Twilio's word.
    pub(crate) status: &'static str,
    /// Whether somebody talked with the caller.
    pub(crate) talked: bool,
    /// Whether a webhook of it was answered with 2xx.
    pub(crate) is_known: bool,
}

/// A text as the carrier keeps it.
#[derive(Debug, Clone)]
pub(crate) struct RemoteText {
    pub(crate) sid: String,
    pub(crate) account: &'static str,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) body: String,
    pub(crate) inbound: bool,
    pub(crate) status: &'static str,
    pub(crate) error_code: Option<u32>,
    pub(crate) created: Duration,
}

/// What the carrier knows.
#[derive(Debug, Default)]
pub(crate) struct Carrier {
    pub(crate) calls: BTreeMap<String, RemoteCall>,
    /// In the order in which it took them.
    pub(crate) texts: Vec<RemoteText>,
    weather: Vec<(Weather, Duration)>,
    /// What is on its way: webhooks, requests, calls.
    under_way: BTreeSet<u64>,
    texts_taken: u64,
}

impl Carrier {
    /// From now on, until then, it is like this.
    pub(crate) fn weather(&mut self, kind: Weather, until: Duration) {
        self.weather.push((kind, until));
    }

    /// How it is now.
    fn weathers(&self, now: Duration) -> impl Iterator<Item = Weather> {
        let now_on = self.weather.iter().filter(move |(_, until)| *until > now);
        now_on.map(|(kind, _)| *kind)
    }

    fn is(&self, kind: Weather, now: Duration) -> bool {
        self.weathers(now).any(|is| is == kind)
    }

    /// Whether nothing is on its way, and nothing wrong with it.
    pub(crate) fn is_quiet(&self, now: Duration) -> bool {
        self.under_way.is_empty() && self.weathers(now).next().is_none()
    }

    /// Whether nothing was wrong with it lately.
    pub(crate) fn is_fair(&self, now: Duration) -> bool {
        let lately = now.saturating_sub(LATELY);
        self.weather.iter().all(|(_, until)| *until < lately)
    }

    pub(crate) fn calls_arrived(&self) -> u64 {
        self.calls.len() as u64
    }

    pub(crate) fn texts_taken(&self) -> u64 {
        self.texts_taken
    }

    fn text_mut(&mut self, sid: &str) -> Option<&mut RemoteText> {
        self.texts.iter_mut().find(|text| text.sid == sid)
    }
}
