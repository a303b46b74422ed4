//! How the delivery of one text stands, and what each report about it changes.
//!
//! *Pending → Attempted → Accepted | Refused | Unknown*, or *Held* before it left. Only a
//! *Pending* text is ever sent. What the carrier says of an accepted one moves it one way, by
//! [`TextStatus::rank`].

use std::time::Duration;

use super::phase::Phase;
use super::settle::look_up_at;
use crate::calls::HoldReason;
use crate::carrier_event::TextStatus;
use crate::clock::Instant;
use crate::mutants::Mutant;
use crate::timeline::Happened;

/// After this long without a final state the carrier is asked.
const FINAL_STATE_OVERDUE: Duration = Duration::from_hours(1);
/// How often it is asked before the last state is taken as the last word.
const ASKED_MAX: u32 = 4;

/// How delivery stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Where it is.
    pub phase: Phase,
    /// How many attempts were begun.
    pub attempt: u32,
    /// When the last attempt was begun.
    pub attempted_at: Option<Instant>,
    /// The carrier's id.
    pub carrier_id: Option<String>,
    /// The carrier's last word.
    pub status: Option<TextStatus>,
    /// The carrier's error code.
    pub error_code: Option<u32>,
    /// How often it was looked up (*Attempted*) or asked about (*Accepted*).
    pub looks: u32,
    /// Why it does not leave (*Held*).
    pub held: Option<HoldReason>,
}

/// Whose fault a refusal or a failure is, and what to remember of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The person said stop, at the carrier.
    OptedOut,
    /// The number cannot receive texts, now or later.
    Landline,
    /// Our own set-up: account, number, registration.
    OurSetUp,
    /// The text itself, or this recipient.
    Final,
}

/// What became of an attempt, or what was found out about one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Report {
    /// The carrier took it.
    Accepted {
        /// Its id.
        carrier_id: String,
        /// Its state.
        status: TextStatus,
    },
    /// The carrier refused it for good.
    Refused {
        /// The error code; 0 when there was none.
        code: u32,
        /// What it means, for the owner.
        meaning: String,
        /// Whose fault it is.
        fault: Fault,
    },
    /// The carrier certainly did not take it: try again.
    NotProcessed {
        /// When to try again.
        retry_at: Instant,
    },
    /// The answer never came, or could not be read.
    NoAnswer,
    /// The carrier's list does not have it (yet), or could not be read.
    NotFound,
    /// The carrier reports a state.
    Status {
        /// Its id.
        carrier_id: String,
        /// The state.
        status: TextStatus,
        /// Code, meaning and fault, where it failed.
        failure: Option<(u32, String, Fault)>,
    },
}

/// What else follows, outside the text itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Consequence {
    /// Remember that the person said stop.
    OptOut,
    /// Remember that the number is a landline.
    Landline,
    /// Tell the owner that the set-up is at fault.
    Alarm {
        /// The carrier's code.
        code: u32,
        /// What it means.
        meaning: String,
    },
    /// The caller was not texted, by our own fault: the window is open again.
    FreeWindow,
    /// Tell the owner that nobody knows what became of it.
    TellUnknown,
}

/// What changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moved {
    /// Whether anything is to be stored.
    pub changed: bool,
    /// When to look at it again; `None` is never.
    pub wake_at: Option<Instant>,
    /// For the journal.
    pub happened: Vec<Happened>,
    /// What else follows.
    pub consequences: Vec<Consequence>,
}

/// How long to wait before attempt `attempt + 1`, where the carrier does not say. `chance` in
/// 0..1 spreads those that failed together (full jitter over the second half).
#[must_use]
pub fn backoff(attempt: u32, chance: f64) -> Duration {
    let ceiling_ms = (500_u64 << attempt.clamp(1, 6).saturating_sub(1)).min(15_000);
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )]
    let jitter_ms = (ceiling_ms as f64 / 2.0 * chance.clamp(0.0, 1.0)) as u64;
    Duration::from_millis(ceiling_ms / 2 + jitter_ms)
}

impl Delivery {
    /// A text that was just written.
    #[must_use]
    pub fn pending() -> Self {
        Self {
            phase: Phase::Pending,
            attempt: 0,
            attempted_at: None,
            carrier_id: None,
            status: None,
            error_code: None,
            looks: 0,
            held: None,
        }
    }

    /// Takes one report in.
    pub fn take(&mut self, report: &Report, now: Instant) -> Moved {
        match report {
            Report::Accepted { carrier_id, status } => self.accepted(carrier_id, *status, now),
            Report::Refused {
                code,
                meaning,
                fault,
            } => self.refused(*code, meaning, *fault),
            Report::NotProcessed { retry_at } => self.not_processed(*retry_at, now),
            Report::NoAnswer | Report::NotFound => self.not_found(report, now),
            Report::Status {
                carrier_id,
                status,
                failure,
            } => self.status_reported(carrier_id, *status, failure.as_ref(), now),
        }
    }

    fn accepted(&mut self, carrier_id: &str, status: TextStatus, now: Instant) -> Moved {
        if !matches!(self.phase, Phase::Attempted | Phase::Unknown) {
            return self.unmoved(now);
        }
        let mut moved = self.bind(carrier_id, now);
        self.raise(status);
        moved.wake_at = self.next_look(now);
        moved
    }

    /// The carrier has it, under this id.
    fn bind(&mut self, carrier_id: &str, now: Instant) -> Moved {
        self.phase = Phase::Accepted;
        self.carrier_id = Some(carrier_id.to_owned());
        self.looks = 0;
        Moved {
            changed: true,
            wake_at: Some(now.plus(FINAL_STATE_OVERDUE)),
            happened: vec![Happened::TextAccepted],
            consequences: Vec::new(),
        }
    }

    fn refused(&mut self, code: u32, meaning: &str, fault: Fault) -> Moved {
        if self.phase != Phase::Attempted {
            return Moved::default();
        }
        self.phase = Phase::Refused;
        self.error_code = Some(code);
        Moved {
            changed: true,
            wake_at: None,
            happened: vec![Happened::TextRefused {
                code,
                meaning: meaning.to_owned(),
            }],
            consequences: consequences(code, meaning, fault),
        }
    }

    fn not_processed(&mut self, retry_at: Instant, now: Instant) -> Moved {
        if self.phase != Phase::Attempted {
            return self.unmoved(now);
        }
        self.phase = Phase::Pending;
        let delay_ms = u64::try_from(retry_at.since(now).as_millis()).unwrap_or(u64::MAX);
        Moved {
            changed: true,
            wake_at: Some(retry_at),
            happened: vec![Happened::TextDelayed { delay_ms }],
            consequences: Vec::new(),
        }
    }

    fn not_found(&mut self, report: &Report, now: Instant) -> Moved {
        if self.phase != Phase::Attempted {
            return self.unmoved(now);
        }
        if Mutant::ReconcileTooEarly.is_on() && *report == Report::NotFound {
            return self.not_processed(now, now);
        }
        let first = *report == Report::NoAnswer;
        if !first {
            self.looks += 1;
        }
        let attempted_at = self.attempted_at.unwrap_or(now);
        if let Some(at) = look_up_at(attempted_at, self.looks, now) {
            let happened = if first {
                vec![Happened::TextLookedUp]
            } else {
                Vec::new()
            };
            return Moved {
                changed: true,
                wake_at: Some(at),
                happened,
                consequences: Vec::new(),
            };
        }
        self.phase = Phase::Unknown;
        Moved {
            changed: true,
            wake_at: None,
            happened: vec![Happened::TextUnknown],
            consequences: vec![Consequence::TellUnknown],
        }
    }

    fn status_reported(
        &mut self,
        carrier_id: &str,
        status: TextStatus,
        failure: Option<&(u32, String, Fault)>,
        now: Instant,
    ) -> Moved {
        let known = match self.phase {
            Phase::Attempted | Phase::Unknown => false,
            // The carrier said that it had not taken an attempt, and had: once is enough.
            Phase::Pending if self.attempt > 0 => false,
            Phase::Accepted => true,
            Phase::Pending | Phase::Refused | Phase::Held | Phase::Received => {
                return self.unmoved(now);
            }
        };
        if known && self.carrier_id.as_deref() != Some(carrier_id) {
            return self.unmoved(now);
        }
        let mut moved = if known {
            Moved::default()
        } else {
            self.bind(carrier_id, now)
        };
        if self.raise(status) {
            let (code, meaning) = failure.map_or((None, None), |(code, meaning, _)| {
                (Some(*code), Some(meaning.clone()))
            });
            self.error_code = code.or(self.error_code);
            moved.changed = true;
            moved.happened.push(Happened::TextStatus {
                status,
                code,
                meaning,
            });
            if let Some((code, meaning, fault)) = failure {
                moved.consequences = consequences(*code, meaning, *fault);
            }
        }
        moved.wake_at = self.next_look(now);
        moved
    }

    /// Moves the carrier's word up, never down.
    fn raise(&mut self, status: TextStatus) -> bool {
        let risen = status.rank() > self.status.map_or(0, TextStatus::rank)
            || Mutant::StatusGoesBack.is_on();
        if risen {
            self.status = Some(status);
        }
        risen
    }

    /// The carrier was asked about an accepted text, and it is not final yet.
    pub fn asked_again(&mut self, now: Instant) -> Moved {
        self.looks += 1;
        Moved {
            changed: true,
            wake_at: self.next_look(now),
            ..Moved::default()
        }
    }

    fn next_look(&self, now: Instant) -> Option<Instant> {
        let open = self.phase == Phase::Accepted
            && !self.status.is_some_and(TextStatus::is_final)
            && self.looks < ASKED_MAX;
        // 1, 2, 4, 8 hours: `sent` may be the last word.
        open.then(|| now.plus(FINAL_STATE_OVERDUE * (1 << self.looks)))
    }

    fn unmoved(&self, now: Instant) -> Moved {
        Moved {
            changed: false,
            wake_at: self.next_look(now),
            ..Moved::default()
        }
    }
}

fn consequences(code: u32, meaning: &str, fault: Fault) -> Vec<Consequence> {
    match fault {
        Fault::OptedOut => vec![Consequence::OptOut],
        Fault::Landline => vec![Consequence::Landline],
        Fault::OurSetUp => vec![
            Consequence::FreeWindow,
            Consequence::Alarm {
                code,
                meaning: meaning.to_owned(),
            },
        ],
        Fault::Final => Vec::new(),
    }
}

#[cfg(test)]
#[path = "delivery_tests.rs"]
mod tests;
