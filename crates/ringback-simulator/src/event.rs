//! What happens at the carrier, as a stream: for the demo's page, and for tests to wait on.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::Serialize;
use tokio::sync::broadcast;

use crate::webhook::WebhookKind;
use crate::world::{Alert, AnsweredBy, CallStatus, MessageStatus};

/// Which end of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Whoever called the line.
    Caller,
    /// A phone that the line rang.
    Callee,
}

/// What a party hears.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "sound", rename_all = "snake_case")]
pub enum Sound {
    /// The ringing tone.
    Ringing,
    /// Synthetic speech.
    Speech {
        /// What is said.
        text: String,
    },
    /// An audio file.
    Audio {
        /// Its address.
        url: String,
    },
    /// The beep before a recording.
    Beep,
    /// The other party.
    Voice,
    /// The line went dead.
    HangUp,
}

/// How a leg to a phone ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LegOutcome {
    /// A person declined.
    Declined,
    /// It was engaged.
    Busy,
    /// It rang out.
    RangOut,
    /// Another phone was quicker, or the caller gave up.
    Canceled,
    /// It could not be reached.
    Failed,
    /// It was answered and is over.
    Completed,
}

/// One thing that happened. Calls, legs and messages are named by their ids.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[allow(missing_docs)] // The fields say what they are by their names.
pub enum SimEvent {
    /// Somebody calls a line.
    CallPlaced {
        call: String,
        from: String,
        to: String,
    },
    /// A phone of the owner starts to ring.
    PhoneRings {
        call: String,
        leg: String,
        phone: String,
        caller_id: String,
    },
    /// It was picked up.
    PhoneAnswered {
        call: String,
        leg: String,
        phone: String,
        by: AnsweredBy,
    },
    /// It stopped ringing, or its part of the call is over.
    PhoneEnded {
        call: String,
        leg: String,
        phone: String,
        outcome: LegOutcome,
    },
    /// A party hears something.
    Heard {
        call: String,
        leg: String,
        phone: String,
        side: Side,
        heard: Sound,
    },
    /// A party pressed keys.
    Pressed {
        call: String,
        leg: String,
        phone: String,
        side: Side,
        keys: String,
    },
    /// Twilio answered the caller's leg.
    CallAnswered { call: String },
    /// Caller and owner talk.
    Bridged {
        call: String,
        leg: String,
        phone: String,
    },
    /// The caller's leg is over.
    CallEnded { call: String, status: CallStatus },
    /// A voicemail was recorded.
    RecordingMade {
        call: String,
        recording: String,
        seconds: u64,
    },
    /// Somebody sent a text from a phone.
    TextWritten {
        message: String,
        from: String,
        to: String,
        body: String,
    },
    /// A text appeared on a phone's screen.
    TextShown {
        message: String,
        phone: String,
        from: String,
        body: String,
    },
    /// A text that a line sends was accepted or changed its state.
    MessageState {
        message: String,
        from: String,
        to: String,
        status: MessageStatus,
        error_code: Option<u32>,
    },
    /// A number was blocked (or unblocked) by an opt-out word.
    OptOut {
        line: String,
        phone: String,
        blocked: bool,
    },
    /// A webhook was posted; `status` is missing when no answer came.
    WebhookPosted {
        kind: WebhookKind,
        about: String,
        url: String,
        status: Option<u16>,
        milliseconds: u64,
        attempt: u32,
    },
    /// A webhook was lost on purpose.
    WebhookLost { kind: WebhookKind, about: String },
    /// A request reached the API.
    ApiReceived { method: String, path: String },
    /// It was answered; `status` is missing when its connection ended without an answer.
    ApiRequest {
        method: String,
        path: String,
        status: Option<u16>,
    },
    /// Twilio found fault with something.
    Alerted { alert: Alert },
    /// The API goes down or comes up.
    Carrier { up: bool },
    /// Simulated time changed its pace.
    Speed { factor: f64 },
    /// Calls, texts and alerts were forgotten.
    Reset,
}

/// An event with its place in the stream.
#[derive(Debug, Clone, Serialize)]
pub struct Stamped {
    /// Counts up from 1.
    pub number: u64,
    /// Milliseconds since 1970, real time.
    pub at_ms: i64,
    /// What happened.
    #[serde(flatten)]
    pub event: SimEvent,
}

/// A place in the stream, to wait for what comes after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventCursor(pub(crate) u64);

/// Nothing of the kind happened in time.
#[derive(Debug, Clone, thiserror::Error)]
#[error("nothing of the kind happened within {waited:?}; the last events were {last:#?}")]
pub struct TimedOut {
    /// How long was waited.
    pub waited: Duration,
    /// What happened last, for the test's log.
    pub last: Vec<SimEvent>,
}

struct Log {
    kept: VecDeque<Arc<Stamped>>,
    next: u64,
}

/// The stream: what is kept of it, and who listens.
pub(crate) struct EventLog {
    log: Mutex<Log>,
    live: broadcast::Sender<Arc<Stamped>>,
    kept_max: usize,
}

impl EventLog {
    pub(crate) fn new(kept_max: usize) -> Self {
        Self {
            log: Mutex::new(Log {
                kept: VecDeque::new(),
                next: 1,
            }),
            live: broadcast::Sender::new(8192),
            kept_max,
        }
    }

    /// Whether anybody could ever see an event; if not, it need not be built.
    pub(crate) fn is_watched(&self) -> bool {
        self.kept_max > 0 || self.live.receiver_count() > 0
    }

    pub(crate) fn tell(&self, event: SimEvent) {
        let at_ms = jiff::Timestamp::now().as_millisecond();
        let mut log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        let stamped = Arc::new(Stamped {
            number: log.next,
            at_ms,
            event,
        });
        log.next += 1;
        if self.kept_max > 0 {
            if log.kept.len() == self.kept_max {
                log.kept.pop_front();
            }
            log.kept.push_back(Arc::clone(&stamped));
        }
        // Under the lock, so that listeners see the numbers in order.
        let _ = self.live.send(stamped);
    }

    pub(crate) fn subscribe(&self) -> broadcast::Receiver<Arc<Stamped>> {
        self.live.subscribe()
    }

    pub(crate) fn cursor(&self) -> EventCursor {
        EventCursor(self.log.lock().unwrap_or_else(PoisonError::into_inner).next)
    }

    /// What is kept from a place on.
    pub(crate) fn since(&self, cursor: EventCursor) -> Vec<Arc<Stamped>> {
        let log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        let oldest = log.kept.front().map_or(log.next, |first| first.number);
        let skip = usize::try_from(cursor.0.saturating_sub(oldest)).unwrap_or(usize::MAX);
        log.kept.iter().skip(skip).cloned().collect()
    }

    /// Asks again after every event until there is an answer.
    pub(crate) async fn until<T>(
        &self,
        timeout: Duration,
        mut ask: impl FnMut() -> Option<T>,
    ) -> Result<T, TimedOut> {
        let mut live = self.subscribe();
        let asking = async {
            loop {
                if let Some(answer) = ask() {
                    return answer;
                }
                // A lagging listener only has to look again.
                let _ = live.recv().await;
            }
        };
        tokio::time::timeout(timeout, asking)
            .await
            .map_err(|_| self.timed_out(timeout))
    }

    fn timed_out(&self, waited: Duration) -> TimedOut {
        let log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        let last = log
            .kept
            .iter()
            .rev()
            .take(12)
            .rev()
            .map(|kept| kept.event.clone())
            .collect();
        TimedOut { waited, last }
    }
}
