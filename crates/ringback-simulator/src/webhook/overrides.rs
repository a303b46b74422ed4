//! Connection overrides: limits and retries written into a webhook URL's fragment
//! (<https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides>).

use std::time::Duration;

use crate::config::WebhookLimits;

/// Which failures are tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct RetryOn {
    pub(crate) connect: bool,
    pub(crate) answer: bool,
    pub(crate) client_errors: bool,
    pub(crate) server_errors: bool,
}

/// How one URL wants to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Overrides {
    /// Tries after the first (`rc`, 0–5, default 1).
    pub(crate) retries: u32,
    /// `rt`: until the answer is there.
    pub(crate) answer: Duration,
    /// `tt`: over all tries.
    pub(crate) total: Duration,
    /// `rp`: by default only a connection that never stood.
    pub(crate) retry_on: RetryOn,
}

/// Splits a URL from its fragment and reads the overrides in it.
pub(crate) fn read(url: &str, limits: WebhookLimits) -> (&str, Overrides) {
    let mut overrides = Overrides {
        retries: 1,
        answer: limits.answer,
        total: limits.total,
        retry_on: RetryOn {
            connect: true,
            ..RetryOn::default()
        },
    };
    let Some((url, fragment)) = url.split_once('#') else {
        return (url, overrides);
    };
    for (name, value) in form_urlencoded::parse(fragment.as_bytes()) {
        let milliseconds = value
            .parse()
            .ok()
            .map(|given: u64| given.clamp(100, 15_000));
        match (name.as_ref(), milliseconds) {
            ("rc", _) => overrides.retries = value.parse().unwrap_or(1).min(5),
            ("rt", Some(given)) => overrides.answer = Duration::from_millis(given),
            ("tt", Some(given)) => overrides.total = Duration::from_millis(given),
            ("rp", _) => overrides.retry_on = policy(&value),
            _ => {}
        }
    }
    (url, overrides)
}

fn policy(words: &str) -> RetryOn {
    let has = |word| {
        words
            .split(',')
            .any(|given| given == word || given == "all")
    };
    RetryOn {
        connect: has("ct"),
        answer: has("rt"),
        client_errors: has("4xx"),
        server_errors: has("5xx"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_sets_retries_and_limits() {
        let limits = WebhookLimits::default();
        let (url, plain) = read("http://h/p?q=1", limits);
        assert_eq!((url, plain.retries), ("http://h/p?q=1", 1));
        let (url, set) = read("http://h/p?q=1#rc=3&rt=2000&rp=ct,5xx", limits);
        assert_eq!(
            (url, set.retries, set.answer),
            ("http://h/p?q=1", 3, Duration::from_secs(2))
        );
        assert!(set.retry_on.connect && set.retry_on.server_errors && !set.retry_on.answer);
    }
}
