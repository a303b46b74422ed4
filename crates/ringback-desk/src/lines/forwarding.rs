//! Whether calls that are forwarded to a line were seen to arrive.

use std::time::Duration;

use crate::clock::Instant;

/// How long a check waits for its call.
pub const FORWARD_CHECK_WITHIN: Duration = Duration::from_mins(15);

/// A call that arrived while forwarding was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForwardedCall {
    /// When.
    pub at: Instant,
    /// Caller id as the carrier spelt it; may be empty.
    pub caller: String,
    /// The forwarding number as the carrier spelt it. Not every carrier passes it on (Twilio's
    /// `ForwardedFrom`), so that nothing is no sign of anything.
    pub from: Option<String>,
}

/// What is known of a line's forwarding.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Forwarding {
    /// Until when somebody dials the number that people know.
    pub check_until: Option<Instant>,
    /// The last call that was seen to arrive by it.
    pub seen: Option<ForwardedCall>,
}

impl Forwarding {
    /// Whether a call that arrives is worth noting: during a check every one is; outside, the first
    /// of which the carrier says that it was forwarded.
    #[must_use]
    pub fn is_worth_noting(&self, from: Option<&str>, now: Instant) -> bool {
        let is_checking = self.check_until.is_some_and(|until| now <= until);
        is_checking || (self.seen.is_none() && from.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_notes_every_call_and_everyday_only_proof() {
        let at = Instant(1_000);
        let seen = Some(ForwardedCall {
            at,
            caller: String::new(),
            from: None,
        });
        for (check_until, seen, from, is_worth) in [
            (None, None, None, false),
            (None, None, Some("+1"), true),
            (None, seen.clone(), Some("+1"), false),
            (Some(at), seen.clone(), None, true),
            (Some(Instant(999)), None, None, false),
        ] {
            let forwarding = Forwarding { check_until, seen };
            assert_eq!(forwarding.is_worth_noting(from, at), is_worth);
        }
    }
}
