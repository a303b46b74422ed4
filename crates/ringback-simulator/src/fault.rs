//! Faults on request: of the API, and of webhooks on their way.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::webhook::WebhookKind;

/// What goes wrong with an API request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum ApiFault {
    /// The request is read and never processed; no answer comes.
    HangBefore,
    /// The request is processed; no answer comes.
    HangAfter,
    /// The connection is closed without an answer, and nothing is processed.
    CloseBefore,
    /// The request is processed, and the connection closed in the middle of the answer.
    CloseMidAnswer,
    /// 429 with Twilio's code 20429; nothing is processed.
    TooManyRequests {
        /// `Retry-After` in seconds, if there is to be one.
        retry_after_seconds: Option<u32>,
    },
    /// 503; nothing is processed.
    Unavailable {
        /// `Retry-After` in seconds, if there is to be one.
        retry_after_seconds: Option<u32>,
    },
    /// 500 although it was processed.
    ErrorAfter,
    /// 500, and nothing is processed.
    ErrorBefore,
    /// Processed, and the success has a body that is no JSON.
    Garbage,
    /// Processed, and the answer's body comes drop by drop.
    SlowBody {
        /// Until the last byte, in real milliseconds.
        milliseconds: u64,
    },
    /// Processed after a pause.
    SlowAnswer {
        /// The pause, in real milliseconds.
        milliseconds: u64,
    },
    /// Refused with one of Twilio's codes.
    Refuse {
        /// HTTP status.
        status: u16,
        /// Twilio's code.
        code: u32,
        /// The message beside it.
        message: String,
    },
}

/// Which API requests a fault is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApiRoute {
    /// `POST /Messages.json`
    SendMessage,
    /// Lists and fetches of messages.
    ReadMessages,
    /// Lists and fetches of calls.
    Calls,
    /// Phone numbers.
    Numbers,
    /// Media and recordings.
    Files,
    /// Everything.
    Any,
}

/// How often a fault strikes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultCount {
    /// The next so many requests.
    Next(u32),
    /// Each request, until the rules are cleared.
    Always,
    /// Each request with this probability, 0 to 1.
    Chance(f64),
}

/// A fault, for which requests, and how often.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FaultRule {
    /// For which requests.
    pub route: ApiRoute,
    /// How often.
    pub count: FaultCount,
    /// What goes wrong.
    #[serde(flatten)]
    pub fault: ApiFault,
}

/// What goes wrong with a webhook on its way.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum WebhookFault {
    /// It is never posted. Where an answer was waited for, the call goes on as if it had failed.
    Lose,
    /// It is posted twice.
    Duplicate,
    /// It is posted later; what comes after it does not wait, so the order changes.
    Late {
        /// Real milliseconds.
        milliseconds: u64,
    },
    /// It is posted after a random while, so that the order changes by chance.
    Shuffle {
        /// Longest delay in real milliseconds.
        milliseconds_max: u64,
    },
}

/// A fault of webhooks, for which kind, and how often.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WebhookRule {
    /// Which webhooks; none means all.
    pub kind: Option<WebhookKind>,
    /// How often.
    pub count: FaultCount,
    /// What goes wrong.
    #[serde(flatten)]
    pub fault: WebhookFault,
}

/// The rules in force. The first rule that strikes wins.
#[derive(Default)]
pub(crate) struct FaultDesk {
    api: Mutex<Vec<FaultRule>>,
    webhooks: Mutex<Vec<WebhookRule>>,
}

impl FaultDesk {
    pub(crate) fn add_api(&self, rule: FaultRule) {
        self.api
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(rule);
    }

    pub(crate) fn add_webhook(&self, rule: WebhookRule) {
        self.webhooks
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(rule);
    }

    pub(crate) fn clear(&self) {
        self.api
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
        self.webhooks
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    pub(crate) fn for_request(&self, route: ApiRoute) -> Option<ApiFault> {
        let mut rules = self.api.lock().unwrap_or_else(PoisonError::into_inner);
        let at = rules.iter_mut().position(|rule| {
            (rule.route == ApiRoute::Any || rule.route == route) && strikes(&mut rule.count)
        })?;
        let fault = rules[at].fault.clone();
        rules.retain(|rule| rule.count != FaultCount::Next(0));
        Some(fault)
    }

    pub(crate) fn for_webhook(&self, kind: WebhookKind) -> Option<WebhookFault> {
        let mut rules = self.webhooks.lock().unwrap_or_else(PoisonError::into_inner);
        let at = rules
            .iter_mut()
            .position(|rule| rule.kind.is_none_or(|of| of == kind) && strikes(&mut rule.count))?;
        let fault = rules[at].fault;
        rules.retain(|rule| rule.count != FaultCount::Next(0));
        Some(fault)
    }
}

/// Decides whether a rule strikes now, and counts it.
fn strikes(count: &mut FaultCount) -> bool {
    match count {
        FaultCount::Next(0) => false,
        FaultCount::Next(left) => {
            *left -= 1;
            true
        }
        FaultCount::Always => true,
        FaultCount::Chance(chance) => rand::random::<f64>() < *chance,
    }
}

/// A random delay up to `milliseconds_max`.
pub(crate) fn random_delay(milliseconds_max: u64) -> Duration {
    Duration::from_millis(milliseconds_max).mul_f64(rand::random::<f64>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_for_the_next_requests_wears_out() {
        let desk = FaultDesk::default();
        desk.add_api(FaultRule {
            route: ApiRoute::SendMessage,
            count: FaultCount::Next(2),
            fault: ApiFault::HangAfter,
        });
        assert_eq!(desk.for_request(ApiRoute::Calls), None);
        assert_eq!(
            desk.for_request(ApiRoute::SendMessage),
            Some(ApiFault::HangAfter)
        );
        assert_eq!(
            desk.for_request(ApiRoute::SendMessage),
            Some(ApiFault::HangAfter)
        );
        assert_eq!(desk.for_request(ApiRoute::SendMessage), None);
    }
}
